package picture

import (
	"bytes"
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
	"attache/knowledge"
)

var update = flag.Bool("update", false, "write the golden files anew")

func timelineOf(t testing.TB, a bot.Answer) bot.Timeline {
	t.Helper()
	for _, b := range a.Blocks {
		if x, ok := b.(bot.Timeline); ok {
			return x
		}
	}
	t.Fatal("the answer has no timeline")
	return bot.Timeline{}
}

func named(t testing.TB, name string) bot.Answer {
	t.Helper()
	for _, n := range adaptertest.Answers() {
		if n.Name == name {
			return n.Answer
		}
	}
	t.Fatalf("no answer %q", name)
	return bot.Answer{}
}

func TestTextSaysWhatThePictureShows(t *testing.T) {
	for _, name := range []string{"timeline", "timeline-long"} {
		a := named(t, name)
		_, alt, err := Timeline(timelineOf(t, a), Options{Title: a.Title})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(file, []byte(alt+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), alt+"\n"); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestPicturesKeepTheirLimits(t *testing.T) {
	all := append(adaptertest.Hostile(), adaptertest.Named{Name: "timeline", Answer: named(t, "timeline")})
	for _, n := range all {
		for _, dark := range []bool{false, true} {
			if n.Name == "many-quotes" || n.Name == "long-profile" {
				continue // they are about other blocks
			}
			got, alt, err := Timeline(timelineOf(t, n.Answer), Options{Title: n.Answer.Title, Dark: dark})
			if err != nil {
				t.Fatalf("%s: %v", n.Name, err)
			}
			if len(got) > maxBytes {
				t.Errorf("%s: %d bytes", n.Name, len(got))
			}
			c, err := png.DecodeConfig(bytes.NewReader(got))
			if err != nil {
				t.Fatalf("%s: %v", n.Name, err)
			}
			if c.Width != DefaultWidth || c.Height < 200 || c.Height > 6*DefaultWidth {
				t.Errorf("%s: %d × %d pixels", n.Name, c.Width, c.Height)
			}
			for _, r := range alt {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
					t.Errorf("%s: the text holds %U", n.Name, r)
				}
			}
		}
	}
}

func TestMoreThanFitsIsSaid(t *testing.T) {
	long := timelineOf(t, adaptertest.LongTimeline(60))
	_, alt, err := Timeline(long, Options{})
	if err != nil {
		t.Fatal(err)
	}
	const note = "The first 15 of 60 happenings; 45 more are not shown."
	if !strings.HasSuffix(alt, note) {
		t.Errorf("the text ends %q", alt[max(0, len(alt)-80):])
	}
	f := fontsFor(t)
	if got := strings.Join(layOut(sheetOf(long, "", 0), f).notes, " "); got != note {
		t.Errorf("the picture says %q", got)
	}
}

func TestPagesHoldEveryHappeningOnce(t *testing.T) {
	long := timelineOf(t, adaptertest.LongTimeline(40))
	if n := Pages(long); n != 3 {
		t.Fatalf("%d pages, want 3", n)
	}
	shown := 0
	for page := 1; page <= Pages(long); page++ {
		s := sheetOf(long, "", page)
		if s.rows[0] != rowOf(long.Entries[shown], allRunes/len(s.rows)) {
			t.Errorf("page %d begins with %+v", page, s.rows[0])
		}
		shown += len(s.rows)
	}
	if shown != len(long.Entries) {
		t.Errorf("%d happenings on all pages, want %d", shown, len(long.Entries))
	}
	_, alt, err := Timeline(long, Options{Page: 99})
	if err != nil || !strings.HasSuffix(alt, "Happenings 31 to 40 of 40; the others are not shown.") {
		t.Errorf("a page past the end: %v, %q", err, alt[max(0, len(alt)-80):])
	}
}

func TestWordsInOtherScriptsAreMarked(t *testing.T) {
	f := fontsFor(t)
	x := timelineOf(t, named(t, "timeline"))
	notes := func(title string) string { return strings.Join(layOut(sheetOf(x, title, 0), f).notes, " ") }
	if got := notes("Київ, Αθήνα, Łódź"); strings.Contains(got, transliterated) {
		t.Errorf("letters that the fonts have are told to be spelt: %q", got)
	}
	for _, title := range []string{"北京", "محمد", "नमस्ते", "שלום"} {
		if got := notes(title); !strings.Contains(got, transliterated) {
			t.Errorf("%s: nothing says that it is spelt in Latin letters: %q", title, got)
		}
	}
}

func TestNothingToDraw(t *testing.T) {
	if _, _, err := Timeline(bot.Timeline{Hidden: 2}, Options{}); err != ErrEmpty {
		t.Errorf("error %v, want %v", err, ErrEmpty)
	}
}

func TestWidths(t *testing.T) {
	x := timelineOf(t, named(t, "timeline"))
	for wanted, want := range map[int]int{0: 1080, -3: 480, 700: 700, 1 << 30: 1080} {
		got, _, err := Timeline(x, Options{Width: wanted})
		if err != nil {
			t.Fatal(err)
		}
		c, err := png.DecodeConfig(bytes.NewReader(got))
		if err != nil || c.Width != want {
			t.Errorf("width %d: %d pixels, want %d (%v)", wanted, c.Width, want, err)
		}
	}
}

func TestEqualTimelinesGiveEqualPictures(t *testing.T) {
	a, altA, err := Timeline(timelineOf(t, named(t, "timeline")), Options{Title: "Lease"})
	if err != nil {
		t.Fatal(err)
	}
	b, altB, err := Timeline(timelineOf(t, named(t, "timeline")), Options{Title: "Lease"})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a, b) || altA != altB {
		t.Error("two pictures of one timeline differ")
	}
}

func TestDarkDiffersFromLightInColourAlone(t *testing.T) {
	x := timelineOf(t, named(t, "timeline"))
	f := fontsFor(t)
	light, dark := draw(sheetOf(x, "", 0), f, Options{}), draw(sheetOf(x, "", 0), f, Options{Dark: true})
	if light.Bounds() != dark.Bounds() {
		t.Fatalf("light %v, dark %v", light.Bounds(), dark.Bounds())
	}
	if l, d := light.At(0, 0), dark.At(0, 0); l == d {
		t.Errorf("both have the ground %v", l)
	}
}

func fontsFor(t testing.TB) *fonts {
	t.Helper()
	f, err := loadFonts(scaleOf(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func TestLettersOfManyScripts(t *testing.T) {
	f := fontsFor(t)
	for text, want := range map[string]string{
		"Erdoğan, Łódź, Škoda, São Tomé, Reykjavík":  "Erdoğan, Łódź, Škoda, São Tomé, Reykjavík",
		"Інґрід Галворсен — «Українська правда» № 5": "Інґрід Галворсен — «Українська правда» № 5",
		"Αθήνα, Κυριάκος":                            "Αθήνα, Κυριάκος",
		"cafe\u0301 и\u0306":                         "café й",
		"北京":                                         "Bei Jing",
		"محمد العلي":                                 "mHmd al'ly",
		"नरेन्द्र":                                   "nrendr",
		"𝕏 and ﬁne":                                  "X and ﬁne",
		"👍 agreed 🇺🇦":                                "agreed",
		"Z" + strings.Repeat("\u0351", 40) + "algo":  "Zalgo",
	} {
		if got := drawable(text, f.text.has); got != want {
			t.Errorf("%q is drawn as %q, want %q", text, got, want)
		}
	}
}

func TestDatesStayTogether(t *testing.T) {
	f := fontsFor(t)
	day := func(d int) knowledge.Date { return knowledge.Date{Year: 2025, Month: 11, Day: d} }
	for want, w := range map[string]knowledge.When{
		"28–30 Nov 2025":                      {From: day(28), To: day(30)},
		"28 Nov –|28 Dec 2025":                {From: day(28), To: knowledge.Date{Year: 2025, Month: 12, Day: 28}},
		"since|28 Nov 2025":                   {From: day(28), Open: true},
		"between|20 Nov 2025|and|28 Nov 2025": {Basis: knowledge.Ordered, After: day(20), Before: day(28)},
		"no date":                             {Basis: knowledge.Ordered},
	} {
		got := strings.Join(f.date.lines(bot.Unbroken(bot.WhenWords(w)), (dateRight-margin)*f.scale, dateLines), "|")
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestEveryGlyphIsInTheFont holds that no empty box is drawn, whatever a document
// writes.
func TestEveryGlyphIsInTheFont(t *testing.T) {
	f := fontsFor(t)
	texts := []string{"გიორგი", "ሰላም", "नमस्ते", "ไทย", "한국어", "עברית", "日本語カナ", "Հայաստան", "ⴰⵣⵓⵍ", "𓀀𐎠", "\U000e0041\ue000\uffff"}
	for _, h := range adaptertest.HostileTexts() {
		texts = append(texts, h.Text)
	}
	for _, text := range texts {
		checkGlyphs(t, f, text)
	}
}

func checkGlyphs(t *testing.T, f *fonts, text string) {
	t.Helper()
	x := bot.Timeline{Entries: timelineOf(t, adaptertest.AnswerOf(text, 3)).Entries}
	p := layOut(sheetOf(x, text, 0), f)
	check := func(face *typeface, width float64, lines []string) {
		for _, line := range lines {
			for _, r := range line {
				if !face.has(r) {
					t.Errorf("%.40q: %U is in no font", text, r)
				}
			}
			if w := float64(face.width(line)) / 64 / f.scale; w > width+1 {
				t.Errorf("%.40q: the line %q is %.0f wide, more than %.0f", text, line, w, width)
			}
		}
	}
	check(f.title, textRight-margin, p.title)
	for _, r := range p.rows {
		check(f.date, dateRight-margin, r.dates)
		check(f.text, textRight-textLeft, r.texts)
		check(f.small, textRight-textLeft, r.sources)
	}
}

func FuzzText(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkGlyphs(t, fontsFor(t), text) })
}

// fullest returns a timeline that fills every row of a picture with words.
func fullest(t testing.TB) bot.Timeline {
	t.Helper()
	const text = "Відповідно до Graphite-quick brown foxes, 47 judges vexed the wizened Jägermeister of Þingvellir; who, being told of «Ψυχή» & the £9,000,000 budget, jumped over every lazy dog in 1,024 villages between Łódź and Reykjavík twice."
	entry := timelineOf(t, adaptertest.AnswerOf(text, 3)).Entries[0]
	return bot.Timeline{Entries: slices.Repeat([]bot.TimelineEntry{entry}, MaxEntries+5), Hidden: 3}
}

func TestTheFullestPictureKeepsItsLimit(t *testing.T) {
	for _, width := range []int{0, minWidth} {
		got, _, err := Timeline(fullest(t), Options{Title: "Timeline", Width: width})
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > maxBytes {
			t.Errorf("width %d: %d bytes, more than %d", width, len(got), maxBytes)
		}
	}
}

// TestEverOtherLettersKeepTheLimit draws what compresses worst.
func TestEverOtherLettersKeepTheLimit(t *testing.T) {
	f := fontsFor(t)
	var letters []rune
	for r := rune('!'); r < 0x500; r++ {
		if f.text.has(r) && !unicode.Is(unicode.M, r) {
			letters = append(letters, r)
		}
	}
	var text []rune
	for i := range textRunes {
		text = append(text, letters[i*211%len(letters)])
	}
	x := timelineOf(t, adaptertest.AnswerOf(string(text), 3))
	x.Entries = slices.Repeat(x.Entries[:1], MaxEntries)
	got, _, err := Timeline(x, Options{Title: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) > maxBytes {
		t.Errorf("%d bytes", len(got))
	}
}

func BenchmarkTimeline(b *testing.B) {
	x := fullest(b)
	b.ReportAllocs()
	var size int
	for b.Loop() {
		got, _, err := Timeline(x, Options{Title: "Timeline: talks"})
		if err != nil {
			b.Fatal(err)
		}
		size = len(got)
	}
	b.ReportMetric(float64(size)/1024, "KiB/picture")
}
