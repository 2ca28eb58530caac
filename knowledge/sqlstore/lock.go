package sqlstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// ErrServed is what [LockServing] answers while another process serves the same
// folder.
var ErrServed = errors.New("another attache serves it")

// servingFile is locked while a process serves the folder that it stands in. What
// is written in it is only for people to read.
const servingFile = "serving.lock"

// LockServing claims the data folder dir, which it makes where there is none, for
// this process to serve. The claim ends with unlock or with the process, however
// it ends.
func LockServing(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("serve %s: %w", dir, err)
	}
	path := filepath.Join(dir, servingFile)
	lock := flock.New(path)
	ok, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("serve %s: %w%s: stop that one, or give this one a folder of its own with --data", dir, ErrServed, server(path))
	}
	if err := os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("serve %s: %w", dir, err)
	}
	return func() { _ = lock.Close() }, nil
}

// server names the process that holds the lock file, as far as it can be told.
func server(path string) string {
	b, err := os.ReadFile(path)
	if pid := strings.TrimSpace(string(b)); err == nil && pid != "" {
		return " (process " + pid + ")"
	}
	return ""
}
