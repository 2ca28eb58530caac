package sqlstate

import (
	"context"
	"database/sql"
	"time"

	"attache/bot"
)

// actsFor is how long it is known who did what. What was shared is a line that
// somebody asked, and goes with those.
const actsFor = 366 * 24 * time.Hour

// tidy deletes what has expired, unless that was done a short time ago or is
// being done.
func (s *State) tidy(ctx context.Context, now time.Time) error {
	var last time.Time
	select {
	case last = <-s.tidied:
	default:
		return nil
	}
	if now.Sub(last) < tidyEvery {
		s.tidied <- last
		return nil
	}
	err := s.Expire(ctx)
	s.tidied <- now
	return err
}

// Expire deletes what is kept no longer. Whatever is added does the same now and
// then; this is for those who want it done.
func (s *State) Expire(ctx context.Context) error {
	now := s.now()
	asked := now.Add(-s.keepFor)
	err := s.db.InTx(ctx, func(tx *sql.Tx) error {
		for _, st := range []struct {
			sql    string
			before int64
		}{
			{`DELETE FROM seen WHERE at <= $1`, now.Add(-seenFor).Unix()},
			{`DELETE FROM kept WHERE at <= $1`, asked.Unix()},
			{`DELETE FROM topics WHERE at <= $1`, asked.UnixMicro()},
			{`DELETE FROM feedback WHERE at <= $1`, asked.UnixMicro()},
			{`DELETE FROM unanswered WHERE at <= $1`, asked.UnixMicro()},
			{`DELETE FROM acts WHERE at <= $1 AND what = 'shared'`, asked.UnixMicro()},
			{`DELETE FROM acts WHERE at <= $1`, now.Add(-actsFor).UnixMicro()},
			{`DELETE FROM ledger WHERE at <= $1`, now.Add(-actsFor).UnixMicro()},
		} {
			if _, err := tx.ExecContext(ctx, st.sql, st.before); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return s.failed("delete what has expired", err)
	}
	return nil
}

// Erase deletes what is kept of a person, in every workspace where none is named.
// See [bot.State].
func (s *State) Erase(ctx context.Context, p bot.Person) (rows int, err error) {
	err = s.db.InTx(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{
			`DELETE FROM topics WHERE dossier_id = $1 AND platform = $2 AND ($3 = '' OR workspace = $3) AND user_id = $4`,
			`DELETE FROM feedback WHERE dossier_id = $1 AND platform = $2 AND ($3 = '' OR workspace = $3) AND user_id = $4`,
			`DELETE FROM unanswered WHERE dossier_id = $1 AND platform = $2 AND ($3 = '' OR workspace = $3) AND user_id = $4`,
			`UPDATE subscriptions SET user_id = '' WHERE dossier_id = $1 AND platform = $2 AND ($3 = '' OR workspace = $3) AND user_id = $4`,
			`UPDATE acts SET user_id = '' WHERE dossier_id = $1 AND platform = $2 AND ($3 = '' OR workspace = $3) AND user_id = $4`,
		} {
			done, err := tx.ExecContext(ctx, statement, s.dossier, p.Platform, p.Workspace, p.User)
			if err != nil {
				return err
			}
			n, err := done.RowsAffected()
			if err != nil {
				return err
			}
			rows += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, s.failed("erase a person", err)
	}
	return rows, nil
}
