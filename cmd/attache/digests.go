package main

import (
	"cmp"
	"context"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
)

// pace is how patient the posting of digests is; zero fields stand for the usual.
type pace struct {
	sweep time.Duration // how often it is looked which digests are due
	jobs  sqlstate.JobOptions
}

// usualSweep is how often it is looked which digests are due: with the time that
// the queue takes, a digest stands in its channel within a minute of its hour.
const usualSweep = 15 * time.Second

// stopJobs is how long digests that are being posted may take when the program is
// told to stop.
const stopJobs = 5 * time.Second

// postDigests posts digests that are due, until ctx is done.
func (a *app) postDigests(ctx context.Context, h *house, state *sqlstate.State, connected []platform, adapters []bot.Adapter, m *metrics) error {
	byName := map[string]bot.Adapter{}
	for i, p := range connected {
		byName[p.name] = adapters[i]
	}
	work := func(ctx context.Context, job bot.DigestJob) (bot.Posting, error) {
		// What other replicas have stored by now belongs into the digest.
		if err := h.dossier.Refresh(ctx); err != nil {
			return bot.Posting{}, err
		}
		p, err := h.bot.PostDigest(ctx, job, byName)
		m.digest(p, err)
		return p, err
	}
	options := a.pace.jobs
	options.Logger = a.log
	jobs, err := state.StartJobs(ctx, options, work)
	if err != nil {
		return err
	}
	m.queue.Store(jobs)
	tick := time.NewTicker(cmp.Or(a.pace.sweep, usualSweep))
	defer tick.Stop()
	for {
		if err := h.bot.Sweep(ctx, jobs.Add); err != nil && ctx.Err() == nil {
			a.log.Error("which digests are due is not known; it is looked again soon", "why", err)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopJobs)
			defer cancel()
			return jobs.Stop(last)
		}
	}
}
