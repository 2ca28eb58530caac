package main

import (
	"context"
	"errors"
	"time"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/ingest"
)

// library brings documents in for the bot.
type library struct {
	fetcher *ingest.Fetcher
	intake  *intake
}

// laterUnknown is how long a server is left alone that does not say how long.
const laterUnknown = 10 * time.Minute

// Fetch implements [bot.Library].
func (l library) Fetch(ctx context.Context, address string, since bot.Version) (bot.Delivery, error) {
	got, err := l.fetcher.Fetch(ctx, address, ingest.Version(since))
	var later *ingest.LaterError
	if errors.As(err, &later) {
		if later.After == 0 {
			later.After = laterUnknown
		}
		return bot.Delivery{Later: later.After}, nil
	}
	if err != nil {
		l.intake.refuse(err)
		return bot.Delivery{}, asUserError(err)
	}
	return bot.Delivery{Documents: got.Documents, Feed: got.Feed, Unchanged: got.Unchanged, Version: bot.Version(got.Version)}, nil
}

// Read implements [bot.Library].
func (l library) Read(name string, raw []byte) ([]knowledge.Document, error) {
	docs, err := ingest.ReadAll(name, raw)
	if err != nil {
		l.intake.refuse(err)
		err = asUserError(err)
	}
	return docs, err
}

// asUserError makes of a refusal what the person who gave the document is told.
func asUserError(err error) error {
	var refusal *ingest.Refusal
	if errors.As(err, &refusal) {
		return &bot.UserError{Message: refusal.Error()}
	}
	return err
}
