package discord

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// endpoint takes interactions in that Discord sends over HTTP. Each is signed; the
// first response to it is the answer to the request.
type endpoint struct {
	*desk
	key ed25519.PublicKey
}

const (
	// Path is where Discord is told to send interactions to: the Interactions
	// Endpoint URL of the application ends so.
	Path = "/discord/interactions"
	// maxBody bounds an interaction; one with a message and 25 options is far
	// smaller.
	maxBody = 1 << 20
	// freshFor is how old, or how far ahead, a signed request may be.
	freshFor = 5 * time.Minute
)

// publicKey reads the application's public key. Its length is looked at here: one
// of another would make every verification panic.
func publicKey(text string) (ed25519.PublicKey, error) {
	key, err := hex.DecodeString(strings.TrimSpace(text))
	if err != nil || len(key) != ed25519.PublicKeySize {
		return nil, errors.New("discord: DISCORD_PUBLIC_KEY is no public key, which has 64 hexadecimal digits: copy it from General Information of the application at https://discord.com/developers/applications")
	}
	return key, nil
}

// Mount serves Discord's interactions at [Path], where the adapter has the public
// key that they are signed for. Those that it takes in are answered with h.
func (a *Adapter) Mount(mux *http.ServeMux, h bot.Handler) {
	if a.key == nil {
		return
	}
	a.mounted = newDesk(context.Background(), a, h, identity{app: a.config.AppID})
	mux.Handle("POST "+Path, &endpoint{a.mounted, a.key})
}

// ServeHTTP implements [http.Handler].
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	received := time.Now()
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		http.Error(w, "not read", http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if !e.signed(r, received) {
		http.Error(w, "invalid request signature", http.StatusUnauthorized)
		return
	}
	var i interaction
	if err := json.Unmarshal(body, &i); err != nil {
		http.Error(w, "no interaction", http.StatusBadRequest)
		return
	}
	if i.Type == discordgo.InteractionPing {
		e.write(w, reply{callback: callback{Type: discordgo.InteractionResponsePong}})
		return
	}
	e.serve(w, r, i, received)
}

// signed reports whether a request is signed, and lately. The time is looked at
// here: the library takes a signature of any age.
func (e *endpoint) signed(r *http.Request, now time.Time) bool {
	seconds, err := strconv.ParseInt(r.Header.Get("X-Signature-Timestamp"), 10, 64)
	if err != nil || now.Sub(time.Unix(seconds, 0)).Abs() > freshFor {
		return false
	}
	return discordgo.VerifyInteraction(r, e.key)
}

// reply is a first response on its way to the request that waits for it.
type reply struct {
	callback callback
	sent     bool       // it went another way: Discord is told only that it will come
	done     chan error // takes whether it was written; may be nil
}

// serve has an interaction answered and writes the first response to it. An
// interaction that was sent before is refused: whoever recorded a request cannot
// have it carried out again.
func (e *endpoint) serve(w http.ResponseWriter, r *http.Request, i interaction, received time.Time) {
	replies := make(chan reply)
	ctx, gone := context.WithDeadline(r.Context(), received.Add(acknowledgeWithin))
	defer gone()
	ended, ok := e.take(i, received, e.inResponse(ctx, i, replies))
	if !ok {
		http.Error(w, "no interaction, or none that is taken now", http.StatusServiceUnavailable)
		return
	}
	select {
	case answer := <-replies:
		answer.done <- e.write(w, answer)
	case <-ended:
		http.Error(w, "nothing to answer: sent before, or lost", http.StatusConflict)
	case <-ctx.Done():
		http.Error(w, "no answer in time", http.StatusGatewayTimeout)
	}
}

// inResponse sends the first response as the answer to the request that waiting
// is the context of. Files take the way over REST.
func (e *endpoint) inResponse(waiting context.Context, i interaction, replies chan<- reply) responder {
	return func(ctx context.Context, c callback) error {
		answer := reply{callback: c, done: make(chan error, 1)}
		if len(c.files) > 0 {
			if err := e.overREST(i)(ctx, c); err != nil {
				return err
			}
			answer.sent = true
		}
		select {
		case replies <- answer:
			return <-answer.done
		case <-waiting.Done():
			return fmt.Errorf("respond to interaction %s: Discord waits no longer", i.ID)
		}
	}
}

func (e *endpoint) write(w http.ResponseWriter, r reply) error {
	if r.sent {
		w.WriteHeader(http.StatusAccepted)
		return nil
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(r.callback); err != nil {
		http.Error(w, "not written", http.StatusInternalServerError)
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, err := w.Write(b.Bytes())
	return err
}
