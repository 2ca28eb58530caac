package sqlstate

import (
	"context"
	"encoding/json"
	"time"

	"attache/bot"
)

var _ bot.Feeds = (*State)(nil)

// Feeds lists the feeds that the dossier follows, in order of their addresses.
func (s *State) Feeds(ctx context.Context) (out []bot.Feed, err error) {
	rows, err := s.db.QueryContext(ctx, `SELECT url, title, next, etag, modified, failures, trouble, last_new, items FROM feeds WHERE dossier_id = $1 ORDER BY url`, s.dossier)
	if err != nil {
		return nil, s.failed("list feeds", err)
	}
	defer rows.Close()
	for rows.Next() {
		var f bot.Feed
		var next, lastNew int64
		var items string
		if err := rows.Scan(&f.URL, &f.Title, &next, &f.Version.ETag, &f.Version.Modified, &f.Failures, &f.Trouble, &lastNew, &items); err != nil {
			return nil, s.failed("list feeds", err)
		}
		if items != "" {
			if err := json.Unmarshal([]byte(items), &f.Items); err != nil {
				return nil, s.failed("read the items of "+f.URL, err)
			}
		}
		f.Next, f.LastNew = time.UnixMicro(next).UTC(), time.UnixMicro(lastNew).UTC()
		out = append(out, f)
	}
	if err := rows.Err(); err != nil {
		return nil, s.failed("list feeds", err)
	}
	return out, nil
}

// PutFeed adds a feed, or replaces what is known of it.
func (s *State) PutFeed(ctx context.Context, f bot.Feed) error {
	items, err := json.Marshal(f.Items)
	if err != nil {
		return s.failed("keep a feed", err)
	}
	_, err = s.db.ExecContext(ctx, `INSERT INTO feeds (dossier_id, url, title, next, etag, modified, failures, trouble, last_new, items)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (dossier_id, url) DO UPDATE SET title = excluded.title, next = excluded.next, etag = excluded.etag, modified = excluded.modified,
			failures = excluded.failures, trouble = excluded.trouble, last_new = excluded.last_new, items = excluded.items`,
		s.dossier, f.URL, s.db.Raw(f.Title), f.Next.UnixMicro(), s.db.Raw(f.Version.ETag), s.db.Raw(f.Version.Modified), f.Failures, s.db.Raw(f.Trouble), f.LastNew.UnixMicro(), s.db.Raw(string(items)))
	if err != nil {
		return s.failed("keep a feed", err)
	}
	return nil
}

// RemoveFeed reports whether the feed was followed, and forgets it.
func (s *State) RemoveFeed(ctx context.Context, url string) (bool, error) {
	done, err := s.db.ExecContext(ctx, `DELETE FROM feeds WHERE dossier_id = $1 AND url = $2`, s.dossier, url)
	if err != nil {
		return false, s.failed("forget a feed", err)
	}
	n, err := done.RowsAffected()
	if err != nil {
		return false, s.failed("forget a feed", err)
	}
	return n > 0, nil
}
