package slack

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"attache/adapters/adaptertest"
	"attache/bot"
)

// longScenario is an item whose text takes several pieces.
func longScenario(words int) bot.Answer {
	a := adaptertest.AnswerOf(strings.TrimSpace(strings.Repeat("harbour ", words)), 1)
	quote := a.Blocks[0].(bot.Quotes).Quotes[0].Citations[0]
	quote.Source.Publisher = "Northern Wire"
	a.Blocks = []bot.Block{bot.Items{Items: []bot.Item{{Part: "scenario", Text: &quote}}}}
	return a
}

func bulletsOf(t *testing.T, p Payload) []string {
	t.Helper()
	raw, err := json.Marshal(p.Blocks)
	if err != nil {
		t.Fatal(err)
	}
	var blocks []struct {
		Elements []struct {
			Type     string `json:"type"`
			Elements []struct {
				Elements []struct {
					Text string `json:"text"`
				} `json:"elements"`
			} `json:"elements"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(raw, &blocks); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, b := range blocks {
		for _, e := range b.Elements {
			if e.Type != "rich_text_list" {
				continue
			}
			for _, section := range e.Elements {
				text := ""
				for _, x := range section.Elements {
					text += x.Text
				}
				list = append(list, text)
			}
		}
	}
	return list
}

func TestLongItemIsOneBullet(t *testing.T) {
	p, pages := Render(longScenario(300), 0)
	if list := bulletsOf(t, p); pages != 1 || len(list) != 1 || strings.Count(list[0], "harbour ") != 300 {
		t.Errorf("%d pages, %d bullets: %.100q", pages, len(list), list)
	}
}

func TestPageThatBeginsInTheMiddleOfATextSaysSo(t *testing.T) {
	a := longScenario(3000)
	for range 2 { // drawing a page changes nothing for the next time
		p, pages := Render(a, 1)
		list := bulletsOf(t, p)
		if pages < 2 || len(list) != 1 || !strings.HasPrefix(list[0], "… harbour") {
			t.Errorf("%d pages, %d bullets: %.100q", pages, len(list), list)
		}
	}
}

func TestQuotesAndSourcesHaveTheSameNumbers(t *testing.T) {
	ask := adaptertest.Answers()[0].Answer
	shown := ""
	for _, p := range flatten(ask) {
		shown += words(p.rich) + "\n"
	}
	documents := sourcesOf(ask).Blocks[0].(bot.Documents).Documents
	for i, p := range flatten(sourcesOf(ask)) {
		number := fmt.Sprintf("[%d] ", i+1)
		if source := words(p.rich); !strings.HasPrefix(source, number) {
			t.Errorf("source %d is %q", i+1, source)
		}
		if cited := number + documents[i].Source.Publisher; !strings.Contains(shown, cited) {
			t.Errorf("no quotation is said to be from %q:\n%s", cited, shown)
		}
	}
}
