package slack

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// allowed are the kinds of objects that an answer is made of. None of them is a
// mention, a broadcast, an emoji or text in which Slack reads markup.
var allowed = map[string]bool{
	"rich_text": true, "rich_text_section": true, "rich_text_quote": true, "rich_text_list": true, "text": true, "link": true,
	"context": true, "plain_text": true, "actions": true, "button": true, "context_actions": true, "feedback_buttons": true,
}

// faults lists what Slack would refuse in a message, and what would let something
// through that is not the bot's.
func faults(m Message) []string {
	var list []string
	fault := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	raw, err := json.Marshal(m)
	if err != nil {
		return []string{err.Error()}
	}
	if len(raw) >= maxAckBytes {
		fault("%d bytes do not fit into an acknowledgement", len(raw))
	}
	var v struct {
		Text   string           `json:"text"`
		Blocks []map[string]any `json:"blocks"`
		Links  bool             `json:"unfurl_links"`
		Media  bool             `json:"unfurl_media"`
		Mrkdwn bool             `json:"mrkdwn"`
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return []string{err.Error()}
	}
	blocks, _ := json.Marshal(v.Blocks)
	if len(blocks) > maxMessageBytes {
		fault("%d bytes of blocks", len(blocks))
	}
	if len(v.Blocks) == 0 || len(v.Blocks) > maxBlocks {
		fault("%d blocks", len(v.Blocks))
	}
	if n := utf8.RuneCountInString(v.Text); n == 0 || n > maxText {
		fault("text of %d characters", n)
	}
	if v.Links || v.Media || v.Mrkdwn {
		fault("unfurling or markup is on")
	}
	bare := strings.NewReplacer("&amp;", "", "&lt;", "", "&gt;", "").Replace(v.Text)
	if strings.ContainsAny(bare, "<>&") {
		fault("text is not escaped: %q", v.Text)
	}
	for _, b := range v.Blocks {
		list = append(list, objectFaults(b)...)
	}
	return list
}

func objectFaults(o map[string]any) []string {
	var list []string
	fault := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	kind, _ := o["type"].(string)
	if !allowed[kind] {
		fault("an element of type %q", kind)
	}
	text, isText := o["text"].(string)
	if isText && (strings.Trim(text, " ") == "" || !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && hidden(r) })) {
		fault("%s with text %q", kind, text)
	}
	elements, _ := o["elements"].([]any)
	switch kind {
	case "rich_text", "rich_text_section", "rich_text_quote", "rich_text_list", "context", "actions":
		if len(elements) == 0 {
			fault("%s without elements", kind)
		}
	case "plain_text":
		if utf8.RuneCountInString(text) > maxPlainText || o["emoji"] == true {
			fault("plain text of %d characters, emoji %v", utf8.RuneCountInString(text), o["emoji"])
		}
	case "link":
		target, _ := o["url"].(string)
		if u, err := url.Parse(target); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || len(target) > 3000 || strings.ContainsAny(target, "<>| ") {
			fault("a link to %q", target)
		}
	case "button":
		label, _ := o["text"].(map[string]any)
		if s, _ := label["text"].(string); utf8.RuneCountInString(s) > maxButtonText {
			fault("a button of %d characters", utf8.RuneCountInString(s))
		}
		if s, _ := o["value"].(string); len(s) > maxButtonValue || s == "" {
			fault("a button's value of %d", len(s))
		}
	}
	if kind == "actions" {
		ids := map[any]bool{}
		for _, e := range elements {
			id := e.(map[string]any)["action_id"]
			if ids[id] {
				fault("two buttons are %v", id)
			}
			ids[id] = true
		}
		if len(elements) > maxButtons {
			fault("%d buttons", len(elements))
		}
	}
	for _, e := range elements {
		list = append(list, objectFaults(e.(map[string]any))...)
	}
	if label, ok := o["text"].(map[string]any); ok {
		list = append(list, objectFaults(label)...)
	}
	return list
}

func TestNoAnswerBreaksALimitOrLetsMarkupThrough(t *testing.T) {
	for _, n := range append(adaptertest.Answers(), adaptertest.Hostile()...) {
		t.Run(n.Name, func(t *testing.T) {
			for i, m := range pages(t, n.Answer, 1000) {
				for _, f := range faults(m) {
					t.Errorf("page %d: %s", i+1, f)
				}
			}
		})
	}
}

func TestWhatDoesNotFitCanBeTurnedTo(t *testing.T) {
	for _, test := range []struct {
		answer bot.Answer
		want   func(i int) string
		n      int
	}{
		{adaptertest.LongTimeline(500), func(i int) string { return fmt.Sprintf("adopted article %d of", i) }, 500},
		{adaptertest.LongProfile(300), func(i int) string { return fmt.Sprintf("chair of committee %d”", i) }, 300},
		{adaptertest.AnswerOf(strings.Repeat("word ", 1000)+"END", 1), func(int) string { return "END" }, 1},
	} {
		var all strings.Builder
		list := pages(t, test.answer, 1000)
		for i, m := range list {
			raw, _ := json.Marshal(m.Blocks)
			all.Write(raw)
			if last := i == len(list)-1; last == strings.Contains(string(raw), "Next ›") {
				t.Errorf("page %d of %d: the button to the next is there, or not, against what follows", i+1, len(list))
			}
			if first := i == 0; first == strings.Contains(string(raw), "‹ Previous") {
				t.Errorf("page %d of %d: the button to the page before is there, or not, against what precedes", i+1, len(list))
			}
			if !strings.Contains(string(raw), fmt.Sprintf("Page %d of %d", i+1, len(list))) {
				t.Errorf("page %d of %d does not say that it is a part", i+1, len(list))
			}
		}
		for i := 1; i <= test.n; i++ {
			if !strings.Contains(all.String(), test.want(i)) {
				t.Fatalf("%q is on none of %d pages", test.want(i), len(list))
			}
		}
	}
}

func TestQuotedTextIsShownAsItStands(t *testing.T) {
	for _, h := range adaptertest.HostileTexts() {
		a := adaptertest.AnswerOf(h.Text, 1)
		a.Blocks = a.Blocks[:1]
		want := strings.Join(strings.Fields(clean(h.Text)), "")
		var got strings.Builder
		for _, m := range pages(t, a, 100) {
			raw, _ := json.Marshal(m.Blocks)
			got.WriteString(strings.TrimPrefix(quotedText(t, raw), "… ")) // the text goes on from the page before
		}
		if shown := strings.Join(strings.Fields(got.String()), ""); shown != want {
			t.Errorf("%s: shown as %.200q, want %.200q", h.Name, shown, want)
		}
	}
}

func quotedText(t *testing.T, blocks []byte) string {
	var list []struct {
		Elements []struct {
			Type     string `json:"type"`
			Elements []struct {
				Text string `json:"text"`
			} `json:"elements"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(blocks, &list); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range list {
		for _, e := range block.Elements {
			for _, text := range e.Elements {
				if e.Type == "rich_text_quote" {
					b.WriteString(text.Text)
				}
			}
		}
	}
	return b.String()
}

func FuzzRender(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text, 2, 0)
	}
	f.Add("x", 60, 7)
	f.Fuzz(func(t *testing.T, text string, n, from int) {
		n = max(0, min(n, 60))
		a := adaptertest.AnswerOf(text, n)
		p, next := Render(a, from)
		if next != 0 && next <= from && from < next {
			t.Errorf("the part from %d is followed by %d", from, next)
		}
		m, err := p.Message(t.Context(), newMemory(), everything)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults(m) {
			t.Error(fault)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	a := adaptertest.LongTimeline(60)
	b.ReportAllocs()
	for b.Loop() {
		Render(a, 0)
	}
}
