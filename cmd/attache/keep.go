package main

import (
	"context"
	"time"

	"attache/bot/sqlstate"
)

// expireEvery is how often what is kept no longer is deleted.
const expireEvery = time.Hour

// expire deletes what is kept no longer, also where nothing is added, until ctx is
// done.
func (a *app) expire(ctx context.Context, state *sqlstate.State) {
	tick := time.NewTicker(expireEvery)
	defer tick.Stop()
	for {
		if err := state.Expire(ctx); err != nil && ctx.Err() == nil {
			a.log.Error("what is kept no longer is not deleted; it is tried again in an hour", "why", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// updatedWithin is how long the replicas of a bot work side by side, of one version
// and of the one before, while they are updated.
const updatedWithin = time.Hour

// dropStale deletes what other versions of the program read in the documents, when
// there is none of them any more, until ctx is done.
func (h *house) dropStale(ctx context.Context) {
	tick := time.NewTicker(updatedWithin)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := h.dossier.DropStale(ctx); err != nil && ctx.Err() == nil {
			h.log.Warn("what another version read is not deleted; it is tried again in an hour", "why", err)
		}
	}
}

// followEvery is how often it is looked what other processes have stored: what
// they store answers here within two seconds, and before, where somebody asks.
const followEvery = 500 * time.Millisecond

// followStore keeps the dossier as the store is, until ctx is done.
func (h *house) followStore(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	well := true
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := h.dossier.Refresh(ctx)
		switch {
		case err != nil && well && ctx.Err() == nil:
			h.log.Warn("the store cannot be asked for changes: what was read before still answers", "why", err)
		case err == nil && !well:
			h.log.Info("the store can be asked for changes again")
		}
		well = err == nil
	}
}
