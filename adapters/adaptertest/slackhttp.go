package adaptertest

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// SlackSecret is the signing secret of the fake's app.
const SlackSecret = "8f742231b10e8888abcd99yyyzzz85a5"

// ViaHTTP makes the fake post what happens to a bot at this address, signed,
// instead of telling it over a socket.
func (s *Slack) ViaHTTP(address string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bot = address
}

// SignSlack sets the headers with which Slack signs a body at a moment.
// https://docs.slack.dev/authentication/verifying-requests-from-slack
func SignSlack(header http.Header, secret string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	header.Set("X-Slack-Request-Timestamp", stamp)
	header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

// SlackRequest is what Slack would post for an envelope's kind and payload: where
// to, below the bot's address, and the body with its type.
func SlackRequest(kind string, payload map[string]any) (path, contentType string, body []byte) {
	const form = "application/x-www-form-urlencoded"
	if kind == "slash_commands" {
		values := url.Values{}
		for name, value := range payload {
			values.Set(name, fmt.Sprint(value))
		}
		return "/slack/commands", form, []byte(values.Encode())
	}
	raw, err := json.Marshal(payload)
	if err != nil {
		panic(err) // a test's own payload
	}
	if kind == "events_api" {
		return "/slack/events", "application/json", raw
	}
	path = "/slack/interactivity"
	if payload["type"] == "block_suggestion" {
		path = "/slack/options"
	}
	return path, form, []byte(url.Values{"payload": {string(raw)}}.Encode())
}

// postEnvelope posts an envelope to the bot, and takes the response for its
// acknowledgement.
func (s *Slack) postEnvelope(e *SlackEnvelope, address string, retry int) {
	path, contentType, body := SlackRequest(e.kind, e.payload)
	req, err := http.NewRequest(http.MethodPost, address+path, bytes.NewReader(body))
	if err != nil {
		s.noteHTTP(e, 0, nil, err)
		return
	}
	req.Header.Set("Content-Type", contentType)
	if retry > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(retry))
		req.Header.Set("X-Slack-Retry-Reason", "http_timeout")
	}
	SignSlack(req.Header, SlackSecret, time.Now().Add(time.Duration(retry)*time.Second), body)
	resp, err := s.server.Client().Do(req)
	if err != nil {
		s.noteHTTP(e, 0, nil, err)
		return
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	s.noteHTTP(e, resp.StatusCode, raw, err)
}

// noteHTTP takes the bot's response.
func (s *Slack) noteHTTP(e *SlackEnvelope, status int, raw []byte, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.happened()
	if err != nil || status != http.StatusOK {
		s.refused = append(s.refused, fmt.Sprintf("http_status_%d %v", status, err))
		return
	}
	s.take(e, raw)
}
