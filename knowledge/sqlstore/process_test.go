package sqlstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/internal/database"
	"attache/internal/database/databasetest"
	"attache/knowledge/knowledgetest"
	"attache/knowledge/sqlstore"
)

// The test program runs itself as another process: these say what it is to do.
const (
	roleVar = "SQLSTORE_TEST_ROLE"
	dirVar  = "SQLSTORE_TEST_DIR"
)

func TestMain(m *testing.M) {
	roles := map[string]func(ctx context.Context, dir string) error{"write": writeForever, "open": openOnce, "serve": serve}
	role, ok := roles[os.Getenv(roleVar)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := role(context.Background(), os.Getenv(dirVar)); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// start runs the test program in a role, with its output to be read.
func start(t *testing.T, role, dir string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVar+"="+role, dirVar+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it may have ended
		_ = cmd.Wait()
	})
	return cmd, bufio.NewReader(out)
}

// placeIn is where the store in a folder lies; the address of a database is itself
// one.
func placeIn(dir string) string {
	if database.IsPostgres(dir) {
		return dir
	}
	return filepath.Join(dir, "store.db")
}

// each runs a test on every kind of database.
func each(t *testing.T, test func(t *testing.T, dir string)) {
	t.Run("SQLite", func(t *testing.T) { t.Parallel(); test(t, t.TempDir()) })
	t.Run("PostgreSQL", func(t *testing.T) { t.Parallel(); test(t, databasetest.Postgres(t)) })
}

// documents is over how many paths writeForever goes.
const documents = 7

// writeForever puts, replaces and deletes documents, and writes a line when it
// begins with each.
func writeForever(ctx context.Context, dir string) error {
	s, err := sqlstore.Open(ctx, placeIn(dir), "dossier")
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		fmt.Println("put", i)
		doc := knowledgetest.Document(fmt.Sprintf("%d.txt", i%documents), i)
		if err := s.Put(ctx, doc, knowledgetest.FactsOf(doc)); err != nil {
			return err
		}
		if i%5 == 4 {
			if err := s.Delete(ctx, doc.ID); err != nil {
				return err
			}
		}
	}
}

// TestKilledWriterLeavesWholeDocuments kills a process that writes at moments of
// a fixed series, and looks at what it leaves.
func TestKilledWriterLeavesWholeDocuments(t *testing.T) { each(t, killWriters) }

func killWriters(t *testing.T, dir string) {
	moments := rand.New(rand.NewPCG(1, 2))
	for round := range 12 {
		cmd, out := start(t, "write", dir)
		for range 1 + moments.IntN(30) { // the first of them before the store is opened for the first time
			if line, err := out.ReadString('\n'); err != nil || !strings.HasPrefix(line, "put ") {
				t.Fatalf("round %d: the writer said %q, %v", round, line, err)
			}
		}
		<-time.After(time.Duration(moments.IntN(3000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait() // it was killed
		checkWhole(t, dir)
	}
}

func checkWhole(t *testing.T, dir string) {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), placeIn(dir), "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	for doc, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		knowledgetest.CheckWhole(t, s, doc.ID)
		n++
	}
	if n > documents {
		t.Errorf("%d documents at %d paths", n, documents)
	}
	doc := knowledgetest.Document("0.txt", 1000)
	if err := s.Put(t.Context(), doc, knowledgetest.FactsOf(doc)); err != nil {
		t.Errorf("the store cannot be written to: %v", err)
	}
}

// openOnce opens the store and puts one document.
func openOnce(ctx context.Context, dir string) error {
	s, err := sqlstore.Open(ctx, placeIn(dir), "dossier")
	if err != nil {
		return err
	}
	doc := knowledgetest.Document(fmt.Sprint(os.Getpid()), os.Getpid())
	return errors.Join(s.Put(ctx, doc, knowledgetest.FactsOf(doc)), s.Close())
}

// TestKilledWhileMakingTables kills processes that make a store for the first time.
func TestKilledWhileMakingTables(t *testing.T) { each(t, killOpeners) }

func killOpeners(t *testing.T, dir string) {
	moments := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		cmd, out := start(t, "open", dir)
		<-time.After(time.Duration(10_000+moments.IntN(60_000)) * time.Microsecond)
		_ = cmd.Process.Kill() // it may have ended
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
	}
	if err := openOnce(t.Context(), dir); err != nil {
		t.Errorf("after ten were killed: %v", err)
	}
	checkOpened(t, dir)
}

// checkOpened tests that every document of openOnce is there whole.
func checkOpened(t *testing.T, dir string) {
	t.Helper()
	s, err := sqlstore.Open(t.Context(), placeIn(dir), "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for doc, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		knowledgetest.CheckWhole(t, s, doc.ID)
	}
}

func TestProcessesOpenANewStoreAtOnce(t *testing.T) { each(t, openAtOnce) }

func openAtOnce(t *testing.T, dir string) {
	const processes = 4
	var commands []*exec.Cmd
	var outputs []*bufio.Reader
	for range processes {
		cmd, out := start(t, "open", dir)
		commands, outputs = append(commands, cmd), append(outputs, out)
	}
	for i, cmd := range commands {
		said, _ := io.ReadAll(outputs[i])
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v: %s", i, err, said)
		}
	}
	s, err := sqlstore.Open(t.Context(), placeIn(dir), "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n := 0
	for _, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != processes {
		t.Errorf("%d documents, want one from each of %d processes", n, processes)
	}
}

// serve claims the folder and keeps it until it is killed.
func serve(_ context.Context, dir string) error {
	if _, err := sqlstore.LockServing(dir); err != nil {
		return err
	}
	fmt.Println("serving")
	select {}
}

func TestOneProcessServesAFolder(t *testing.T) {
	dir := t.TempDir()
	cmd, out := start(t, "serve", dir)
	if line, err := out.ReadString('\n'); err != nil || line != "serving\n" {
		t.Fatalf("the first one said %q, %v", line, err)
	}
	_, err := sqlstore.LockServing(dir)
	if !errors.Is(err, sqlstore.ErrServed) {
		t.Fatalf("the second one: %v, want ErrServed", err)
	}
	for _, want := range []string{dir, fmt.Sprintf("process %d", cmd.Process.Pid), "--data"} {
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: want one line with %q", err, want)
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	unlock, err := sqlstore.LockServing(dir)
	if err != nil {
		t.Fatalf("after the first one was killed: %v", err)
	}
	unlock()
	unlock, err = sqlstore.LockServing(dir)
	if err != nil {
		t.Fatalf("after unlock: %v", err)
	}
	unlock()
}
