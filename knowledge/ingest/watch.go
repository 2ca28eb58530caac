package ingest

import (
	"context"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Patience is how long a Watcher waits.
type Patience struct {
	Quiet time.Duration // for the files to stay as they are: one that is being written is not read
	Scan  time.Duration // between looks at the folder for what no event told: network drives tell nothing
}

// UsualPatience is for folders that people save files in.
func UsualPatience() Patience { return Patience{Quiet: 400 * time.Millisecond, Scan: 30 * time.Second} }

// Watcher tells when the files of a folder change. It is for one goroutine.
type Watcher struct {
	dir      string
	patience Patience
	events   *fsnotify.Watcher
	seed     maphash.Seed
	known    uint64 // how the folder looked when it was told last
}

// NewWatcher returns a Watcher that tells of all that changes from now on. It must
// be closed.
func NewWatcher(dir string, p Patience) (*Watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", dir, err)
	}
	w := &Watcher{dir: dir, patience: p, events: events, seed: maphash.MakeSeed()}
	w.known = w.look()
	return w, nil
}

// Close ends the watching.
func (w *Watcher) Close() error { return w.events.Close() }

// Run calls changed whenever files were added, changed or deleted and have been
// left alone for a while since, until ctx is done.
func (w *Watcher) Run(ctx context.Context, changed func()) {
	quiet := time.NewTimer(w.patience.Quiet)
	defer quiet.Stop()
	last := w.known
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.events.Errors: // a scan finds what was missed
		case <-w.events.Events:
			quiet.Reset(w.patience.Quiet)
		case <-quiet.C:
			now := w.look()
			switch {
			case now != last: // it goes on changing
				quiet.Reset(w.patience.Quiet)
			case now != w.known:
				w.known = now
				changed()
				quiet.Reset(w.patience.Scan)
			default:
				quiet.Reset(w.patience.Scan)
			}
			last = now
		}
	}
}

// look returns a number that is another where files were added, changed or
// deleted, and watches folders that it sees for the first time.
func (w *Watcher) look() uint64 {
	var h maphash.Hash
	h.SetSeed(w.seed)
	// What cannot be read is as if it were not there.
	_ = filepath.WalkDir(w.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if path != w.dir && strings.HasPrefix(e.Name(), ".") {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			// Where a folder cannot be watched, the scan still sees it.
			_ = w.events.Add(path)
			return nil
		}
		if info, err := os.Stat(path); err == nil {
			fmt.Fprintf(&h, "%s\x00%d\x00%d\x00", path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return h.Sum64()
}
