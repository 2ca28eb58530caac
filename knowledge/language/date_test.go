package language

import (
	"encoding/json"
	"strings"
	"testing"
)

func indexOf(t *testing.T, s, part string) int {
	t.Helper()
	i := strings.Index(s, part)
	if i < 0 {
		t.Fatalf("%q does not stand in %q", part, s)
	}
	return i
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2025", "2025-11", "2025-11-19", "1953-07-27", "2024-02-29"} {
		d, err := ParseDate(s)
		if err != nil || d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	for _, s := range []string{"", "2025-13", "2025-02-29", "2025-11-31", "2025-1-1", "25-11-19", "2025-00", "2025-11-00", "19.11.2025", "2025-11-19-1", "+025", "-001-01-01"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}

func TestDateBounds(t *testing.T) {
	for _, c := range []struct{ date, first, last string }{
		{"2025", "2025-01-01", "2025-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2025-12", "2025-12-01", "2025-12-31"},
		{"2025-11-19", "2025-11-19", "2025-11-19"},
	} {
		d, err := ParseDate(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if d.First().String() != c.first || d.Last().String() != c.last {
			t.Errorf("%s runs from %s to %s, want %s to %s", c.date, d.First(), d.Last(), c.first, c.last)
		}
	}
	if got := (Date{2025, 2, 27}).AddDays(3).String(); got != "2025-03-02" {
		t.Errorf("three days after 27 February are %s", got)
	}
}

func TestDateOrder(t *testing.T) {
	ordered := []Date{{}, {1953, 7, 0}, {2025, 0, 0}, {2025, 1, 0}, {2025, 1, 1}, {2025, 1, 2}, {2025, 11, 0}}
	for i := 1; i < len(ordered); i++ {
		if ordered[i-1].Compare(ordered[i]) >= 0 || ordered[i].Compare(ordered[i-1]) <= 0 {
			t.Errorf("%v does not come before %v", ordered[i-1], ordered[i])
		}
	}
}

func TestDateInJSON(t *testing.T) {
	in := struct{ A, B Date }{A: Date{2025, 11, 0}}
	raw, err := json.Marshal(in)
	if err != nil || string(raw) != `{"A":"2025-11","B":""}` {
		t.Fatalf("%s, %v", raw, err)
	}
	out := in
	out.A = Date{}
	if err := json.Unmarshal(raw, &out); err != nil || out != in {
		t.Errorf("%v, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"tomorrow"}`), &out); err == nil {
		t.Error("a date that is none was read")
	}
}
