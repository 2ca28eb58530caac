package picture

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// port is a small dossier's relations.
func port() bot.Relations {
	names := []bot.Related{{Name: "Ingrid Halvorsen", Kind: "person", Events: 9}, {Name: "Port Authority of Northhaven", Kind: "organisation", Events: 6},
		{Name: "Tomasz Wiśniewski", Kind: "person", Events: 4}, {Name: "Dockworkers' Union", Kind: "organisation", Events: 3},
		{Name: "Mayor’s Office", Kind: "organisation", Events: 2}, {Name: "Олена Коваленко", Kind: "person", Events: 1}}
	return bot.Relations{About: "Ingrid Halvorsen", Names: names, Left: 2,
		Links: []bot.Pair{{A: 0, B: 1, Count: 6}, {A: 0, B: 2, Count: 4}, {A: 0, B: 3, Count: 3}, {A: 0, B: 4, Count: 2}, {A: 1, B: 3, Count: 2}, {A: 0, B: 5, Count: 1}, {A: 2, B: 3, Count: 1}}}
}

// crowd has n names, of which those that most happenings name are linked with
// most others.
func crowd(n int, name func(i int) string) bot.Relations {
	var r bot.Relations
	for i := range n {
		kind := "person"
		if i%4 == 3 {
			kind = "organisation"
		}
		r.Names = append(r.Names, bot.Related{Name: name(i), Kind: kind, Events: n - i})
	}
	for a := range n {
		for b := a + 1; b < n; b++ {
			if (a*7+b*5)%(2+a+b/4) < 2 {
				r.Links = append(r.Links, bot.Pair{A: a, B: b, Count: 1 + (n-a)/(b-a)%9})
			}
		}
	}
	return r
}

func numbered(i int) string { return fmt.Sprintf("Delegate Number %d of Lower Saxony", i+1) }

func TestRelationsAreSaidInWords(t *testing.T) {
	_, alt, err := Relations(port(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "relations.txt")
	if *update {
		if err := os.WriteFile(file, []byte(alt+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), alt+"\n"); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoPlateHidesAnother(t *testing.T) {
	f := fontsFor(t)
	sets := map[string]bot.Relations{"port": port()}
	for n := 2; n <= 25; n++ {
		sets[fmt.Sprint(n)] = crowd(n, numbered)
	}
	for _, h := range adaptertest.HostileTexts() {
		sets[h.Name] = crowd(25, func(i int) string { return h.Text })
	}
	for name, r := range sets {
		n := netOf(r, "")
		plates := n.plates(f)
		place(plates, arrange(len(plates), n.links), 60)
		for i, a := range plates {
			if a.x-a.w < 0 || a.x+a.w > units || a.y-a.h < 60-1e-9 {
				t.Errorf("%s: %q leaves the picture", name, a.lines)
			}
			for _, b := range plates[i+1:] {
				if a.x-a.w < b.x+b.w && b.x-b.w < a.x+a.w && a.y-a.h < b.y+b.h && b.y-b.h < a.y+a.h {
					t.Errorf("%s: %q hides %q", name, a.lines, b.lines)
				}
			}
			for _, l := range a.lines {
				for _, c := range l {
					if !f.date.has(c) {
						t.Errorf("%s: %U is in no font", name, c)
					}
				}
			}
		}
	}
}

func TestThickerLinesForMoreHappenings(t *testing.T) {
	for most := 2; most < 40; most++ {
		for c := 1; c < most; c++ {
			if thickness(c, most) >= thickness(c+1, most) {
				t.Fatalf("of %d: %d as thick as %d", most, c, c+1)
			}
		}
		if w := thickness(most, most); w > thickest {
			t.Errorf("%d is %.1f thick", most, w)
		}
	}
}

func TestRelationsKeepTheLimits(t *testing.T) {
	full := crowd(25, numbered)
	for _, dark := range []bool{false, true} {
		a, altA, err := Relations(full, Options{Dark: dark})
		if err != nil {
			t.Fatal(err)
		}
		b, altB, err := Relations(full, Options{Dark: dark})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a, b) || altA != altB {
			t.Error("two pictures of the same relations differ")
		}
		c, err := png.DecodeConfig(bytes.NewReader(a))
		if err != nil {
			t.Fatal(err)
		}
		if len(a) > maxBytes || c.Width != DefaultWidth || c.Height > 3*DefaultWidth {
			t.Errorf("%d bytes, %d × %d pixels", len(a), c.Width, c.Height)
		}
	}
	if _, _, err := Relations(bot.Relations{Names: full.Names}, Options{}); err != ErrEmpty {
		t.Errorf("error %v, want %v", err, ErrEmpty)
	}
}

func TestLinksThatAreNotDrawnAreCounted(t *testing.T) {
	r := crowd(25, numbered)
	r.Links = nil
	for a := range 25 {
		for b := a + 1; b < 25; b++ {
			r.Links = append(r.Links, bot.Pair{A: a, B: b, Count: 1})
		}
	}
	_, alt, err := Relations(r, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(alt, "The 45 strongest of 300 links.") {
		t.Errorf("the text ends %q", alt[max(0, len(alt)-80):])
	}
	for i := range r.Names {
		if !strings.Contains(alt, r.Names[i].Name+" – ") && !strings.Contains(alt, "– "+r.Names[i].Name) {
			t.Errorf("%s has no link left", r.Names[i].Name)
		}
	}
}

func BenchmarkRelations(b *testing.B) {
	r := crowd(25, numbered)
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		got, _, err := Relations(r, Options{})
		if err != nil {
			b.Fatal(err)
		}
		size = len(got)
	}
	b.ReportMetric(float64(size)/1024, "KiB/picture")
}
