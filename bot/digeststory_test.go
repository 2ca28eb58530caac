package bot_test

import (
	"strings"
	"testing"
	"time"

	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
)

// storm is a story as it comes in, morning by morning.
var storm = [][]string{
	{"Typhoon Halma nears Santara coast\n\nPacific Wire, 3 September 2031\n\nTyphoon Halma strengthened on Wednesday and is expected to make landfall near Santara on Friday, the national weather office said.\n\n" +
		"Governor Lina Okafor ordered the evacuation of 12,000 people from coastal villages. \"We will not wait for the wind,\" she told reporters.\n",
		"Santara braces for storm\n\nThe Santara Post, 3 September 2031\n\nPacific Wire reported that Typhoon Halma is expected to make landfall near Santara on Friday. " +
			"Governor Lina Okafor ordered the evacuation of 12,000 people from coastal villages, the agency reported.\n"},
	{"Typhoon Halma kills four in Santara\n\nPacific Wire, 5 September 2031\n\nTyphoon Halma made landfall near Santara early on Friday, killing four people and cutting power to 60,000 homes, officials said.\n\n" +
		"Governor Lina Okafor said 15,000 people had been evacuated. \"The bridge at Molu is gone,\" she said.\n\nA visit by President Adama Ferreira that was planned for Saturday has been postponed to Tuesday.\n"},
}

// TestDigestsOfAStory: each morning's digest begins with what became of what the last
// one told, in a sentence and not in a headline, and tells reports from retellings.
func TestDigestsOfAStory(t *testing.T) {
	m := &morning{t: t, dossier: knowledgetest.Open(t, knowledge.Config{}), now: time.Date(2031, 9, 4, 4, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return m.now }
	s, err := sqlstate.Open(t.Context(), sqlstate.InMemory, "test", sqlstate.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	m.state, m.bot = s, bot.New(m.dossier, bot.Options{Now: clock, State: s})
	m.say("/digest subscribe at 05:00")
	to := newKnowing()
	wants := [][]string{
		{"lead: \n", "is expected to make landfall near Santara on Friday", "Pacific Wire, 1 report of its own, 1 retelling"},
		{"lead: \nTyphoon Halma made landfall", "was planned, now happened\nTyphoon Halma made landfall", "was 12,000 people, now 15,000 people\nGovernor Lina Okafor said", "new: A visit by President Adama Ferreira"},
	}
	for i, texts := range storm {
		for j, text := range texts {
			doc, err := ingest.Read(strings.Repeat("d", i+1)+strings.Repeat("r", j)+".txt", []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			doc.Stored.At = m.now
			if _, err := m.dossier.Put(t.Context(), []knowledge.Document{doc}); err != nil {
				t.Fatal(err)
			}
		}
		m.now = m.now.Add(time.Hour + time.Minute)
		m.sweep(to)
		if len(to.posts) != i+1 {
			t.Fatalf("morning %d: %d posts", i, len(to.posts))
		}
		for _, want := range wants[i] {
			if !strings.Contains(to.posts[i], want) {
				t.Errorf("morning %d: no %q in:\n%s", i, want, to.posts[i])
			}
		}
		m.now = m.now.Add(23 * time.Hour)
	}
	if strings.Contains(to.posts[1], "lead: \nTyphoon Halma kills four") {
		t.Errorf("a headline repeats what the lead says:\n%s", to.posts[1])
	}
}
