package sqlstate

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"attache/bot"
)

// finalStates are those after which nothing more becomes of a digest, in SQL.
const finalStates = `('sent', 'nothing', 'missed', 'ambiguous', 'failed')`

// Subscriptions lists all, in the order in which they were made.
func (s *State) Subscriptions(ctx context.Context) ([]bot.Subscription, error) {
	out, err := s.subscriptions(ctx)
	if err != nil {
		return nil, s.failed("list subscriptions", err)
	}
	return out, nil
}

func (s *State) subscriptions(ctx context.Context) (out []bot.Subscription, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, platform, workspace, channel, user_id, times, about, always, paused, at, revision
		FROM subscriptions WHERE dossier_id = $1 ORDER BY at, id`, s.dossier)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var x bot.Subscription
		var times string
		var at int64
		err := rows.Scan(&x.ID, &x.Place.Platform, &x.Place.Workspace, &x.Place.Channel, &x.By, &times, &x.About, &x.Always, &x.Paused, &at, &x.Since.Revision)
		if err != nil {
			return nil, err
		}
		x.Since.At = time.UnixMicro(at).UTC()
		if err := json.Unmarshal([]byte(times), &x.Times); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, rows.Err()
}

// PutSubscription adds a subscription, or replaces the one with its id.
func (s *State) PutSubscription(ctx context.Context, x bot.Subscription) error {
	times, err := json.Marshal(x.Times)
	if err == nil {
		err = s.add(ctx, `INSERT INTO subscriptions (dossier_id, id, platform, workspace, channel, user_id, times, about, always, paused, at, revision)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
			ON CONFLICT (dossier_id, id) DO UPDATE SET times = excluded.times, about = excluded.about, always = excluded.always, paused = excluded.paused`,
			s.dossier, x.ID, x.Place.Platform, x.Place.Workspace, x.Place.Channel, x.By, string(times), s.db.Raw(x.About), x.Always, x.Paused,
			x.Since.At.UnixMicro(), x.Since.Revision)
	}
	if err != nil {
		return s.failed("subscribe", err)
	}
	return nil
}

// RemoveSubscription ends one; its entries stay in the ledger.
func (s *State) RemoveSubscription(ctx context.Context, id string) error {
	if _, err := s.db.ExecContext(ctx, `DELETE FROM subscriptions WHERE dossier_id = $1 AND id = $2`, s.dossier, id); err != nil {
		return s.failed("unsubscribe", err)
	}
	return nil
}

// ledgerColumns are what [scanPosting] reads.
const ledgerColumns = `subscription, slot, platform, workspace, channel, due, state, at, attempts, post, until_at, revision, items, note`

func scanPosting(scan func(...any) error) (p bot.Posting, err error) {
	var due, at, until int64
	var items string
	err = scan(&p.Subscription, &p.Slot, &p.Place.Platform, &p.Place.Workspace, &p.Place.Channel, &due, &p.State, &at, &p.Attempts, &p.Post,
		&until, &p.Until.Revision, &items, &p.Note)
	if err != nil {
		return p, err
	}
	p.Due, p.At, p.Until.At = time.UnixMicro(due).UTC(), time.UnixMicro(at).UTC(), time.UnixMicro(until).UTC()
	return p, json.Unmarshal([]byte(items), &p.Items)
}

// values are those of ledgerColumns, behind the dossier.
func (s *State) values(p bot.Posting) ([]any, error) {
	items, err := json.Marshal(p.Items)
	return []any{s.dossier, p.Subscription, p.Slot, p.Place.Platform, p.Place.Workspace, p.Place.Channel, p.Due.UnixMicro(), string(p.State), p.At.UnixMicro(),
		p.Attempts, string(p.Post), p.Until.At.UnixMicro(), p.Until.Revision, string(items), s.db.Raw(p.Note)}, err
}

// Ledger lists what became of a subscription's digests, the latest day first.
func (s *State) Ledger(ctx context.Context, subscription string, limit int) (out []bot.Posting, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT `+ledgerColumns+` FROM ledger WHERE dossier_id = $1 AND subscription = $2 ORDER BY slot DESC LIMIT $3`,
		s.dossier, subscription, limit)
	if err != nil {
		return nil, s.failed("read the ledger", err)
	}
	defer rows.Close()
	for rows.Next() {
		p, err := scanPosting(rows.Scan)
		if err != nil {
			return nil, s.failed("read the ledger", err)
		}
		out = append(out, p)
	}
	if err := rows.Err(); err != nil {
		return nil, s.failed("read the ledger", err)
	}
	return out, nil
}

// LastPosted returns the last entry of a subscription that stands in the channel.
func (s *State) LastPosted(ctx context.Context, subscription string) (bot.Posting, bool, error) {
	p, err := scanPosting(s.db.QueryRowContext(ctx, `SELECT `+ledgerColumns+` FROM ledger
		WHERE dossier_id = $1 AND subscription = $2 AND state = 'sent' ORDER BY slot DESC LIMIT 1`, s.dossier, subscription).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return bot.Posting{}, false, nil
	}
	if err != nil {
		return bot.Posting{}, false, s.failed("read the ledger", err)
	}
	return p, true, nil
}

// Claim makes an entry that is about to be posted, or takes up one that is not
// final. See [bot.Digests].
func (s *State) Claim(ctx context.Context, p bot.Posting) (bot.Posting, error) {
	p.State, p.At, p.Attempts = bot.Claimed, s.now(), 1
	values, err := s.values(p)
	if err != nil {
		return p, s.failed("claim a digest", err)
	}
	err = s.db.InTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO ledger (dossier_id, `+ledgerColumns+`)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
			ON CONFLICT (dossier_id, subscription, slot) DO UPDATE SET state = 'claimed', at = excluded.at, attempts = ledger.attempts + 1
			WHERE ledger.state NOT IN `+finalStates, values...)
		if err != nil {
			return err
		}
		p, err = scanPosting(tx.QueryRowContext(ctx, `SELECT `+ledgerColumns+` FROM ledger WHERE dossier_id = $1 AND subscription = $2 AND slot = $3`,
			s.dossier, p.Subscription, p.Slot).Scan)
		return err
	})
	if err != nil {
		return p, s.failed("claim a digest", err)
	}
	return p, nil
}

// Settle writes down what became of an entry, unless it is final, and reports
// whether it did.
func (s *State) Settle(ctx context.Context, p bot.Posting) (did bool, err error) {
	err = s.db.InTx(ctx, func(tx *sql.Tx) error {
		did, err = s.settle(ctx, tx, p)
		return err
	})
	if err != nil {
		return false, s.failed("write down what became of a digest", err)
	}
	return did, nil
}

func (s *State) settle(ctx context.Context, tx *sql.Tx, p bot.Posting) (bool, error) {
	p.At = s.now()
	values, err := s.values(p)
	if err != nil {
		return false, err
	}
	done, err := tx.ExecContext(ctx, `INSERT INTO ledger (dossier_id, `+ledgerColumns+`)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
		ON CONFLICT (dossier_id, subscription, slot) DO UPDATE SET state = excluded.state, at = excluded.at, post = excluded.post,
			until_at = excluded.until_at, revision = excluded.revision, items = excluded.items, note = excluded.note
		WHERE ledger.state NOT IN `+finalStates, values...)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n > 0, err
}
