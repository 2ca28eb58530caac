package sqlstate

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"attache/bot"
)

// placeColumns are the columns of a [bot.Place].
const placeColumns = `platform, workspace, channel, thread`

// Topic returns what was last talked about at a place, and false where nothing is
// known of it.
func (s *State) Topic(ctx context.Context, p bot.Place) (t bot.Topic, ok bool, err error) {
	var data string
	err = s.db.QueryRowContext(ctx, `SELECT topic FROM topics
		WHERE dossier_id = $1 AND platform = $2 AND workspace = $3 AND channel = $4 AND thread = $5 AND at > $6`,
		s.dossier, p.Platform, p.Workspace, p.Channel, p.Thread, s.now().Add(-s.keepFor).UnixMicro()).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return bot.Topic{}, false, nil
	}
	if err == nil {
		err = json.Unmarshal([]byte(data), &t)
	}
	if err != nil {
		return bot.Topic{}, false, s.failed("look up a topic", err)
	}
	return t, true, nil
}

// SetTopic remembers what was last talked about at a place.
func (s *State) SetTopic(ctx context.Context, p bot.Place, t bot.Topic) error {
	data, err := json.Marshal(t)
	if err == nil {
		err = s.add(ctx, `INSERT INTO topics (dossier_id, `+placeColumns+`, user_id, topic, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (dossier_id, `+placeColumns+`) DO UPDATE SET user_id = excluded.user_id, topic = excluded.topic, at = excluded.at`,
			s.dossier, p.Platform, p.Workspace, p.Channel, p.Thread, t.User, string(data), s.now().UnixMicro())
	}
	if err != nil {
		return s.failed("remember a topic", err)
	}
	return nil
}

// add runs a statement that adds a row, and deletes what has expired.
func (s *State) add(ctx context.Context, statement string, args ...any) error {
	if err := s.tidy(ctx, s.now()); err != nil {
		return err
	}
	_, err := s.db.ExecContext(ctx, statement, args...)
	return err
}

// AddFeedback keeps what a person thinks of an answer, in the place of what the
// same person thought of it before.
func (s *State) AddFeedback(ctx context.Context, f bot.Feedback) error {
	shown, err := json.Marshal(f.Shown)
	if err == nil {
		err = s.add(ctx, `INSERT INTO feedback (dossier_id, `+placeColumns+`, user_id, line, shown, verdict, note, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
			ON CONFLICT (dossier_id, `+placeColumns+`, user_id, line)
			DO UPDATE SET shown = excluded.shown, verdict = excluded.verdict, note = excluded.note, at = excluded.at`,
			s.dossier, f.Place.Platform, f.Place.Workspace, f.Place.Channel, f.Place.Thread, f.User,
			s.db.Raw(f.Line), string(shown), string(f.Verdict), s.db.Raw(f.Note), f.At.UnixMicro())
	}
	if err != nil {
		return s.failed("keep feedback", err)
	}
	return nil
}

// Feedback lists opinions that are not older than since, newest first.
func (s *State) Feedback(ctx context.Context, since time.Time, limit int) (out []bot.Feedback, err error) {
	err = s.list(ctx, `SELECT `+placeColumns+`, user_id, line, shown, verdict, note, at FROM feedback`, s.later(since), limit, func(rows *sql.Rows) error {
		var f bot.Feedback
		var shown string
		var at int64
		err := rows.Scan(&f.Place.Platform, &f.Place.Workspace, &f.Place.Channel, &f.Place.Thread, &f.User, &f.Line, &shown, &f.Verdict, &f.Note, &at)
		if err != nil {
			return err
		}
		f.At = time.UnixMicro(at).UTC()
		out = append(out, f)
		return json.Unmarshal([]byte(shown), &out[len(out)-1].Shown)
	})
	if err != nil {
		return nil, s.failed("list feedback", err)
	}
	return out, nil
}

// list reads rows that are not older than since, newest first.
func (s *State) list(ctx context.Context, query string, since time.Time, limit int, read func(*sql.Rows) error) error {
	rows, err := s.db.QueryContext(ctx, query+` WHERE dossier_id = $1 AND at >= $2 ORDER BY at DESC LIMIT $3`, s.dossier, since.UnixMicro(), limit)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// later is the later of a moment and of that before which nothing people asked is
// kept.
func (s *State) later(since time.Time) time.Time {
	if kept := s.now().Add(-s.keepFor); since.Before(kept) {
		return kept
	}
	return since
}

// AddUnanswered keeps a question that the dossier did not answer; asked again, it
// is one question.
func (s *State) AddUnanswered(ctx context.Context, u bot.Unanswered) error {
	err := s.add(ctx, `INSERT INTO unanswered (dossier_id, `+placeColumns+`, user_id, line, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (dossier_id, `+placeColumns+`, user_id, line) DO UPDATE SET at = excluded.at`,
		s.dossier, u.Place.Platform, u.Place.Workspace, u.Place.Channel, u.Place.Thread, u.User, s.db.Raw(u.Line), u.At.UnixMicro())
	if err != nil {
		return s.failed("keep an unanswered question", err)
	}
	return nil
}

// Unanswered lists such questions that are not older than since, newest first.
func (s *State) Unanswered(ctx context.Context, since time.Time, limit int) (out []bot.Unanswered, err error) {
	err = s.list(ctx, `SELECT `+placeColumns+`, user_id, line, at FROM unanswered`, s.later(since), limit, func(rows *sql.Rows) error {
		var u bot.Unanswered
		var at int64
		err := rows.Scan(&u.Place.Platform, &u.Place.Workspace, &u.Place.Channel, &u.Place.Thread, &u.User, &u.Line, &at)
		u.At = time.UnixMicro(at).UTC()
		out = append(out, u)
		return err
	})
	if err != nil {
		return nil, s.failed("list unanswered questions", err)
	}
	return out, nil
}

// Record adds to the trail of who did what.
func (s *State) Record(ctx context.Context, a bot.Act) error {
	err := s.add(ctx, insertAct, s.act(a)...)
	if err != nil {
		return s.failed("record what was done", err)
	}
	return nil
}

const insertAct = `INSERT INTO acts (dossier_id, id, ` + placeColumns + `, user_id, what, about, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

// act are the values of insertAct.
func (s *State) act(a bot.Act) []any {
	return []any{s.dossier, newID(), a.Place.Platform, a.Place.Workspace, a.Place.Channel, a.Place.Thread, a.User, a.What, s.db.Raw(a.About), a.At.UnixMicro()}
}

// Acts lists what was done since a moment, newest first.
func (s *State) Acts(ctx context.Context, since time.Time, limit int) (out []bot.Act, err error) {
	err = s.list(ctx, `SELECT `+placeColumns+`, user_id, what, about, at FROM acts`, since, limit, func(rows *sql.Rows) error {
		var a bot.Act
		var at int64
		err := rows.Scan(&a.Place.Platform, &a.Place.Workspace, &a.Place.Channel, &a.Place.Thread, &a.User, &a.What, &a.About, &at)
		a.At = time.UnixMicro(at).UTC()
		out = append(out, a)
		return err
	})
	if err != nil {
		return nil, s.failed("list what was done", err)
	}
	return out, nil
}
