package slack_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache/adapters/adaptertest"
	"attache/adapters/slack"
	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// connections is how many requests are under way at once.
const connections = 32

// BenchmarkSlash measures a signed slash command over HTTP until its whole answer
// is there: /whois on the built-in documents, with a state on disk. "bare" is a
// handler that only verifies the signature and returns a constant.
func BenchmarkSlash(b *testing.B) {
	b.Run("bare", func(b *testing.B) { load(b, http.HandlerFunc(bare)) })
	b.Run("whois", func(b *testing.B) {
		mux := http.NewServeMux()
		adapter, handle := open(b)
		adapter.Mount(mux, handle)
		load(b, mux)
	})
}

// bare verifies and answers.
func bare(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	mac := hmac.New(sha256.New, []byte(adaptertest.SlackSecret))
	fmt.Fprintf(mac, "v0:%s:", r.Header.Get("X-Slack-Request-Timestamp"))
	mac.Write(body)
	if err != nil || !hmac.Equal([]byte("v0="+hex.EncodeToString(mac.Sum(nil))), []byte(r.Header.Get("X-Slack-Signature"))) {
		http.Error(w, "not signed by Slack", http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(w, `{"response_type":"ephemeral","text":"constant"}`)
}

// open makes the whole bot over the built-in documents.
func open(b *testing.B) (*slack.Adapter, bot.Handler) {
	d := knowledgetest.OpenFolder(b, seeds.Files)
	state, err := sqlstate.Open(b.Context(), filepath.Join(b.TempDir(), "state.db"), "bench", sqlstate.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = state.Close() })
	adapter, err := slack.New(slack.Config{BotToken: adaptertest.SlackBotToken, SigningSecret: adaptertest.SlackSecret, Memory: state, Feedback: state,
		AnswerWithin: 3 * time.Second, Picture: func(context.Context, bot.Answer) ([]byte, string, error) { return nil, "", nil }})
	if err != nil {
		b.Fatal(err)
	}
	return adapter, bot.New(d, bot.Options{State: state}).Handle
}

// load posts signed slash commands, each with a trigger of its own, and reports
// how many were answered in a second and how long that took them.
func load(b *testing.B, h http.Handler) {
	server := httptest.NewServer(h)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}
	var serial atomic.Int64
	var mu sync.Mutex
	var took []time.Duration
	post := func() (time.Duration, error) {
		body := []byte(url.Values{"team_id": {adaptertest.SlackTeam}, "channel_id": {adaptertest.SlackChannel}, "user_id": {adaptertest.SlackPerson},
			"command": {"/whois"}, "text": {"Dmitriev"}, "trigger_id": {fmt.Sprint("trigger", serial.Add(1))}, "response_url": {"http://127.0.0.1:1/"}}.Encode())
		began := time.Now()
		req, err := http.NewRequest(http.MethodPost, server.URL+"/slack/commands", bytes.NewReader(body))
		if err != nil {
			return 0, err
		}
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		adaptertest.SignSlack(req.Header, adaptertest.SlackSecret, began, body)
		resp, err := client.Do(req)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		n, err := io.Copy(io.Discard, resp.Body)
		if err == nil && (resp.StatusCode != http.StatusOK || n == 0) {
			err = fmt.Errorf("status %d, %d bytes", resp.StatusCode, n)
		}
		return time.Since(began), err
	}
	if _, err := post(); err != nil { // the first answer reads what the others find read
		b.Fatal(err)
	}
	b.SetParallelism((connections + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		var mine []time.Duration
		for pb.Next() {
			d, err := post()
			if err != nil {
				b.Error(err)
				return
			}
			mine = append(mine, d)
		}
		mu.Lock()
		defer mu.Unlock()
		took = append(took, mine...)
	})
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
