package main

import (
	"context"
	"io/fs"
	"net/http"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"attache/bot"
	"attache/bot/sqlstate"
)

// metrics are what operators watch. Nothing in them names people, channels or what
// was asked.
type metrics struct {
	registry *prometheus.Registry
	commands *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	digests  *prometheus.CounterVec
	late     prometheus.Counter
	requests *prometheus.CounterVec
	queue    atomic.Pointer[sqlstate.Jobs]
}

// queryTime is how long a scrape waits for the database.
const queryTime = 2 * time.Second

func newMetrics(h *house, index string, n *intake) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "attache_commands_total", Help: "Lines that were answered, by command and outcome (answered, abstained, refused)."},
			[]string{"platform", "command", "outcome"}),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "attache_command_seconds", Help: "Time to answer a line, without the platform's own.",
			Buckets: []float64{.001, .003, .01, .03, .1, .3, 1, 3, 10}}, []string{"command"}),
		digests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "attache_digests_total", Help: "Digests that were worked on, by what became of them (sent, nothing, failing, failed, missed, ambiguous)."},
			[]string{"state"}),
		late: prometheus.NewCounter(prometheus.CounterOpts{Name: "attache_digests_late_total", Help: "Digests that were sent more than ten minutes after their time."}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "attache_platform_requests_total", Help: "Requests to platforms, by status; 429 are refused for their rate."},
			[]string{"host", "code"}),
	}
	m.registry.MustRegister(m.commands, m.latency, m.digests, m.late, m.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		gauge("attache_documents", "Documents that questions are answered from.", func() float64 { return float64(len(h.dossier.Documents())) }),
		gauge("attache_store_revision", "Revision of the store that this process answers from; replicas agree within two seconds.", func() float64 { return float64(h.dossier.Revision()) }),
		gauge("attache_index_bytes", "Size of the index on disk.", func() float64 { return float64(sizeOf(index)) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "attache_digests_due_total", Help: "Digests that were due and that this process found first."}, m.due),
		gauge("attache_queue_depth", "Digests that wait to be posted or are being posted.", m.depth),
	)
	m.registry.MustRegister(n.collectors()...)
	for _, state := range []bot.PostState{bot.Posted, bot.Nothing, bot.Failing, bot.Failed, bot.Missed, bot.Ambiguous} {
		m.digests.WithLabelValues(string(state)) // there from the start, so that the first one shows
	}
	return m
}

func gauge(name, help string, value func() float64) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value)
}

// sizeOf is the size of the files in a folder; 0 where there is none.
func sizeOf(folder string) (size int64) {
	if folder == "" {
		return 0
	}
	// What goes while it is looked at does not count.
	_ = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			if info, err := entry.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	return size
}

func (m *metrics) due() float64 {
	if jobs := m.queue.Load(); jobs != nil {
		return float64(jobs.Due())
	}
	return 0
}

func (m *metrics) depth() float64 {
	jobs := m.queue.Load()
	if jobs == nil {
		return 0
	}
	ctx, cancel := context.WithTimeout(context.Background(), queryTime)
	defer cancel()
	n, err := jobs.Depth(ctx)
	if err != nil {
		return -1
	}
	return float64(n)
}

// handler counts what another handler answers.
func (m *metrics) handler(answer bot.Handler) bot.Handler {
	return func(ctx context.Context, req bot.Request) bot.Answer {
		began := time.Now()
		a := answer(ctx, req)
		command, outcome := a.Command, "answered"
		switch {
		case a.Err != nil:
			command, outcome = "none", "refused"
		case a.Abstained:
			outcome = "abstained"
		}
		m.commands.WithLabelValues(req.Platform, command, outcome).Inc()
		m.latency.WithLabelValues(command).Observe(time.Since(began).Seconds())
		return a
	}
}

// digest counts what became of a digest.
func (m *metrics) digest(p bot.Posting, err error) {
	state := string(p.State)
	if err != nil && !p.State.Final() {
		state = string(bot.Failing)
	}
	m.digests.WithLabelValues(state).Inc()
	if p.State == bot.Posted && time.Since(p.Due) > 10*time.Minute {
		m.late.Inc()
	}
}

// transport counts requests to platforms.
func (m *metrics) transport() http.RoundTripper {
	return countingTransport{http.DefaultTransport, m.requests}
}

type countingTransport struct {
	http.RoundTripper
	count *prometheus.CounterVec
}

// RoundTrip implements [http.RoundTripper].
func (t countingTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.RoundTripper.RoundTrip(r)
	code := "none"
	if err == nil {
		code = strconv.Itoa(answer.StatusCode)
	}
	t.count.WithLabelValues(r.URL.Hostname(), code).Inc()
	return answer, err
}

// mount serves the metrics.
func (m *metrics) mount(mux *http.ServeMux) {
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
}
