package main

import (
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"attache/knowledge"
	"attache/knowledge/ingest"
)

// intake counts what comes into the dossier, by whichever way. A nil one counts
// nothing.
type intake struct {
	documents *prometheus.CounterVec
	bytes     prometheus.Counter
	seconds   prometheus.Histogram
	refused   *prometheus.CounterVec
}

func newIntake() *intake {
	return &intake{
		documents: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "attache_ingest_documents_total", Help: "Documents that came in, by what became of them (added, revised, unchanged, copy, failed)."},
			[]string{"outcome"}),
		bytes: prometheus.NewCounter(prometheus.CounterOpts{Name: "attache_ingest_bytes_total", Help: "Bytes of text that were read and stored."}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "attache_ingest_seconds", Help: "Time that a batch of new documents took until it answered questions.",
			Buckets: []float64{.01, .03, .1, .3, 1, 3, 10, 30, 100, 300}}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "attache_ingest_refused_total", Help: "Files and addresses that were refused, by reason."}, []string{"reason"}),
	}
}

// collectors are what is counted in.
func (n *intake) collectors() []prometheus.Collector {
	return []prometheus.Collector{n.documents, n.bytes, n.seconds, n.refused}
}

// took counts what was taken in. See [knowledge.Config].
func (n *intake) took(t knowledge.Taken) {
	if n == nil {
		return
	}
	changed := false
	for _, r := range t.Results {
		outcome := r.Outcome.String()
		switch {
		case r.Err != nil:
			outcome = "failed"
		case r.Outcome == knowledge.Copy || r.Outcome == knowledge.NearCopy:
			outcome = "copy"
		}
		n.documents.WithLabelValues(outcome).Inc()
		changed = changed || r.Outcome != knowledge.Unchanged
	}
	n.bytes.Add(float64(t.Bytes))
	if changed {
		n.seconds.Observe(t.Took.Seconds())
	}
}

// refuse counts an error that is a refusal.
func (n *intake) refuse(err error) {
	var r *ingest.Refusal
	if n != nil && errors.As(err, &r) {
		n.refused.WithLabelValues(r.Kind()).Inc()
	}
}
