package names

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attache/knowledge/language"

	"github.com/google/go-cmp/cmp"
)

// catalogue reads texts, by name, as a dossier.
func catalogue(texts map[string]string, a Aliases) *Catalogue {
	c := NewCatalogue(a)
	for doc, text := range texts {
		c.Add(doc, Find(language.Analyse(text)))
	}
	return c
}

// lookupName is the name of the entity that a query finds.
func lookupName(c *Catalogue, query string) string {
	m := c.Lookup(query)
	if m.Entity == nil {
		return fmt.Sprintf("outcome %d, %d candidates, nearest %q", m.Outcome, len(m.Candidates), m.Nearest)
	}
	return m.Entity.Name
}

func TestSeedsPeopleAreFound(t *testing.T) {
	c := catalogue(seeds(t), Aliases{})
	for _, line := range readLines(t, filepath.Join(evalData, "seeds/people.jsonl")) {
		var p struct {
			Query, Name string
			RoleAny     []string `json:"role_any"`
			Documents   []string
			Variants    []string
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		m := c.Lookup(p.Query)
		if m.Entity == nil || m.Entity.Name != p.Name {
			t.Errorf("%q finds %s, want %s", p.Query, lookupName(c, p.Query), p.Name)
			continue
		}
		if !slices.ContainsFunc(m.Entity.Roles, func(r string) bool {
			return slices.ContainsFunc(p.RoleAny, func(want string) bool { return strings.Contains(r, want) })
		}) {
			t.Errorf("%s: roles %q have none of %q", p.Name, m.Entity.Roles, p.RoleAny)
		}
		for _, v := range p.Variants {
			if !slices.Contains(m.Entity.Variants, v) {
				t.Errorf("%s: variants %q lack %q", p.Name, m.Entity.Variants, v)
			}
		}
		for _, d := range p.Documents {
			if !slices.ContainsFunc(m.Entity.Mentions, func(r Ref) bool { return strings.HasPrefix(r.Doc, d) }) {
				t.Errorf("%s: no mention in document %s", p.Name, d)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	c := catalogue(map[string]string{
		"a": "President Volodymyr Havrylenko met army chief Gen. Oleh Bondar in Kyiv. Havrylenko praised Bondar. The European Union (EU) sent Emine Çağlar.",
		"b": "Президент Володимир Гавриленко прибув. Vladimir Gavrilenko spoke to Anna Reed, the foreign minister of Norway.",
		"c": "Senator Paul Reed resigned. National Energy and Climate Board (NECB) chief Ida Holm said so. Bill Marsh met William Marsh's staff in Türkiye.",
		"d": "Envoy Nils Waltzer spoke. Envoy Tom Walzer was silent.",
	}, Aliases{})
	for _, q := range []struct {
		query, name string
		outcome     Outcome
	}{
		{"Havrylenko", "Volodymyr Havrylenko", Found},
		{"havrylenko", "Volodymyr Havrylenko", Found},
		{"Гавриленко", "Volodymyr Havrylenko", Found},
		{"President Havrylenko", "Volodymyr Havrylenko", Found},
		{"the army chief", "Oleh Bondar", ByRole},
		{"foreign minister of Norway", "Anna Reed", ByRole},
		{"bonder", "Oleh Bondar", Misspelt},
		{"Caglar", "Emine Çağlar", Found},
		{"Paul Reed", "Paul Reed", Found},
		{"EU", "European Union", Found},
		{"necb", "National Energy and Climate Board", Found},
		{"Turkey", "Türkiye", Found},
		{"Kiev", "Kyiv", Found},
		{"Bill Marsh", "Bill Marsh", Found},
		{"Waltzer", "Nils Waltzer", Found},
		{"Walzer", "Tom Walzer", Found},
	} {
		m := c.Lookup(q.query)
		if m.Entity == nil || m.Entity.Name != q.name || m.Outcome != q.outcome {
			t.Errorf("%q: outcome %d, %s; want %d, %s", q.query, m.Outcome, lookupName(c, q.query), q.outcome, q.name)
		}
	}
	if m := c.Lookup("Reed, the foreign minister"); m.Outcome != Found || m.Entity.Name != "Anna Reed" {
		t.Errorf("the Reed who is minister: %+v", m)
	}
	if m := c.Lookup("Reed"); m.Outcome != Ambiguous || len(m.Candidates) != 2 {
		t.Errorf("two Reeds: %+v", m)
	}
	if m := c.Lookup("bonder"); m.As != "Bondar" || m.Typed != "bonder" {
		t.Errorf("bonder is told as %q for %q", m.As, m.Typed)
	}
	if m := c.Lookup("Caglar"); m.As != "Çağlar" {
		t.Errorf("Caglar is told as %q", m.As)
	}
	if m := c.Lookup("Havrilienkov"); m.Entity == nil && !slices.Contains(m.Nearest, "Volodymyr Havrylenko") {
		t.Errorf("an unknown name is told %q", m.Nearest)
	}
	if m := c.Lookup("Obafemi"); m.Outcome != Unknown {
		t.Errorf("nobody is called so, yet: %+v", m)
	}
}

func TestNamesakesStayApart(t *testing.T) {
	c := catalogue(map[string]string{
		"a": "President George W. Bush spoke. Mr Bush left.",
		"b": "Wilhelm Busch, the poet, died. Governor Jeb Bush spoke.",
		"c": "Mr Bush was seen.",
	}, Aliases{})
	for _, name := range []string{"George W. Bush", "Wilhelm Busch", "Jeb Bush"} {
		if got := lookupName(c, name); got != name {
			t.Errorf("%s finds %s", name, got)
		}
	}
	if m := c.Lookup("Bush"); m.Outcome != Ambiguous {
		t.Errorf("Bush: %+v", m)
	}
}

func TestAliasesWin(t *testing.T) {
	texts := map[string]string{
		"a": "Envoy Ann Keller spoke. Minister Ann Kellar resigned.",
		"b": "Journalist Max Stern wrote. Author Egon Moll wrote.",
	}
	c := catalogue(texts, Aliases{Different: [][2]string{{"Ann Keller", "Ann Kellar"}}, Same: [][]string{{"Max Stern", "Egon Moll"}}})
	if a, b := c.Lookup("Max Stern").Entity, c.Lookup("Egon Moll").Entity; a == nil || a != b {
		t.Errorf("the keeper says that they are one: %v %v", a, b)
	}
	if a, b := c.Lookup("Ann Keller").Entity, c.Lookup("Ann Kellar").Entity; a == b {
		t.Errorf("the keeper says that they are two: %v", a)
	}
}

func TestOrderOfDocumentsDoesNotMatter(t *testing.T) {
	texts := seeds(t)
	var docs []string
	for d := range texts {
		docs = append(docs, d)
	}
	slices.Sort(docs)
	build := func(order []string) []*Entity {
		c := NewCatalogue(Aliases{})
		for _, d := range order {
			c.Add(d, Find(language.Analyse(texts[d])))
		}
		return c.Entities()
	}
	first := build(docs)
	slices.Reverse(docs)
	if diff := cmp.Diff(first, build(docs)); diff != "" {
		t.Error(diff)
	}
	ids := map[string]bool{}
	for _, e := range first {
		if ids[e.ID] {
			t.Errorf("two entities have the ID %s", e.ID)
		}
		ids[e.ID] = true
	}
}

func TestRemovedDocumentLeavesNothing(t *testing.T) {
	c := catalogue(map[string]string{"a": "Envoy Ann Keller spoke.", "b": "Envoy Max Stern spoke to Ann Keller."}, Aliases{})
	c.Remove("b")
	if m := c.Lookup("Stern"); m.Entity != nil {
		t.Errorf("still there: %+v", m.Entity)
	}
	if e := c.Lookup("Keller").Entity; e == nil || len(e.Mentions) != 1 || c.EntityOf(e.Mentions[0]) != e || c.Get(e.ID) != e {
		t.Errorf("Keller: %+v", e)
	}
}

func TestComplete(t *testing.T) {
	c := catalogue(map[string]string{
		"a": "Envoy Zora Álvarez met Minister Tom Zander. Álvarez left. Álvarez won.",
		"b": "Zora Álvarez spoke.",
	}, Aliases{})
	for _, q := range []struct{ typed, first string }{
		{"alv", "Zora Álvarez"}, {"z", "Zora Álvarez"}, {"zan", "Tom Zander"}, {"tom z", "Tom Zander"}, {"", "Zora Álvarez"},
	} {
		got := c.Complete(q.typed, 5)
		if len(got) == 0 || got[0].Name != q.first {
			t.Errorf("%q completes to %v, want %s first", q.typed, got, q.first)
		}
	}
	if got := c.Complete("zz", 5); len(got) != 0 {
		t.Errorf("zz completes to %v", got)
	}
}

// large makes a catalogue of n persons.
func large(n int) *Catalogue {
	c := NewCatalogue(Aliases{})
	syllables := strings.Fields("ba de fi go ku la me ni po ra se ti vo za bren dor fal gim hov jun kel lom mar nos pir rud sol tav vex wim")
	word := func(k int) string {
		var b strings.Builder
		for range 3 {
			b.WriteString(syllables[k%len(syllables)])
			k /= len(syllables)
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	for d := range n / 100 {
		var mentions []Mention
		for i := range 100 {
			k := d*100 + i
			name := word(k*7) + " " + word(k)
			mentions = append(mentions, Mention{Kind: Person, Name: name, Full: name})
		}
		c.Add(fmt.Sprint(d), mentions)
	}
	return c
}

func BenchmarkJoin100k(b *testing.B) {
	c := large(100_000)
	for b.Loop() {
		c.built = nil
		c.Entities()
	}
}

func BenchmarkLookup100k(b *testing.B) {
	c := large(100_000)
	c.Entities()
	for _, q := range []struct{ what, query string }{{"exact", "Bababren"}, {"misspelt", "Bababremm"}, {"unknown", "Xyzzyplugh"}} {
		b.Run(q.what, func(b *testing.B) {
			for b.Loop() {
				c.Lookup(q.query)
			}
		})
	}
}

func BenchmarkComplete100k(b *testing.B) {
	c := large(100_000)
	c.Entities()
	for b.Loop() {
		c.Complete("b", 25)
	}
}

func FuzzLookup(f *testing.F) {
	c := catalogue(map[string]string{"a": "Envoy Ann Keller met Gen. Tom O'Brien in Oslo. The European Union (EU) agreed."}, Aliases{})
	c.Entities()
	for _, q := range []string{"", "Keller", "kelr", "the envoy", "EU", "…", "Ö", "a b c d e f g"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		m := c.Lookup(q)
		if (m.Entity != nil) != (m.Outcome == Found || m.Outcome == Misspelt || m.Outcome == ByRole) || (len(m.Candidates) > 0) != (m.Outcome == Ambiguous) {
			t.Errorf("%q: %+v", q, m)
		}
		c.Complete(q, 3)
	})
}
