package language

import "testing"

func TestMonth(t *testing.T) {
	for word, want := range map[string]int{
		"November": 11, "nov.": 11, "SEPT": 9, "May": 5, "novembre": 11, "März": 3, "août": 8, "грудня": 12, "січ.": 1,
		"листопада": 11, "ноября": 11, "Июль": 7, "Ağustos": 8, "Şubat": 2, "października": 10, "janeiro": 1, "Marchers": 0, "": 0, ".": 0,
	} {
		if got := Month(word); got != want {
			t.Errorf("Month(%q) = %d, want %d", word, got, want)
		}
	}
	if !IsWeekday("Wednesday,") || !IsWeekday("середа") || IsWeekday("Kyiv") {
		t.Error("weekdays are not told from other words")
	}
}
