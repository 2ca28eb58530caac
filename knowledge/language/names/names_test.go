package names

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attache/knowledge/language"
)

var update = flag.Bool("update", false, "write the golden files anew")

const evalData = "../../eval/testdata"

// labelled is a text whose names are marked: "[P Ann Lee] of [O Acme]".
type labelled struct {
	text string
	gold map[mark]bool
}

type mark struct {
	span language.Span
	kind Kind
}

// parseLabels takes the marks out of a text.
func parseLabels(marked string) labelled {
	l := labelled{gold: map[mark]bool{}}
	var b strings.Builder
	for i := 0; i < len(marked); {
		kind := -1
		if strings.HasPrefix(marked[i:], "[") && i+2 < len(marked) && marked[i+2] == ' ' {
			kind = strings.IndexByte("POL", marked[i+1])
		}
		if kind < 0 {
			b.WriteByte(marked[i])
			i++
			continue
		}
		end := i + strings.IndexByte(marked[i:], ']')
		start := b.Len()
		b.WriteString(marked[i+3 : end])
		l.gold[mark{language.Span{Start: start, End: b.Len()}, Kind(kind)}] = true
		i = end + 1
	}
	l.text = b.String()
	return l
}

func newswire(t testing.TB) []labelled { return readLabelled(t, "testdata/newswire.txt") }

func readLabelled(t testing.TB, path string) []labelled {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []labelled
	for _, doc := range strings.Split(string(raw), "=====\n")[1:] {
		if strings.TrimSpace(doc) != "" {
			out = append(out, parseLabels(doc))
		}
	}
	return out
}

// score counts the marks found, missed and invented of one kind.
type score struct{ right, missed, wrong int }

func (s score) String() string {
	p := float64(s.right) / float64(max(1, s.right+s.wrong))
	r := float64(s.right) / float64(max(1, s.right+s.missed))
	return fmt.Sprintf("precision %.3f recall %.3f F1 %.3f (of %d)", p, r, 2*p*r/(p+r), s.right+s.missed)
}

func judge(docs []labelled) map[Kind]score {
	out := map[Kind]score{}
	for _, doc := range docs {
		found := map[mark]bool{}
		for _, m := range Find(language.Analyse(doc.text)) {
			found[mark{m.Span, m.Kind}] = true
		}
		for g := range doc.gold {
			s := out[g.kind]
			if found[g] {
				s.right++
			} else {
				s.missed++
			}
			out[g.kind] = s
		}
		for f := range found {
			if !doc.gold[f] {
				s := out[f.kind]
				s.wrong++
				out[f.kind] = s
			}
		}
	}
	return out
}

// TestFigures holds the measured quality in a file, so that a change that makes it
// worse shows in the diff.
func TestFigures(t *testing.T) {
	var b strings.Builder
	b.WriteString("# Written by go test -run Figures -update; the texts are those the rules were tuned on.\n")
	scores := judge(newswire(t))
	for _, k := range []Kind{Person, Organisation, Place} {
		fmt.Fprintf(&b, "newswire %s: %s\n", k, scores[k])
	}
	b.WriteString("# The texts below were labelled before the rules saw them.\n")
	blind := judge(readLabelled(t, "testdata/blind.txt"))
	for _, k := range []Kind{Person, Organisation, Place} {
		fmt.Fprintf(&b, "blind %s: %s\n", k, blind[k])
	}
	tongues := judge(readLabelled(t, "testdata/tongues.txt"))
	for _, k := range []Kind{Person, Place} {
		fmt.Fprintf(&b, "other languages %s: %s\n", k, tongues[k])
	}
	found, all := wikinewsRecall(t)
	fmt.Fprintf(&b, "wikinews persons named: recall %.3f (of %d)\n", float64(found)/float64(all), all)
	joined, same, wrong, different := judgePairs(t)
	fmt.Fprintf(&b, "pairs: recall %.3f (of %d), precision %.3f (%d of %d namesakes joined)\n",
		float64(joined)/float64(same), same, float64(joined)/float64(joined+wrong), wrong, different)
	golden(t, "testdata/figures.txt", b.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update if the change is meant:\ngot\n%swant\n%s", path, got, want)
	}
}

// wikinewsRecall counts the gold mentions of persons that are names, and those
// that Find has exactly.
func wikinewsRecall(t *testing.T) (found, all int) {
	t.Helper()
	docs := map[string]map[language.Span]bool{}
	texts := map[string][]rune{}
	for _, line := range readLines(t, filepath.Join(evalData, "wikinews/persons.jsonl")) {
		var p struct {
			Mentions []struct {
				Doc, Text  string
				Start, End int
			}
		}
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		for _, m := range p.Mentions {
			if !isName(m.Text) {
				continue
			}
			if docs[m.Doc] == nil {
				docs[m.Doc] = map[language.Span]bool{}
				text := readFile(t, filepath.Join(evalData, "wikinews/docs", m.Doc+".txt"))
				texts[m.Doc] = []rune(text)
				for _, f := range Find(language.Analyse(text)) {
					if f.Kind == Person {
						docs[m.Doc][f.Span] = true
					}
				}
			}
			all++
			start := len(string(texts[m.Doc][:m.Start])) // this gold counts characters
			if docs[m.Doc][language.Span{Start: start, End: start + len(m.Text)}] {
				found++
			} else {
				t.Logf("%s: %q at %d not found", m.Doc, m.Text, m.Start)
			}
		}
	}
	return found, all
}

// isName reports whether a gold mention is a name alone: capitalised words, none
// of which is a title or an organisation.
func isName(text string) bool {
	words := strings.Fields(text)
	for _, w := range words {
		c := lists().words[fold(w)]
		if w[0] < 'A' || w[0] > 'Z' || c&(title|role) != 0 && c&surname == 0 || c&(org|stop) != 0 || strings.ContainsAny(w, ",’'") {
			return false
		}
	}
	return len(words) > 0 && len(words) < 4
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func readLines(t testing.TB, path string) []string {
	t.Helper()
	return strings.Split(strings.TrimSpace(readFile(t, path)), "\n")
}

// seeds returns the five documents of the first dossier.
func seeds(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../../seeds/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no seeds", err)
	}
	out := map[string]string{}
	for _, f := range files {
		out[filepath.Base(f)] = readFile(t, f)
	}
	return out
}

func TestSeedsNameEverybodyAndNobodyElse(t *testing.T) {
	want := []string{
		"Andrii Hnatov", "Andriy Yermak", "Dan Driscoll", "Dmitry Peskov", "Donald Trump", "Henry Kissinger", "Jared Kushner",
		"Kirill Dmitriev", "Marco Rubio", "Mike Waltz", "Randy George", "Recep Tayyip Erdoğan", "Richard Holbrooke", "Rustem Umerov",
		"Sergey Lavrov", "Steve Witkoff", "Vladimir Putin", "Volodymyr Zelensky", "Volodymyr Zelenskyy", "Yuri Ushakov",
	}
	got := map[string]bool{}
	for _, text := range seeds(t) {
		for _, m := range Find(language.Analyse(text)) {
			if m.Kind == Person && strings.Contains(m.Name, " ") {
				got[m.Name] = true
			}
		}
	}
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, want) {
		t.Errorf("persons named in full:\ngot  %q\nwant %q", names, want)
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ what, marked string }{
		{"possessive and title", "President [P Ann Keller]'s envoy, [P Tom Baird], met [P Keller] in [L Oslo]."},
		{"three names in one", "The [P Keller]–[P Baird]–[P Osei] meeting ended. [P Ann Keller], [P Tom Baird] and [P Kofi Osei] left."},
		{"places joined by hyphens", "[L US]-[L Russia] talks opened in [L Geneva]."},
		{"Cyrillic", "Президент [P Володимир Гончаренко] прибув до міста. [P Гончаренко] зустрівся з журналістами."},
		{"Turkish", "Dışişleri Bakanı [P Hakan Demirtaş] dün bir açıklama yaptı ve [P Demirtaş] bunu söyledi."},
		{"French", "Le président [P Emmanuel Lacroix] a déclaré que la France est prête."},
		{"German", "Der Kanzler [P Friedrich Weber] sagte, dass die Verhandlungen mit dem Ausland gut sind."},
		{"role in lower case", "the army chief [P Oleh Bondar] said no."},
		{"months and days are none", "On Monday, May 5, the March report was late."},
	} {
		doc := parseLabels(c.marked)
		found := map[mark]bool{}
		for _, m := range Find(language.Analyse(doc.text)) {
			found[mark{m.Span, m.Kind}] = true
		}
		for g := range doc.gold {
			if !found[g] {
				t.Errorf("%s: %v %q not found", c.what, g.kind, g.span.In(doc.text))
			}
		}
		for f := range found {
			if f.kind == Person && !doc.gold[f] {
				t.Errorf("%s: %q is no person's name", c.what, f.span.In(doc.text))
			}
		}
	}
}

// TestWordsForAPeople: a word for the people of a place that no list knows is no name
// of its own.
func TestWordsForAPeople(t *testing.T) {
	text := "Oltenia and Sarvia slid into a dispute. The round brings together Paolo Bellini with Oltenian energy minister Ioana Radu and Sarvian gas chief Dragan Petrov. Oltenia refused."
	for _, m := range FindDoubtful(language.Analyse(text)) {
		if name := m.In(text); name == "Oltenian" || name == "Sarvian" {
			t.Errorf("%q is taken for the name of a %v", name, m.Kind)
		}
	}
}

func TestRolesAreInTheWordsOfTheText(t *testing.T) {
	text := "Real estate tycoon Paul Marsh met Ines Moreau, the head of France’s sovereign wealth fund, and Kwame Addo.\n\nKwame Addo\nSecretary of Ghana’s Security Council (Leads the delegation)\n\nHe briefed Moreau's national security adviser, Lena Horvat, on Monday. Addo is the chief negotiator."
	want := map[string][]string{
		"Paul Marsh":  {"Real estate tycoon"},
		"Ines Moreau": {"the head of France’s sovereign wealth fund"},
		"Kwame Addo":  {"Secretary of Ghana’s Security Council", "Leads the delegation", "the chief negotiator"},
		"Lena Horvat": {"Moreau's national security adviser"},
	}
	got := map[string][]string{}
	for _, m := range Find(language.Analyse(text)) {
		for i, r := range m.Roles {
			if strings.Join(strings.Fields(r.In(text)), " ") != m.RoleTexts[i] {
				t.Errorf("%q: role %q is not the text's %q", m.Name, m.RoleTexts[i], r.In(text))
			}
		}
		if m.Kind == Person {
			got[m.Full] = append(got[m.Full], m.RoleTexts...)
		}
	}
	for name, roles := range want {
		for _, r := range roles {
			if !slices.Contains(got[name], r) {
				t.Errorf("%s: roles %q lack %q", name, got[name], r)
			}
		}
	}
}

// TestOtherDocumentsSettleDoubts holds that a surname of which its document shows
// nothing is known from the others, whichever was read first.
func TestOtherDocumentsSettleDoubts(t *testing.T) {
	texts := map[string]string{
		"a": "Talks failed after Quelb walked away.",
		"b": "Envoy Marta Quelb arrived. Her brother, Paul Darnow, stayed.",
		"c": "A second Darnow, Senator Ivo Darnow, spoke.",
		"d": "The crowd saw Darnow leave for Zelmark.",
	}
	if m := Find(language.Analyse(texts["a"])); len(m) != 0 {
		t.Fatalf("alone the document shows %v", m)
	}
	c := NewCatalogue(Aliases{})
	for _, name := range []string{"d", "a", "c", "b"} {
		c.Add(name, FindDoubtful(language.Analyse(texts[name])))
	}
	if m := c.Lookup("Marta Quelb"); m.Entity == nil || m.Entity.Documents != 2 || m.Entity.Name != "Marta Quelb" {
		t.Errorf("Marta Quelb: %+v", m.Entity)
	}
	for i, m := range FindDoubtful(language.Analyse(texts["d"])) {
		if e := c.EntityOf(Ref{"d", i}); m.Doubtful && e != nil {
			t.Errorf("%s, whom two are called, is taken for %s", m.Name, e.Name)
		}
	}
	c.Remove("b")
	if e := c.EntityOf(Ref{"a", 0}); e != nil {
		t.Errorf("the doubt is settled by nobody, yet is %s", e.Name)
	}
}

func FuzzFind(f *testing.F) {
	for _, doc := range []string{"", "J. K. Rowling's", "VAN DER POEL - \"x\" Y. ", "al-\xff Assad-", "Putin–Witkoff–Kushner Gen. “Ab” Cd", "d'", "О’Браєн"} {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range Find(language.Analyse(text)) {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%v in a text of %d bytes, behind %d", m.Span, len(text), end)
			}
			end = m.End
			for _, r := range m.Roles {
				if r.Start < 0 || r.End < r.Start || r.End > len(text) {
					t.Fatalf("role %v in a text of %d bytes", r, len(text))
				}
			}
			Key(m.Name)
			Compare(m.Name, m.Full, m.Kind)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var text strings.Builder
	for _, doc := range seeds(b) {
		text.WriteString(doc)
		text.WriteByte('\n')
	}
	t := language.Analyse(text.String())
	Find(t)
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Find(t)
	}
}

// TestSurnamesAlone holds that somebody whom no document introduces is found where
// what stands beside the name shows a person.
func TestSurnamesAlone(t *testing.T) {
	for text, want := range map[string][]string{
		"On Tuesday Rutherglen told reporters that the talks had failed.":                    {"Rutherglen"},
		"A leaked call, reported by the weekly, shows Macron and Merz warning the envoy.":    {"Macron", "Merz"},
		"Officials met Starmer in London, and Albanese hosts Carney next week.":              {"Starmer", "Albanese", "Carney"},
		"Talks between Okonkwo and Brandvold, who resigned, will go on.":                     {"Okonkwo", "Brandvold"},
		"  2. Security Guarantees: Assurances for the islands.\n  3. Harbour Architecture:":  nil,
		"The Turning Point\n\nSeptember 2014 – February 2015\n\nThe Commission met in July.": nil,
	} {
		var got []string
		for _, m := range Find(language.Analyse(text)) {
			if m.Kind == Person {
				got = append(got, m.Name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: persons %q, want %q", text, got, want)
		}
	}
}

func TestNamesInAnotherAlphabet(t *testing.T) {
	const text = "National media, e.g. Українська правда — They report the talks with alarm. The Russian daily «Новая газета» did not."
	var got []string
	for _, m := range Find(language.Analyse(text)) {
		if m.Kind == Organisation {
			got = append(got, m.Name)
		}
	}
	if want := []string{"Українська правда", "Новая газета"}; !slices.Equal(got, want) {
		t.Errorf("organisations %q, want %q", got, want)
	}
}

func TestGenderOf(t *testing.T) {
	for name, want := range map[string]Gender{
		"Ruth Adeyemi": She, "Paul Mensah": He, "Kim Lee": Untold, "Petrova": She, "Ольга Лысенко": She, "Сергей Лысенко": He,
		"J. Smith": Untold, "Smith": Untold, "": Untold,
	} {
		if got := GenderOf(name); got != want {
			t.Errorf("%q: %d, want %d", name, got, want)
		}
	}
}
