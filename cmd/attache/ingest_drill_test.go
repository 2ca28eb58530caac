package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/internal/database/databasetest"
	"attache/knowledge/sqlstore"
)

// drillDocuments are so many that an ingest can be killed between the first and the
// last.
const drillDocuments = 800

// TestIngestThatIsKilledGoesOnWhereItStopped kills attache ingest while it stores,
// and runs it again: every document is whole and there once, and what was stored by
// then is not stored again.
func TestIngestThatIsKilledGoesOnWhereItStopped(t *testing.T) {
	for _, kind := range []string{"SQLite", "PostgreSQL"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			data, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
			texts := map[string]string{}
			for i := range drillDocuments {
				name := fmt.Sprintf("report-%03d.txt", i)
				texts[name] = fmt.Sprintf("Report %d\n\nShip %d reached the port of Veldsund on 4 March 2031 with %d tonnes of grain.\n", i, i, 100+i)
				if err := os.WriteFile(filepath.Join(folder, name), []byte(texts[name]), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			place, env := filepath.Join(data, storeFile), []string{"DATABASE_URL="}
			if kind == "PostgreSQL" {
				place = databasetest.Postgres(t)
				env = []string{"DATABASE_URL=" + place}
			}
			// The documents that are built in are stored before, so that the store is there.
			runAttache(t, env, "say", "--data", data, "/sources")
			store, err := sqlstore.Open(t.Context(), place, dossierID)
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			before := len(storedIn(t, store))
			killed := killWhileStoring(t, store, before, env, "ingest", "--data", data, folder)
			again := runAttache(t, env, "ingest", "--data", data, folder)
			if n := strings.Count(again, "unchanged: "); n < killed {
				t.Errorf("%d documents are unchanged, want the %d or more that were stored when it was killed", n, killed)
			}
			stored := storedIn(t, store)
			if len(stored) != before+drillDocuments {
				t.Errorf("%d documents, want %d", len(stored)-before, drillDocuments)
			}
			for name, text := range texts {
				if stored[name] != text {
					t.Errorf("%s is stored as %q, want %q", name, stored[name], text)
				}
			}
			if a := runAttache(t, env, "say", "--data", data, "--limit", "1", "How many tonnes of grain did ship 799 bring?"); !strings.Contains(a, "899 tonnes") {
				t.Errorf("what was ingested last does not answer:\n%s", a)
			}
		})
	}
}

// killWhileStoring kills the command when it has stored some of its documents, and
// returns how many.
func killWhileStoring(t *testing.T, store *sqlstore.Store, before int, env []string, args ...string) int {
	t.Helper()
	cmd := exec.Command("attache", args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = t.Output()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), drillDeadline)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	n := 0
	for ; n == 0; n = len(storedIn(t, store)) - before {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatal("nothing is stored")
		}
	}
	_ = cmd.Process.Kill() // if it was quicker than this, the count tells
	_ = cmd.Wait()
	if n >= drillDocuments {
		t.Fatalf("all %d documents were stored before it could be killed: let there be more", n)
	}
	return n
}

// storedIn returns the texts of a store by their paths.
func storedIn(t *testing.T, store *sqlstore.Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	for doc, err := range store.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		whole, err := store.Document(t.Context(), doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		out[doc.Path] = whole.Text
	}
	return out
}
