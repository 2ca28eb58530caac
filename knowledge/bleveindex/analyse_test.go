package bleveindex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestTerms(t *testing.T) {
	for text, want := range map[string]string{
		"The 28\u2011point plan":                      "28 point plan",
		"28–30 points, 28—30":                         "28 30 point 28 30",
		"the U.S. and the U.N., at 9 a.m. in D.C.":    "us un 9 am dc",
		"Call us. WHO said so, but who told US?":      "call who said told us",
		"IT WAS WHO TOLD US":                          "told",
		"US":                                          "us",
		"May 2025: it may rain, in May":               "may 2025 rain may",
		"Will Smith met Will; he will go":             "smith met will go",
		"the president’s plan, the presidents' plans": "presid plan presid plan",
		"they’re sure she'll go, don’t, WON'T, it's":  "sure go",
		"O’Brien, d’Artagnan, l'Europe":               "o brien d artagnan l europ",
		"J.D. Vance and JD Vance":                     "jd vanc jd vanc",
		"$1,000,000 or 12,500.50 or 1,23":             "1000000 12500 50 1 23",
		"19th, 1st, 22ND, the 1990s, 5sth":            "19 1 22 1990 5 sth",
		"F16 F-16 COVID19 S-400":                      "f 16 f 16 covid 19 s 400",
		"Élysée Łódź Straße naïve ﬁre":                "elyse lodz strass naiv fire",
		"cafe\u0301 ca\u00ADfe":                       "cafe cafe",
		"Київ, КИЇВ и Киев; новый нови\u0306й":        "київ київ и киев новый новйй",
		"北京 2025年":                                    "北 京 2025 年",
		"visit example.com/a-b?c=d_e":                 "visit exampl com b c d e",
		"\xff\xfe broken \xc3(":                       "broken",
		"":                                            "",
	} {
		if got := strings.Join(newAnalyser().terms(nil, text), " "); got != want {
			t.Errorf("terms of %q:\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func TestTermsAreShort(t *testing.T) {
	for _, word := range []string{strings.Repeat("q", 1000), strings.Repeat("щ", 1000), strings.Repeat("7", 1000)} {
		for _, term := range newAnalyser().terms(nil, word) {
			if len(term) > maxTerm || !utf8.ValidString(term) {
				t.Errorf("term %q of a long word", term)
			}
		}
	}
}

// FuzzTerms: whatever is typed or read becomes terms that can be indexed, the same
// ones every time and whatever was analysed before.
func FuzzTerms(f *testing.F) {
	for _, text := range []string{"The U.S. plan’s 28‑point", "don't 1,000th é\u0301 北京", "\xff.a.b.\u00ad'", "ﷺ İıß 12,345,67"} {
		f.Add(text)
	}
	used := newAnalyser()
	f.Fuzz(func(t *testing.T, text string) {
		terms := newAnalyser().terms(nil, text)
		for _, term := range terms {
			if term == "" || len(term) > maxTerm || !utf8.ValidString(term) {
				t.Errorf("%q: term %q", text, term)
			}
		}
		if d := cmp.Diff(terms, used.terms(nil, text)); d != "" {
			t.Errorf("%q is analysed in two ways:\n%s", text, d)
		}
	})
}
