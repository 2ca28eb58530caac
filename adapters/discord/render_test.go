package discord

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"

	"attache/adapters/adaptertest"
	"attache/bot"
)

var update = flag.Bool("update", false, "write the golden files anew")

// pages are all the messages that an answer takes, their buttons named.
func pages(t testing.TB, a bot.Answer) []Message {
	t.Helper()
	mem := newMemory()
	b := bookOf(a)
	var all []Message
	for n := range b.pages.Starts {
		m := b.message(n, false)
		if err := m.Bind(t.Context(), mem); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	return all
}

func TestGolden(t *testing.T) {
	for _, n := range adaptertest.Answers() {
		t.Run(n.Name, func(t *testing.T) {
			all := pages(t, n.Answer)
			golden(t, n.Name, all[:min(len(all), 3)])
		})
	}
	views := map[string]Message{
		"view-sources":  sourcesOf(answerNamed("ask")).message(0, false),
		"view-picture":  picture(t),
		"view-pictured": pages(t, answerNamed("timeline"))[0].with([]byte("png"), "Timeline: lease. 10 happenings, oldest first."),
		"view-changed":  bookOf(adaptertest.LongTimeline(20)).message(1, true),
		"view-faults":   faultMenu(press{key: "key"}),
		"view-noted":    said(colourAnswer, "Thank you, that is noted: wrong date.", ""),
		"view-late":     tooLate(adaptertest.DiscordPerson),
		"embedded-ask":  pages(t, answerNamed("ask"))[0].Embedded(),
		"embedded-long": pages(t, answerNamed("who-long"))[0].Embedded(),
	}
	for name, m := range views {
		t.Run(name, func(t *testing.T) {
			if err := m.Bind(t.Context(), newMemory()); err != nil {
				t.Fatal(err)
			}
			golden(t, name, m)
		})
	}
	t.Run("form", func(t *testing.T) {
		golden(t, "form", callback{Type: discordgo.InteractionResponseModal, Data: noteForm(press{key: "key"})})
	})
	t.Run("commands", func(t *testing.T) { golden(t, "commands", Commands()) })
}

// picture is a message with a picture, its button named.
func picture(t *testing.T) Message {
	t.Helper()
	c := Config{Token: "x", Memory: newMemory()}
	drawing(&c)
	a, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	m, err := a.alone(t.Context(), answerNamed("timeline"))
	if err != nil {
		t.Fatal(err)
	}
	m.offer([]Component{button("Share", press{kind: pressShare, from: 1})})
	return m
}

func golden(t *testing.T, name string, v any) {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), b.String()); d != "" {
		t.Errorf("%s (-want +got; write it anew with -update):\n%s", path, d)
	}
}

// checkMessage holds a message to what Discord allows and to what no document may
// do to it.
func checkMessage(t *testing.T, m Message, address string) {
	t.Helper()
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var asMap map[string]any
	if err := json.Unmarshal(text, &asMap); err != nil {
		t.Fatal(err)
	}
	for _, p := range adaptertest.DiscordMessageProblems(asMap) {
		t.Error(p)
	}
	target, linked := safeURL(address)
	texts := contents(m.Components)
	for _, e := range m.Embeds {
		texts = append(texts, e.Description)
	}
	for _, content := range texts {
		for _, mark := range read(content).marks {
			switch {
			case mark == "bold", mark == "quote", mark == "small", mark == "heading", mark == "code":
			case linked && mark == "link "+target:
			default:
				t.Errorf("%q does %q", content, mark)
			}
		}
	}
}

func contents(list []Component) []string {
	var all []string
	for _, c := range list {
		if c.Content != "" {
			all = append(all, c.Content)
		}
		all = append(all, contents(c.Components)...)
	}
	return all
}

func TestHostileAnswersStayWithinLimitsAndAreNoMarkup(t *testing.T) {
	for _, n := range adaptertest.Hostile() {
		t.Run(n.Name, func(t *testing.T) {
			address := ""
			for _, h := range adaptertest.HostileTexts() {
				if h.Name == n.Name {
					address = h.Text
				}
			}
			all := pages(t, n.Answer)
			for _, m := range all {
				checkMessage(t, m, address)
			}
			checkMessage(t, all[0].Embedded(), address)
			sources := sourcesOf(n.Answer).message(0, true)
			if err := sources.Bind(t.Context(), newMemory()); err != nil {
				t.Fatal(err)
			}
			checkMessage(t, sources, address)
		})
	}
}

func FuzzRender(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 400 {
			return // long texts are rendered in another test
		}
		for _, m := range pages(t, adaptertest.AnswerOf(text, 2)) {
			checkMessage(t, m, text)
		}
	})
}

func TestPagesHoldEveryEntryOnce(t *testing.T) {
	all := pages(t, adaptertest.LongTimeline(60))
	var text strings.Builder
	for _, m := range all {
		text.WriteString(strings.Join(contents(m.Components), "\n"))
	}
	for i := range 60 {
		day := "On day " + strconv.Itoa(i+1) + " of the talks"
		if n := strings.Count(text.String(), day); n != 1 {
			t.Errorf("%q stands %d times on %d pages", day, n, len(all))
		}
	}
	first := strings.Join(contents(all[0].Components), "\n")
	if !strings.Contains(first, "Page 1 of "+strconv.Itoa(len(all))+" · 1–") || !strings.Contains(first, " of 60") {
		t.Errorf("the first page does not say that it is one of several: %s", first)
	}
}

func TestEachPageDrawsWhatItTells(t *testing.T) {
	before := 0
	for n, m := range pages(t, adaptertest.LongTimeline(60)) {
		if m.draws == nil {
			t.Fatalf("page %d draws nothing", n)
		}
		drawn := m.draws.Blocks[0].(bot.Timeline)
		text := strings.Join(contents(m.Components), "\n")
		if drawn.Before != before || drawn.Before+len(drawn.Entries)+drawn.After != 60 {
			t.Errorf("page %d draws %d happenings behind %d, before %d", n, len(drawn.Entries), drawn.Before, drawn.After)
		}
		for _, e := range drawn.Entries {
			if !strings.Contains(text, strings.TrimSuffix(e.Text.Text, ".")) {
				t.Errorf("page %d draws what it does not tell: %s", n, e.Text.Text)
			}
		}
		before += len(drawn.Entries)
	}
	if before != 60 {
		t.Errorf("%d happenings are drawn", before)
	}
	for _, name := range []string{"ask", "who", "timeline-empty"} {
		if m, _ := Render(answerNamed(name), 0); m.draws != nil {
			t.Errorf("%s is drawn unasked", name)
		}
	}
}

func TestMarkedWordsAreBoldAndWhole(t *testing.T) {
	for _, n := range adaptertest.Answers() {
		if n.Name != "ask" {
			continue
		}
		m, _ := Render(n.Answer, 0)
		text := strings.Join(contents(m.Components), "\n")
		if !strings.Contains(text, "> The **plan** has 14 points and was **drafted** in October") {
			t.Errorf("the best quote is not marked:\n%s", text)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	a := adaptertest.LongProfile(80)
	b.ReportAllocs()
	for b.Loop() {
		Render(a, 0)
	}
}
