package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// rest sends requests to Discord's REST interface. The library's own sender is
// not used for them: it keeps a record for each interaction for ever, repeats a
// refused request without bound and without regard for the context, and cannot
// set the flags of an edit. Its codes of refusals are used, and its types where
// they say the same.
type rest struct {
	client  *http.Client
	token   string
	pause   time.Duration // before the first repetition; it doubles
	breaker breaker
}

const (
	apiURL    = "https://discord.com/api/v10"
	userAgent = "DiscordBot (https://discord.com/developers/docs, 1) attache"
	// attempts bounds how often one request is sent.
	attempts = 4
	// maxReply bounds what is read of an answer to a request.
	maxReply = 4 << 20
	// longestWait is how long one repetition is waited for at most; what Discord
	// wants later than that has failed.
	longestWait = time.Minute
)

// apiError is Discord's refusal of a request.
type apiError struct {
	Method, Path string
	Status       int
	Code         int             `json:"code"`
	Message      string          `json:"message"`
	Detail       json.RawMessage `json:"errors"`
	retryAfter   time.Duration
	global       bool // all requests of the bot are refused, not this one alone
	shared       bool // others used up what the bot shares with them
}

func (e *apiError) Error() string {
	s := fmt.Sprintf("%s %s: Discord answers %d %s", e.Method, e.Path, e.Status, http.StatusText(e.Status))
	if e.Message != "" {
		s += fmt.Sprintf(": %s (code %d)", e.Message, e.Code)
	}
	if len(e.Detail) > 0 {
		s += " " + string(e.Detail)
	}
	return s
}

// statusOf is the HTTP status of a refusal, 0 where err is none.
func statusOf(err error) int {
	var refused *apiError
	if errors.As(err, &refused) {
		return refused.Status
	}
	return 0
}

func codeOf(err error) int {
	var refused *apiError
	if errors.As(err, &refused) {
		return refused.Code
	}
	return 0
}

// do sends a request with body as JSON, nil for none, and reads the answer into
// reply where that is not nil. It waits as long as Discord tells it to and tries
// again, as it does after a failure of the server or the network, until ctx is
// done or it has tried a few times.
func (r *rest) do(ctx context.Context, method, path string, body, reply any) error {
	return r.send(ctx, method, path, body, nil, reply)
}

// send is do with files beside the body.
func (r *rest) send(ctx context.Context, method, path string, body any, files []File, reply any) error {
	parcel, err := pack(body, files)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, hidden(path), err)
	}
	pause := r.pause
	for attempt := 1; ; attempt++ {
		if err := r.admit(ctx, path); err != nil {
			return fmt.Errorf("%s %s: %w", method, hidden(path), err)
		}
		err := r.once(ctx, method, path, parcel, reply)
		r.breaker.note(time.Now(), err)
		wait, again := repeatAfter(err, pause)
		if err == nil || !again || attempt == attempts || wait > longestWait {
			return err
		}
		if err := sleep(ctx, wait, err); err != nil {
			return err
		}
		pause *= 2
	}
}

// admit waits until a request to that path may be sent. What answers an
// interaction is not held up by a limit on all else (docs: Rate Limits).
func (r *rest) admit(ctx context.Context, path string) error {
	wait, err := r.breaker.allow(time.Now())
	switch {
	case err != nil:
		return err
	case wait <= 0, answers(path):
		return nil
	case wait > longestWait:
		return errAllRefused
	}
	return sleep(ctx, wait, errAllRefused)
}

// answers reports whether a path is one to answer an interaction at.
func answers(path string) bool {
	return strings.HasPrefix(path, "/interactions/") || strings.HasPrefix(path, "/webhooks/")
}

// parcel is the body of a request.
type parcel struct {
	kind string // of the content, empty where there is none
	body []byte
}

// pack writes body as JSON and, where there are files, both as a form.
func pack(body any, files []File) (parcel, error) {
	if body == nil {
		return parcel{}, nil
	}
	text, err := json.Marshal(body)
	if err != nil || len(files) == 0 {
		return parcel{"application/json", text}, err
	}
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := field(form, `form-data; name="payload_json"`, "application/json", text); err != nil {
		return parcel{}, err
	}
	for i, f := range files {
		head := fmt.Sprintf(`form-data; name="files[%d]"; filename=%q`, i, f.Name)
		if err := field(form, head, f.Kind, f.Bytes); err != nil {
			return parcel{}, err
		}
	}
	if err := form.Close(); err != nil {
		return parcel{}, err
	}
	return parcel{form.FormDataContentType(), b.Bytes()}, nil
}

func field(form *multipart.Writer, head, kind string, body []byte) error {
	w, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {head}, "Content-Type": {kind}})
	if err != nil {
		return err
	}
	_, err = w.Write(body)
	return err
}

// repeatAfter says whether a request may be sent again and how long to wait.
func repeatAfter(err error, pause time.Duration) (time.Duration, bool) {
	var refused *apiError
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return 0, false
	case !errors.As(err, &refused):
		return pause, true
	case refused.Status == http.StatusTooManyRequests:
		return refused.retryAfter, true
	}
	return pause, refused.Status >= 500
}

// sleep waits, or returns cause at once where ctx would not let it wait so long.
func sleep(ctx context.Context, d time.Duration, cause error) error {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < d {
		return cause
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return errors.Join(ctx.Err(), cause)
	}
}

func (r *rest) once(ctx context.Context, method, path string, p parcel, reply any) error {
	req, err := http.NewRequestWithContext(ctx, method, apiURL+path, bytes.NewReader(p.body))
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, hidden(path), err)
	}
	req.Header.Set("Authorization", "Bot "+r.token)
	req.Header.Set("User-Agent", userAgent)
	if p.kind != "" {
		req.Header.Set("Content-Type", p.kind)
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, hidden(path), unaddressed(err))
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, hidden(path), err)
	}
	if resp.StatusCode >= 300 {
		return refusal(method, hidden(path), resp, text)
	}
	if reply == nil {
		return nil
	}
	if err := json.Unmarshal(text, reply); err != nil {
		return fmt.Errorf("%s %s: %w", method, hidden(path), err)
	}
	return nil
}

// refusal reads what Discord says. The body may be no JSON at all: a proxy before
// Discord refuses with a page.
func refusal(method, path string, resp *http.Response, body []byte) error {
	e := &apiError{}
	if json.Unmarshal(body, e) != nil {
		e = &apiError{}
	}
	e.Method, e.Path, e.Status = method, path, resp.StatusCode
	var wait struct {
		RetryAfter float64 `json:"retry_after"`
	}
	seconds, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64)
	if json.Unmarshal(body, &wait) == nil && wait.RetryAfter > 0 {
		seconds, err = wait.RetryAfter, nil // finer than the header, which counts whole seconds
	}
	if err != nil || seconds < 0 || math.IsNaN(seconds) {
		seconds = 1
	}
	e.retryAfter = time.Duration(min(seconds, 3600) * float64(time.Second))
	e.global = resp.Header.Get("X-RateLimit-Global") == "true"
	e.shared = resp.Header.Get("X-RateLimit-Scope") == "shared"
	return e
}

// hidden is a path without the tokens in it, for errors and the log.
func hidden(path string) string {
	parts := strings.Split(path, "/")
	if len(parts) > 3 && answers(path) {
		parts[3] = "***"
	}
	return strings.Join(parts, "/")
}

// unaddressed is an error of the HTTP client without the address, which may hold
// a token.
func unaddressed(err error) error {
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
