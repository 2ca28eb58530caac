package discord

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// maxUpload bounds a file that a person gives to the bot.
const maxUpload = 20 << 20

// files are uploads as the bot opens them, if it does.
func (a *Adapter) files(list []discordgo.MessageAttachment) []bot.File {
	var all []bot.File
	for _, f := range list {
		if address, ok := stored(f.URL); ok {
			all = append(all, bot.File{Name: path.Base(f.Filename), Open: func(ctx context.Context) ([]byte, error) { return a.rest.fetch(ctx, address) }})
		}
	}
	return all
}

// stored reports whether an address is one where Discord keeps what was uploaded:
// nothing is fetched from elsewhere.
func stored(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" {
		return "", false
	}
	return u.String(), u.Host == "cdn.discordapp.com" || u.Host == "media.discordapp.net"
}

// fetch gets an uploaded file.
func (r *rest) fetch(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("fetch an upload: %w", err)
	}
	req.Header.Set("User-Agent", userAgent)
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetch an upload: %w", unaddressed(err))
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("fetch an upload: Discord answers %s", resp.Status)
	}
	content, err := io.ReadAll(io.LimitReader(resp.Body, maxUpload+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("fetch an upload: %w", unaddressed(err))
	case len(content) > maxUpload:
		return nil, &bot.UserError{Message: "That file is larger than 20 MB.", Hint: "Give a smaller one."}
	}
	return content, nil
}
