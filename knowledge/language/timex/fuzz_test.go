package timex_test

import (
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/timex"
)

// FuzzTag looks for texts that break the tagger: it must not panic, and its spans
// lie within the text, in order and apart from each other.
func FuzzTag(f *testing.F) {
	for _, s := range []string{
		"From October 24 to 26, two days after the Moscow setback, at 10 a.m. Tuesday.",
		"July 1953 – present; Nov–Dec 1995; 24‑26 Oct 2025; 03/04/2025; '82; the 1990s",
		"Third Straight Day\nof 19. November 2025 in 31/31/9999 at 99:99 p.m. 0000-00-00",
		"twenty-five and a half years, 2 1/2-year, a couple of Fridays, 100000000000 days ago, 2010-11-",
	} {
		f.Add(s, uint16(2025), uint8(11), uint8(20))
		f.Add(s, uint16(0), uint8(0), uint8(0))
	}
	f.Fuzz(func(t *testing.T, text string, y uint16, m, d uint8) {
		published, err := language.ParseDate(language.Date{Year: int(y), Month: int(m), Day: int(d)}.String())
		if err != nil {
			published = language.Date{}
		}
		found := timex.Tag(language.Analyse(text), published)
		end := 0
		for i, x := range found {
			if x.Start < end || x.End <= x.Start || x.End > len(text) {
				t.Fatalf("span %v behind %d in a text of %d", x.Span, end, len(text))
			}
			end = x.End
			if x.Value == "" {
				t.Errorf("%q has no value", x.In(text))
			}
			if !x.To.IsZero() && x.To.Last().Compare(x.From.First()) < 0 {
				t.Errorf("%q means %s to %s", x.In(text), x.From, x.To)
			}
			if x.Pair >= 0 && (x.Pair >= len(found) || found[x.Pair].Pair != i) {
				t.Errorf("%q is paired with %d, which is not paired with it", x.In(text), x.Pair)
			}
		}
	})
}
