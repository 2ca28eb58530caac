package bleveindex_test

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
	"slices"
	"strconv"
	"testing"
	"time"

	"attache/knowledge"
	"attache/knowledge/bleveindex"
	"attache/knowledge/knowledgetest"
)

// TestBrokenIndexSaysSo: a damaged index is reported, or it is as it was at an
// earlier time, marker and all.
func TestBrokenIndexSaysSo(t *testing.T) {
	damages := map[string]func(dir string) error{
		"no index":          func(dir string) error { return os.RemoveAll(filepath.Join(dir, "store")) },
		"no description":    func(dir string) error { return os.Remove(filepath.Join(dir, "index_meta.json")) },
		"a description cut": func(dir string) error { return os.Truncate(filepath.Join(dir, "index_meta.json"), 3) },
		"a root cut":        func(dir string) error { return os.Truncate(filepath.Join(dir, "store", "root.bolt"), 100) },
		"segments gone":     func(dir string) error { return eachSegment(dir, os.Remove) },
		"segments cut": func(dir string) error {
			return eachSegment(dir, func(file string) error { return os.Truncate(file, 10) })
		},
		"segments emptied": func(dir string) error {
			return eachSegment(dir, func(file string) error { return os.Truncate(file, 0) })
		},
		"another thing": func(dir string) error {
			return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700), os.WriteFile(filepath.Join(dir, "letter.txt"), nil, 0o600))
		},
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "index")
			fillIn(t, dir)
			if err := damage(dir); err != nil {
				t.Fatal(err)
			}
			ix, err := bleveindex.Open(dir)
			switch {
			case err == nil:
				checkEarlier(t, ix)
			case !errors.Is(err, bleveindex.ErrBroken):
				t.Fatalf("Open: %v, want ErrBroken", err)
			default:
				if err := os.RemoveAll(dir); err != nil {
					t.Fatal(err)
				}
			}
			fillIn(t, dir)
		})
	}
}

// checkEarlier tests that the index is one that fillIn has not filled yet.
func checkEarlier(t *testing.T, ix *bleveindex.Index) {
	t.Helper()
	n, countErr := ix.Count(t.Context())
	marker, markerErr := ix.Marker(t.Context())
	if err := errors.Join(countErr, markerErr, ix.Close()); err != nil || n != 0 || marker != "" {
		t.Errorf("opened with %d passages and marker %q, %v", n, marker, err)
	}
}

func eachSegment(dir string, do func(file string) error) error {
	files, err := filepath.Glob(filepath.Join(dir, "store", "*.zap"))
	if err == nil && len(files) == 0 {
		err = errors.New("there are no segments")
	}
	for _, file := range files {
		err = errors.Join(err, do(file))
	}
	return err
}

func fillIn(t *testing.T, dir string) {
	t.Helper()
	ix, err := bleveindex.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.Put(t.Context(), knowledgetest.Some(100)); err != nil {
		t.Fatal(err)
	}
	if err := ix.SetMarker(t.Context(), "filled"); err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestIndexOfAnotherFormIsBroken(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	ix, err := bleveindex.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := ix.Bleve().SetInternal([]byte("form"), []byte("of long ago")); err != nil {
		t.Fatal(err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir); !errors.Is(err, bleveindex.ErrBroken) {
		t.Errorf("Open: %v, want ErrBroken", err)
	}
}

func TestIndexInUse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	ix, err := bleveindex.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := bleveindex.Open(dir); !errors.Is(err, bleveindex.ErrInUse) {
		t.Errorf("opened a second time: %v, want ErrInUse", err)
	}
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	fillIn(t, dir)
}

func TestClosedIndexSaysSo(t *testing.T) {
	for _, dir := range []string{"", t.TempDir()} {
		ix, err := bleveindex.OpenMemory()
		if dir != "" {
			ix, err = bleveindex.Open(dir)
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(ix.Close(), ix.Close()); err != nil {
			t.Errorf("closing twice: %v", err)
		}
		_, searchErr := ix.Search(t.Context(), knowledge.Query{Terms: []knowledge.Term{{Text: "word", Boost: 1}}})
		for what, err := range map[string]error{"Search": searchErr, "Put": ix.Put(t.Context(), knowledgetest.Some(1)), "Delete": ix.Delete(t.Context(), "a")} {
			if !errors.Is(err, bleveindex.ErrClosed) {
				t.Errorf("%s: %v, want ErrClosed", what, err)
			}
		}
	}
}

// TestMemoryStaysInFewSegments: an index in memory that follows a growing dossier
// does not become slower and slower.
func TestMemoryStaysInFewSegments(t *testing.T) {
	ix, err := bleveindex.OpenMemory()
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	all := knowledgetest.Some(900)
	for few := range slices.Chunk(all, 3) {
		if err := ix.Put(t.Context(), few); err != nil {
			t.Fatal(err)
		}
		if _, err := ix.Count(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := ix.Segments(); err != nil || n > 20 {
		t.Errorf("%d segments after 300 small puts, %v", n, err)
	}
	if n, err := ix.Count(t.Context()); err != nil || n != len(all) {
		t.Errorf("Count = %d, %v, want %d", n, err, len(all))
	}
}

const writerVar = "BLEVEINDEX_TEST_WRITE"

func TestMain(m *testing.M) {
	dir := os.Getenv(writerVar)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := writeForever(context.Background(), dir); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// perDocument passages are a generated document.
const perDocument = 20

// writeForever puts one document after the other, and the number of documents as
// the marker now and then.
func writeForever(ctx context.Context, dir string) error {
	ix, err := bleveindex.Open(dir)
	if err != nil {
		return err
	}
	n, err := ix.Count(ctx)
	if err != nil {
		return err
	}
	all := knowledgetest.Some(n + 10_000)
	for i := n / perDocument; ; i++ {
		fmt.Println("put", i)
		if err := ix.Put(ctx, all[i*perDocument:(i+1)*perDocument]); err != nil {
			return err
		}
		if i%3 == 0 {
			if err := ix.SetMarker(ctx, strconv.Itoa(i+1)); err != nil {
				return err
			}
		}
	}
}

// TestKilledWriterLosesNothingBeforeTheMarker kills a process that indexes at
// moments of a fixed series, and looks at what it leaves.
func TestKilledWriterLosesNothingBeforeTheMarker(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	moments := rand.New(rand.NewPCG(3, 4))
	for round := range 8 {
		killWriter(t, dir, 1+moments.IntN(20), time.Duration(moments.IntN(10_000))*time.Microsecond)
		ix, err := bleveindex.Open(dir)
		if errors.Is(err, bleveindex.ErrBroken) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkMarker(t, ix)
	}
}

func killWriter(t *testing.T, dir string, lines int, wait time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerVar+"="+dir)
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(pipe)
	for range lines {
		if line, err := out.ReadString('\n'); err != nil {
			t.Errorf("the writer said %q, %v", line, err)
		}
	}
	<-time.After(wait)
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_, _ = io.Copy(io.Discard, out)
	_ = cmd.Wait() // it was killed
}

func checkMarker(t *testing.T, ix *bleveindex.Index) {
	t.Helper()
	defer ix.Close()
	marker, err := ix.Marker(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	documents, _ := strconv.Atoi(marker) // none before the first marker
	n, err := ix.Count(t.Context())
	if err != nil || n < documents*perDocument || n%perDocument != 0 {
		t.Errorf("%d passages, %v, with the marker at %d documents of %d", n, err, documents, perDocument)
	}
}
