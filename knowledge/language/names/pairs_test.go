package names

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pairs reads a file of tab-separated pairs.
func pairs(t testing.TB, name string) [][2]string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][2]string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		a, b, ok := strings.Cut(lines.Text(), "\t")
		if ok && !strings.HasPrefix(a, "#") {
			out = append(out, [2]string{a, b})
		}
	}
	return out
}

// judgePairs counts the pairs of one person that are joined, and those of two.
func judgePairs(t testing.TB) (joined, same, wrong, different int) {
	t.Helper()
	for _, p := range pairs(t, "same.tsv") {
		same++
		if Compare(p[0], p[1], Person) == Same {
			joined++
		} else {
			t.Logf("not joined: %q %q (%q %q)", p[0], p[1], Key(p[0]), Key(p[1]))
		}
	}
	for _, p := range pairs(t, "different.tsv") {
		different++
		if Compare(p[0], p[1], Person) != Different {
			wrong++
			t.Logf("not told apart: %q %q (%q)", p[0], p[1], Key(p[0]))
		}
	}
	return
}

func TestVariantsAreOneAndNamesakesTwo(t *testing.T) {
	joined, same, wrong, different := judgePairs(t)
	if same < 60 || different < 60 {
		t.Fatalf("%d and %d pairs are too few to say anything", same, different)
	}
	recall, precision := float64(joined)/float64(same), float64(joined)/float64(joined+wrong)
	if recall < 0.9 || precision < 0.98 {
		t.Errorf("recall %.3f (want 0.9), precision %.3f (want 0.98)", recall, precision)
	}
}
