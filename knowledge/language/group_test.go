package language

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// flat writes text on one line with "/" where lines ended.
func flat(s string) string {
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, " / ")
}

func TestGroups(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"list with a lead-in", "It has two parts:\n- one\n- two\nIt fails.",
			"list It has two parts: / - one / - two"},
		{"list under a heading", "A Title\nText stands here.\n\nFocusing Facts\n- One is so.\n- Two is so.\n\nContext\nIt is old.",
			"list Focusing Facts / - One is so. / - Two is so."},
		{"list with empty lines", "Divided into four pillars:\n\n  1. Peace: a line.\n\n  2. Security: a promise.\n\nThe point: it is hard.",
			"list Divided into four pillars: / 1. Peace: a line. / 2. Security: a promise."},
		{"list without a lead-in", "They met.\n• One: so.\n• Two: so.",
			"list • One: so. / • Two: so."},
		{"one bullet is no list", "They met.\n• One: so.\nThey left.", ""},
		{"one bullet behind a colon is", "They want:\n• peace\nThey left.", "list They want: / • peace"},
		{"nested list", "Key Points\n- one\n  - deeper\n- two\nText.", "list Key Points / - one / - deeper / - two"},
		{"two lists", "- one\n- two\n\n1. first\n2. second", "list - one / - two\nlist 1. first / 2. second"},
		{"markers were lost", "It hinges on:\nTrust\nWill\nThey left.", "list It hinges on: / Trust / Will"},
		{"figures", "Facts Here\n\nKey Indicators\n\n6\nMeetings in two weeks\nAn unusual number of them.\n28\nPoints of the plan\nNobody knows them all.\n\nOverview\n\nText.",
			"card 6 / Meetings in two weeks / An unusual number of them.\ncard 28 / Points of the plan / Nobody knows them all."},
		{"figures with empty lines", "Facts Here\n\nKey Indicators\n\n6\n\nMeetings in two weeks\n\nAn unusual number.\n\n28\n\nPoints of the plan\n\nNobody knows.",
			"card 6 / Meetings in two weeks / An unusual number.\ncard 28 / Points of the plan / Nobody knows."},
		{"doubled names", "The Talks\n\nPeople Involved\n\nJane Smith\nJane Smith\nMinister (host)\nJohn Doe\nJohn Doe\nEnvoy (guest)\n\nOverview\n\nText.",
			"card Jane Smith / Minister (host)\ncard John Doe / Envoy (guest)"},
		{"organisation with its status", "The Talks\n\nSides\n\nThe Union\nThe Union\nSupranational bloc\nStatus: Key stakeholder\n\nIt gives money.\n\nThe Other\nThe Other\nState\nStatus: Wary\n\nIt gives none.",
			"card The Union / Supranational bloc / Status: Key stakeholder / It gives money.\ncard The Other / State / Status: Wary / It gives none."},
		{"entries", "The Talks\n\nTimeline\n\n  1. They Meet\n\n    Diplomacy\n\n    They met for an hour.\n\n  2. They Part\n\n    Diplomacy\n\n    They left.",
			"card 1. They Meet / Diplomacy / They met for an hour.\ncard 2. They Part / Diplomacy / They left."},
		{"counted cards", "The Talks\n\nScenarios\n\n1\n\nThe Deal Holds\n\nDiscussed by: analysts\n\nIt may.\n\n2\n\nThe Deal Fails\n\nDiscussed by: others\n\nIt may too.",
			"card 1 / The Deal Holds / Discussed by: analysts / It may.\ncard 2 / The Deal Fails / Discussed by: others / It may too."},
		{"heading with its period", "The Talks\n\nPrecedents\n\nThe Treaty of 1953\n\nJuly 1953 – present\n\nWhat Happened\n\nThey signed.",
			"card The Treaty of 1953 / July 1953 – present"},
		{"names and values", "The storm hit at noon.\n\nLocation: Louisiana\nCategory: 4\nStatus: Over",
			"card Location: Louisiana / Category: 4 / Status: Over"},
		{"table", "The storm hit.\n\n| When | What |\n|---|---|\n| 2021 | Storm |",
			"card | When | What | / |---|---| / | 2021 | Storm |"},
		{"title and date are no card", "Apple Shows a Phone\nJune 9, 2008\nApple showed a phone.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := Analyse(c.text)
			var got []string
			for _, g := range text.Groups() {
				kind := "list"
				if g.Kind == Card {
					kind = "card"
				}
				got = append(got, kind+" "+flat(g.In(text.Raw)))
			}
			if s := strings.Join(got, "\n"); s != c.want {
				t.Errorf("got\n%s\nwant\n%s\nblocks\n%s", s, c.want, outline(text))
			}
		})
	}
}

func TestPassages(t *testing.T) {
	long := strings.Repeat("This sentence is here to make the paragraph long enough to stand alone. ", 7)
	for _, c := range []struct{ name, text, want string }{
		{"title, date and first text", "Apple Shows a Phone\nJune 9, 2008\nApple showed a phone.",
			"Apple Shows a Phone / June 9, 2008 / Apple showed a phone."},
		{"short neighbours", "One is so.\nTwo is so.\n\nA Heading\n\nThree is so.",
			"One is so. / Two is so.\nA Heading / Three is so."},
		{"a long paragraph stands alone", long + "\nOnce more: " + long,
			strings.TrimSpace(long) + "\nOnce more: " + strings.TrimSpace(long)},
		{"lead-in and quotation", long + "As one put it:\n\n\"Both sides need to be realistic about what can be done and what cannot, and to say so in public, which neither of them has done so far, or will.\"",
			long + "As one put it: / \"Both sides need to be realistic about what can be done and what cannot, and to say so in public, which neither of them has done so far, or will.\""},
		{"list under two headings", "Perspectives\n\nMoscow\n- One.\n- Two.\nKyiv\nThree is so.",
			"Perspectives / Moscow / - One. / - Two.\nKyiv / Three is so."},
		{"furniture is in none", "One is so.\nAdvertisement\nTwo is so.", "One is so.\nTwo is so."},
		{"heading over a doubled name", "The Talks\n\nThe two sides met.\n\nPeople Involved\n\nJane Smith\nJane Smith\nMinister (host)\nJohn Doe\nJohn Doe\nEnvoy (guest)",
			"The Talks / The two sides met.\nPeople Involved / Jane Smith / Jane Smith / Minister (host)\nJohn Doe / Envoy (guest)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := Analyse(c.text)
			var got []string
			for _, p := range text.Passages() {
				got = append(got, flat(p.In(text.Raw)))
			}
			if s := strings.Join(got, "\n"); s != c.want {
				t.Errorf("got\n%s\nwant\n%s", s, c.want)
			}
		})
	}
}

func TestPassageKnowsItsHeading(t *testing.T) {
	text := Analyse("Text without a heading.\n\nPerspectives\n\nMoscow\n\nOne is so.\n\n" + strings.Repeat("Two is so. ", 60) + "\n\nThree is so, and it says so in a paragraph of more than a few words that is long enough not to be drawn to what stands before it, which ends here, at last, and not a word sooner.")
	var got []string
	for _, p := range text.Passages() {
		head := "-"
		if p.Head >= 0 {
			head = text.Blocks[p.Head].In(text.Raw)
		}
		got = append(got, head)
	}
	if s := fmt.Sprint(got); s != "[- Moscow Moscow]" && s != "[- Moscow Moscow Moscow]" {
		t.Errorf("headings are %s", s)
	}
}

func TestLongBlocksAndListsAreParted(t *testing.T) {
	text := Analyse(strings.Repeat("This sentence is one of very many in a page that lost its line ends. ", 100) + "\n\nThe Points\n\n" +
		strings.Repeat("- This item is one of very many in a list that no answer could hold, and it says so.\n", 40))
	for _, p := range text.Passages() {
		if p.Len() > maxPassage {
			t.Errorf("a passage has %d bytes", p.Len())
		}
		if s := p.In(text.Raw); !strings.HasSuffix(s, ".") {
			t.Errorf("a passage ends in the middle of a sentence: %q", s[max(0, len(s)-40):])
		}
	}
}

// checkText verifies what everything else relies on: spans are in order, in
// range, and cover what they should.
func checkText(t *testing.T, raw string) {
	t.Helper()
	text := Analyse(raw)
	last := 0
	for _, k := range text.Tokens {
		if k.Start < last || k.End <= k.Start || k.End > len(raw) {
			t.Fatalf("token %v after %d", k, last)
		}
		last = k.End
	}
	last = 0
	for i, b := range text.Blocks {
		if b.Start < last || b.End <= b.Start || b.End > len(raw) || !b.Span.Contains(b.Body) || b.Body.Len() == 0 {
			t.Fatalf("block %+v after %d", b, last)
		}
		if b.Head >= i || b.Head >= 0 && text.Blocks[b.Head].Kind != Heading {
			t.Fatalf("block %d has head %d", i, b.Head)
		}
		last = b.End
	}
	last = 0
	for _, s := range text.Sentences {
		if s.Start < last || s.End <= s.Start || !text.Blocks[s.Block].Body.Contains(s.Span) || s.From > s.To || s.To > len(text.Tokens) {
			t.Fatalf("sentence %+v after %d", s, last)
		}
		last = s.End
	}
	lastBlock := 0
	for _, g := range text.Groups() {
		if g.From < lastBlock || g.To <= g.From || g.To > len(text.Blocks) || g.Start != text.Blocks[g.From].Start || g.End != text.Blocks[g.To-1].End {
			t.Fatalf("group %+v after %d", g, lastBlock)
		}
		lastBlock = g.To
	}
	checkPassages(t, text)
	checkWords(t, text)
}

func checkPassages(t *testing.T, text *Text) {
	t.Helper()
	seen := make([]int, len(text.Blocks))
	last := 0
	for _, p := range text.Passages() {
		if p.Start < last || p.End <= p.Start || p.From >= p.To || p.Head >= p.To {
			t.Fatalf("passage %+v after %d", p, last)
		}
		last = p.End
		for i := p.From; i < p.To; i++ {
			seen[i]++
		}
	}
	for i, b := range text.Blocks {
		if b.Kind != Furniture && seen[i] != 1 && b.Len() <= 2*maxPassage {
			t.Fatalf("block %d of kind %d lies in %d passages", i, b.Kind, seen[i])
		}
	}
}

// checkWords verifies that every word lies in a block, and in a sentence unless
// it is a marker.
func checkWords(t *testing.T, text *Text) {
	t.Helper()
	b := 0
	for _, k := range text.Tokens {
		for b < len(text.Blocks) && text.Blocks[b].End <= k.Start {
			b++
		}
		if b == len(text.Blocks) || !text.Blocks[b].Contains(k.Span) {
			t.Fatalf("token %q lies in no block", k.In(text.Raw))
		}
		if k.Start < text.Blocks[b].Body.Start || k.Start >= text.Blocks[b].Body.End {
			continue
		}
		if s := text.SentenceAt(k.Start); s < 0 || text.Sentences[s].End < k.End {
			t.Fatalf("token %q lies in no sentence", k.In(text.Raw))
		}
	}
}

func TestHostileText(t *testing.T) {
	for name, text := range hostile() {
		t.Run(name, func(t *testing.T) { checkText(t, text[:1<<16]+"\n"+text[len(text)-1<<16:]) })
	}
}

func TestEveryDocumentOfTheCorpora(t *testing.T) {
	for _, pattern := range []string{"../eval/testdata/*/docs/*.txt", "../../seeds/*.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no corpus: %v", pattern, err)
		}
		for _, f := range files {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			checkText(t, string(raw))
		}
	}
}
