package discord

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// forgetful is a bot.Memory that keeps nothing, so that a test measures the
// adapter alone.
type forgetful struct{}

func (forgetful) FirstTime(context.Context, string) (bool, error)      { return true, nil }
func (forgetful) Keep(context.Context, string) (string, error)         { return "key", nil }
func (forgetful) Recall(context.Context, string) (string, bool, error) { return "/brief", true, nil }
func (forgetful) AddFeedback(context.Context, bot.Feedback) error      { return nil }

// heap is how much is in use, in bytes, after what can go has gone.
func heap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestTenThousandInteractionsLeaveNothingBehind(t *testing.T) {
	answer := answerNamed("ask-one")
	r := ready(t, func(context.Context, bot.Request) bot.Answer { return answer }, func(c *Config) { c.Memory, c.Feedback = forgetful{}, forgetful{} })
	answerMany := func(n int) {
		const batch = 100
		for range n / batch {
			var all []adaptertest.DiscordInteraction
			for range batch {
				all = append(all, r.Command("ask", "question", "how deep?"))
			}
			for _, i := range all {
				r.Await("POST", i.Callback())
			}
			r.Forget()
		}
	}
	answerMany(500)
	before, threads := heap(), runtime.NumGoroutine()
	answerMany(10_000)
	// What would stay of each interaction is a kilobyte and more; this allows 200
	// bytes.
	if grown := heap() - before; grown > 2_000_000 {
		t.Errorf("10,000 interactions leave %d bytes behind", grown)
	}
	if more := runtime.NumGoroutine() - threads; more > 50 {
		t.Errorf("10,000 interactions leave %d goroutines behind", more)
	}
}

const connections = 32

// hammer sends signed requests over that many connections and reports how long
// they take.
func hammer(b *testing.B, h http.Handler, fake *adaptertest.Discord, body func(n int64) string) {
	server := httptest.NewServer(h)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}
	var n atomic.Int64
	var mu sync.Mutex
	var took []time.Duration
	b.SetParallelism((connections + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0))
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		var mine []time.Duration
		for pb.Next() {
			request := fake.Signed(server.URL+Path, []byte(body(n.Add(1))), time.Now())
			began := time.Now()
			response, err := client.Do(request)
			if err != nil {
				b.Error(err)
				return
			}
			text, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil || response.StatusCode != http.StatusOK {
				b.Errorf("%d %s %v", response.StatusCode, text, err)
				return
			}
			mine = append(mine, time.Since(began))
		}
		mu.Lock()
		defer mu.Unlock()
		took = append(took, mine...)
	})
	b.StopTimer()
	report(b, took)
}

// report adds the rate and the time below which 50 and 99 of 100 requests stay.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	if len(took) == 0 {
		return
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func benchEndpoint(b *testing.B, h bot.Handler, completer bot.Completer) (http.Handler, *adaptertest.Discord) {
	b.Helper()
	fake := adaptertest.NewDiscord(b)
	a, err := New(Config{Token: fake.Token(), PublicKey: fake.PublicKey(), Transport: fake.Transport(), Memory: forgetful{}, Feedback: forgetful{}, Completer: completer})
	if err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	a.Mount(mux, h)
	return mux, fake
}

func commandBody(n int64) string {
	return fmt.Sprintf(`{"type":2,"id":"%d","token":"t%d","application_id":"1","guild_id":"4","channel_id":"5","channel":{"id":"5","type":0},"context":0,"app_permissions":"274878024704",`+
		`"member":{"user":{"id":"3"},"permissions":"0"},"data":{"id":"9","name":"ask","type":1,"options":[{"name":"question","type":3,"value":"who drafted the lease plan?"}]}}`, n, n)
}

// BenchmarkInteraction is a signed interaction over HTTP until it is answered: the
// adapter's part, with an answer that is there at once.
func BenchmarkInteraction(b *testing.B) {
	answer := answerNamed("ask")
	h, fake := benchEndpoint(b, func(context.Context, bot.Request) bot.Answer { return answer }, nil)
	hammer(b, h, fake, commandBody)
}

// BenchmarkBareVerify is the least that any bot does: it reads the body, verifies
// the signature and answers with as many bytes.
func BenchmarkBareVerify(b *testing.B) {
	h, fake := benchEndpoint(b, says, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, fake.Signed("http://bot.example"+Path, []byte(commandBody(1)), time.Now()))
	key, err := publicKey(fake.PublicKey())
	if err != nil {
		b.Fatal(err)
	}
	answer := bytes.Repeat([]byte(" "), w.Body.Len())
	hammer(b, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !discordgo.VerifyInteraction(r, key) {
			http.Error(w, "invalid request signature", http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.Write(answer)
	}), fake, commandBody)
}

// manyNames completes among 20,000 names by going through them all.
type manyNames []string

func (m manyNames) Complete(_ context.Context, prefix string, limit int) []string {
	var out []string
	for _, n := range m {
		if len(out) < limit && strings.Contains(n, prefix) {
			out = append(out, n)
		}
	}
	return out
}

// BenchmarkAutocomplete is a signed request for names until they are offered.
func BenchmarkAutocomplete(b *testing.B) {
	var names manyNames
	for i := range 20_000 {
		names = append(names, fmt.Sprintf("Person %05d Halvorsen", i))
	}
	h, fake := benchEndpoint(b, says, names)
	hammer(b, h, fake, func(n int64) string {
		return fmt.Sprintf(`{"type":4,"id":"%d","token":"t","application_id":"1","guild_id":"4","channel_id":"5","data":{"id":"9","name":"who","type":1,"options":[{"name":"name","type":3,"value":"%02d","focused":true}]}}`, n, n%100)
	})
}
