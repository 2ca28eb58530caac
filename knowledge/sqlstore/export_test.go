package sqlstore

import (
	"context"
	"fmt"
)

// LimitPages makes the database as full as it is: what a full disk looks like.
func (s *Store) LimitPages(ctx context.Context) error {
	s.db.SetMaxOpenConns(1)
	var pages int
	if err := s.db.QueryRowContext(ctx, `PRAGMA page_count`).Scan(&pages); err != nil {
		return err
	}
	return s.db.QueryRowContext(ctx, fmt.Sprintf(`PRAGMA max_page_count = %d`, pages)).Scan(&pages)
}

// DoNotWait makes writes fail at once while another process writes.
func (s *Store) DoNotWait(ctx context.Context) error {
	s.db.SetMaxOpenConns(1)
	_, err := s.db.ExecContext(ctx, `PRAGMA busy_timeout = 0`)
	return err
}
