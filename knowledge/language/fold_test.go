package language

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"28\u2011Point":           "28-point",
		"2014–2015 — yes":         "2014-2015 - yes",
		"“Kyiv’s” „plan“ «да»":    `"kyiv's" "plan" "да"`,
		"Erdoğan İstanbul Ajansı": "erdogan istanbul ajansi",
		"Łódź Đà Ørsted Straße":   "lodz da orsted strasse",
		"Київ Йоркшир Ёлка":       "київ йоркшир ёлка",
		"a\u00a0b\u202fc":         "a b c",
		"peace\u00adful\u200b":    "peaceful",
		"cafe\u0301":              "cafe",
		"ﬁnance ① ½":              "finance 1 1⁄2",
	} {
		if got := Fold(in).Text; got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
		if got := FoldString(in); got != want {
			t.Errorf("FoldString(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFoldedSpansLeadBack(t *testing.T) {
	text := "A 28\u2011point “Straße” cafe\u0301 плану"
	f := Fold(text)
	for folded, want := range map[string]string{
		"28-point": "28\u2011point", `"strasse"`: "“Straße”", "cafe": "cafe\u0301", "плану": "плану",
	} {
		at := indexOf(t, f.Text, folded)
		if got := f.Original(Span{at, at + len(folded)}).In(text); got != want {
			t.Errorf("%q leads back to %q, want %q", folded, got, want)
		}
	}
}
