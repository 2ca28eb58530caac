package language

import (
	"strings"
	"testing"
)

func TestTokenize(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"hyphen", "a 28-point plan", "a|28|-|point|plan"},
		{"non-breaking hyphen", "28\u2011point", "28|\u2011|point"},
		{"abbreviation", "The U.S. said", "The|U.S.|said"},
		{"abbreviation of small letters", "5 p.m. today", "5|p.m.|today"},
		{"abbreviation in Cyrillic", "в С.Ш.А. и т.д.", "в|С.Ш.А.|и|т.д."},
		{"title", "Gen. Hnatov", "Gen|.|Hnatov"},
		{"last word", "He left.", "He|left|."},
		{"possessive", "Trump’s plan's end", "Trump|’s|plan|'s|end"},
		{"name with apostrophe", "O’Brien and D'Artagnan", "O’Brien|and|D'Artagnan"},
		{"Ukrainian apostrophe", "об'єднання", "об'єднання"},
		{"contraction", "don't", "don't"},
		{"quotes", `"Yes," he said`, `"|Yes|,|"|he|said`},
		{"number", "$1,000.50 and 24th", "$|1,000.50|and|24th"},
		{"number at the end", "in 2025.", "in|2025|."},
		{"digits of another script", "عام ٢٠٢٥", "عام|٢٠٢٥"},
		{"ellipsis", "wait... what", "wait|...|what"},
		{"range", "Oct. 24–26", "Oct|.|24|–|26"},
		{"no-break space", "5\u00a0hours", "5|hours"},
		{"byte order mark", "\ufeffKyiv", "Kyiv"},
		{"accent of its own", "cafe\u0301 x", "cafe\u0301|x"},
		{"soft hyphen", "peace\u00adful", "peace\u00adful"},
		{"ideographs", "北京abc", "北|京|abc"},
		{"broken bytes", "a\xffb", "a|\xff|b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, k := range Tokenize(c.text) {
				got = append(got, k.In(c.text))
			}
			if s := strings.Join(got, "|"); s != c.want {
				t.Errorf("Tokenize(%q)\n got %s\nwant %s", c.text, s, c.want)
			}
		})
	}
}

func TestTokensTellHowTheyAreWritten(t *testing.T) {
	text := "NATO met\nПутин's U.S. aide"
	want := []Token{
		{Kind: Word, Upper: true, AllCap: true, Spaced: true, Line: true},
		{Kind: Word, Spaced: true},
		{Kind: Word, Upper: true, Spaced: true, Line: true},
		{Kind: Suffix},
		{Kind: Word, Upper: true, AllCap: true, Spaced: true},
		{Kind: Word, Spaced: true},
	}
	got := Tokenize(text)
	if len(got) != len(want) {
		t.Fatalf("%d tokens, want %d", len(got), len(want))
	}
	for i, k := range got {
		k.Span = Span{}
		if k != want[i] {
			t.Errorf("token %d is %+v, want %+v", i, k, want[i])
		}
	}
}
