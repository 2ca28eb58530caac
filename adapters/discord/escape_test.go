package discord

import (
	"strings"
	"testing"
	"unicode/utf8"

	"attache/adapters/adaptertest"
)

// seen is what a reader is to see of a text: the text, but for characters that
// show nothing.
func seen(text string) string { return strings.ReplaceAll(clean(text), zeroWidthSpace, "") }

func checkEscape(t *testing.T, text string) {
	t.Helper()
	got := read(escape(text))
	if len(got.marks) > 0 {
		t.Errorf("escape(%q) = %q does %q", text, escape(text), got.marks)
	}
	if strings.ReplaceAll(got.text, zeroWidthSpace, "") != seen(text) {
		t.Errorf("escape(%q) = %q reads %q", text, escape(text), got.text)
	}
	for _, quoted := range []string{"> " + escape(strings.ReplaceAll(text, "\n", " ")), "-# " + escape(strings.ReplaceAll(text, "\n", " "))} {
		if marks := read(quoted).marks; len(marks) > 1 {
			t.Errorf("%q does %q", quoted, marks)
		}
	}
	lower := strings.ToLower(escape(text))
	if strings.Contains(lower, "@everyone") || strings.Contains(lower, "@here") {
		t.Errorf("escape(%q) still calls everybody", text)
	}
}

func TestEscapeLetsNoMarkupThrough(t *testing.T) {
	for _, h := range adaptertest.HostileTexts() {
		t.Run(h.Name, func(t *testing.T) { checkEscape(t, h.Text) })
	}
	for _, text := range []string{"12. March", "](https://a.example)", "mailto:!0", "a_b_ c", "_a_b", "a__b__c", "a_b_c", "ї_a_ї", "1) one", "@EVERYONE", "@every\u200bone", "a: b", "at 09:30", "C++", "x -- y", "1.5 m", "he said (so)"} {
		checkEscape(t, text)
	}
}

func TestEscapeLeavesPlainTextAlone(t *testing.T) {
	for _, text := range []string{"The plan has 14 points, he said: nothing more (for now).", "«Ми здаємо», — сказала вона.", "11.4 m; 50 % – “so”…", "003_a1_b.txt"} {
		if got := escape(text); got != text {
			t.Errorf("escape(%q) = %q", text, got)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1000 {
			return // long texts take the reader too long; they are rendered in another test
		}
		checkEscape(t, text)
	})
}

func TestLinks(t *testing.T) {
	for _, c := range []struct{ label, address, want string }{
		{"The lease", "https://a.example/b", "[The lease](<https://a.example/b>)"},
		{"The lease", "javascript:alert(1)", "The lease"},
		{"The lease", "//a.example", "The lease"},
		{"The lease", "https://user:pass@a.example/", "The lease"},
		{"[x](https://evil.example)", "https://a.example/", `\[x\]\(https\://evil.example) [→](<https://a.example/>)`},
		{"https://bank.example", "https://a.example/", `https\://bank.example [→](<https://a.example/>)`},
		{"*a*", "https://a.example/x)y>z|w_v", `[\*a\*](<https://a.example/x%29y%3Ez%7Cw_v>)`},
		{"x", "https://a.example/?q=(a) [b]&c=`d`", "[x](<https://a.example/?q=%28a%29%20%5Bb%5D&c=%60d%60>)"},
		{"Порт", "https://a.example/порт", "[Порт](<https://a.example/%D0%BF%D0%BE%D1%80%D1%82>)"},
		{"", "https://a.example/", "[open](<https://a.example/>)"},
		{"x", "https://a.example/" + strings.Repeat("a", 400), "x"},
	} {
		if got := link(c.label, c.address); got != c.want {
			t.Errorf("link(%q, %q) = %q, want %q", c.label, c.address, got, c.want)
		}
	}
}

func TestCutKeepsLettersWhole(t *testing.T) {
	for _, h := range adaptertest.HostileTexts() {
		text := clean(h.Text)
		head, tail := cut(text, 10)
		if head+tail != text || utf8.RuneCountInString(head) > 10 || !utf8.ValidString(head) || tail != "" && head == "" {
			t.Errorf("%s: cut into %q and the rest", h.Name, head)
		}
	}
	if head, _ := cut("one two three four", 10); head != "one two" {
		t.Errorf("cut at %q, want a space", head)
	}
}
