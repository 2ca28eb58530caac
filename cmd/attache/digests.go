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
func (s *service) postDigests(ctx context.Context) error {
	byName := map[string]bot.Adapter{}
	for i, p := range s.connected {
		byName[p.name] = s.adapters[i]
	}
	work := func(ctx context.Context, job bot.DigestJob) (bot.Posting, error) {
		// What other replicas have stored by now belongs into the digest.
		if err := s.house.dossier.Refresh(ctx); err != nil {
			return bot.Posting{}, err
		}
		p, err := s.house.bot.PostDigest(ctx, job, byName)
		s.measured.digest(p, err)
		return p, err
	}
	options := s.pace.jobs
	options.Logger = s.log
	jobs, err := s.state.StartJobs(ctx, options, work)
	if err != nil {
		return err
	}
	s.measured.queue.Store(jobs)
	found := bot.Found{Add: jobs.Add, Settled: func(p bot.Posting) { s.measured.digest(p, nil) }, Platforms: byName}
	tick := time.NewTicker(cmp.Or(s.pace.sweep, usualSweep))
	defer tick.Stop()
	for {
		if err := s.house.bot.Sweep(ctx, found); err != nil && ctx.Err() == nil {
			s.log.Error("which digests are due is not known; it is looked again soon", "why", err)
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
