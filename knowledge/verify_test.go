package knowledge_test

import (
	"errors"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/sqlstore"

	"github.com/google/go-cmp/cmp"
)

const quays = "The harbour master said: “We’ll reopen the north quay on Monday.” Two cranes were inspected.\n\nThe south quay stays shut. Nobody was hurt.\n"

func TestATextStandsWordForWord(t *testing.T) {
	d := openAt(t, sqlstore.Memory, "")
	put(t, d, knowledge.NewDocument("harbour.txt", quays), knowledge.NewDocument("copy/notes.txt", "They noted:\nthe south\n   quay stays shut.\n"))
	for _, test := range []struct {
		text string
		want []string // the texts as they stand
	}{
		{"We'll reopen the north quay", []string{"We’ll reopen the north quay"}},
		{`"We'll reopen`, []string{"“We’ll reopen"}},
		{"south quay stays shut.", []string{"south\n   quay stays shut.", "south quay stays shut."}},
		{"ranes were insp", []string{"ranes were insp"}},
		{"the North quay", nil},
		{"quay south", nil},
		{".*", nil},
		{"  ", nil},
		{"caf\xe9", nil},
	} {
		found, err := d.Stands(t.Context(), test.text, 10)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range found {
			got = append(got, c.Text)
			if err := knowledge.Verify(t.Context(), d, c); err != nil {
				t.Error(err)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestTheNearestSharesMostWords(t *testing.T) {
	d := openAt(t, sqlstore.Memory, "")
	put(t, d, knowledge.NewDocument("harbour.txt", quays))
	for text, want := range map[string]string{
		"Three cranes were inspected":                "Two cranes were inspected.",
		"The south quay stays open, nobody was hurt": "The south quay stays shut. Nobody was hurt.",
		"south qauy stays shut":                      "The south quay stays shut.",
	} {
		c, ok, err := d.Nearest(t.Context(), text)
		if err != nil || !ok || c.Text != want {
			t.Errorf("%q: %q, %v, %v; want %q", text, c.Text, ok, err, want)
		}
	}
	if c, ok, err := d.Nearest(t.Context(), "zebra"); ok || err != nil {
		t.Errorf("nothing is near a zebra, got %q, %v", c.Text, err)
	}
}

func TestAnIDLeadsBackToItsQuotation(t *testing.T) {
	d := openAt(t, sqlstore.Memory, "")
	doc := knowledge.NewDocument("harbour.txt", quays)
	put(t, d, doc)
	for _, text := range []string{"We’ll reopen the north quay on Monday.", "Two cranes were inspected.", "The south quay stays shut. Nobody was hurt."} {
		start := strings.Index(quays, text)
		want := doc.Cite(knowledge.Span{Start: start, End: start + len(text)})
		got, err := d.Cited(t.Context(), want.ID)
		if err != nil || got.Span != want.Span {
			t.Errorf("%q (%s): %v, %v", want.Text, want.ID, got.Span, err)
		}
	}
	odd := doc.Cite(knowledge.Span{Start: 5, End: 9})
	if _, err := d.Cited(t.Context(), odd.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("nobody quotes %q, got %v", odd.Text, err)
	}
	if err := knowledge.Verify(t.Context(), d, odd); err != nil {
		t.Fatal(err)
	}
	if c, err := d.Cited(t.Context(), odd.ID); err != nil || c.Text != odd.Text {
		t.Errorf("what was shown is found by its id, got %q, %v", c.Text, err)
	}
	if err := d.Remove(t.Context(), doc.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Cited(t.Context(), odd.ID); !errors.Is(err, knowledge.ErrNotFound) {
		t.Errorf("the document is gone, and %q is still found: %v", odd.Text, err)
	}
}

func TestWording(t *testing.T) {
	type change = knowledge.Change
	for _, test := range []struct {
		from, to string
		want     []change
	}{
		{"a b c", "a b c", []change{{knowledge.Kept, "a b c"}}},
		{"a b c", "a x c", []change{{knowledge.Kept, "a"}, {knowledge.Gone, "b"}, {knowledge.New, "x"}, {knowledge.Kept, "c"}}},
		{"a b", "", []change{{knowledge.Gone, "a b"}}},
		{"", "a\n b", []change{{knowledge.New, "a b"}}},
		{"a a a", "a a", []change{{knowledge.Kept, "a a"}, {knowledge.Gone, "a"}}},
		{"", "", nil},
	} {
		if diff := cmp.Diff(test.want, knowledge.Wording(test.from, test.to)); diff != "" {
			t.Errorf("%q to %q (-want +got):\n%s", test.from, test.to, diff)
		}
	}
}

func FuzzWording(f *testing.F) {
	f.Add("the quay is shut", "the quay was shut")
	f.Fuzz(func(t *testing.T, from, to string) {
		var a, b string
		for _, c := range knowledge.Wording(from, to) {
			if c.Kind != knowledge.New {
				a += c.Words + " "
			}
			if c.Kind != knowledge.Gone {
				b += c.Words + " "
			}
		}
		if knowledge.OneLine(a) != knowledge.OneLine(from) || knowledge.OneLine(b) != knowledge.OneLine(to) {
			t.Errorf("%q to %q lose words: %q, %q", from, to, a, b)
		}
	})
}
