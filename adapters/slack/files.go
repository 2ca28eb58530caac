package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// scopeFiles is the scope of reading what people upload.
const scopeFiles = "files:read"

// files are what people uploaded with a message, to be read where a line asks for
// it. What is kept elsewhere than in Slack is read by no token of Slack's.
func (a *Adapter) files(list []slackapi.File) []bot.File {
	var all []bot.File
	for _, f := range list {
		name := path.Base(f.Name)
		if f.Name == "" {
			name = f.ID
		}
		all = append(all, bot.File{Name: name, Open: func(ctx context.Context) ([]byte, error) { return a.read(ctx, name, f) }})
	}
	return all
}

// read gets a file's bytes. Its errors are for whoever uploaded it.
func (a *Adapter) read(ctx context.Context, name string, f slackapi.File) ([]byte, error) {
	name = line(name, maxName)
	switch {
	case f.IsExternal:
		return nil, &bot.UserError{Message: fmt.Sprintf("“%s” is kept outside of Slack.", name), Hint: "Upload the file itself, or type its address behind /sources add."}
	case f.Size > maxFile:
		return nil, &bot.UserError{Message: fmt.Sprintf("“%s” has more than %d MB.", name, maxFile>>20), Hint: "Whoever runs the bot adds it: attache ingest FILE"}
	case a.who.Load() != nil && !a.may(scopeFiles):
		return nil, &bot.UserError{Message: "I may not read files here.", Hint: "Install the app again from the manifest that “attache manifest slack” prints: it lacks the scope " + scopeFiles + "."}
	}
	var b limited
	err := a.retry(ctx, rateOnly, func(ctx context.Context) error {
		b.Reset()
		return a.api.GetFileContext(ctx, f.URLPrivateDownload, &b)
	})
	if err != nil {
		return nil, fmt.Errorf("get a file from Slack: %w", explain(err, ""))
	}
	return b.Bytes(), nil
}

// limited is a buffer that takes no more than a file may have.
type limited struct{ bytes.Buffer }

// Write implements [io.Writer].
func (b *limited) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxFile {
		return 0, errors.New("the file is larger than Slack said")
	}
	return b.Buffer.Write(p)
}
