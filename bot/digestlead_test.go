package bot_test

import (
	"slices"
	"testing"

	"attache/bot"
	"attache/knowledge"
)

// leadOf are the lines that a digest begins with.
func leadOf(a bot.Answer) (out []string) {
	for _, block := range a.Blocks {
		if items, ok := block.(bot.Items); ok {
			for _, i := range items.Items {
				if i.Part == "lead" {
					out = append(out, i.Text.Text)
				}
			}
		}
	}
	return out
}

// TestLeadIsTheFreshestAndTheWeightiest: three lines that stand alone; what an older
// document says of its own day, or plans for a day that is over, is none of them.
func TestLeadIsTheFreshestAndTheWeightiest(t *testing.T) {
	m := newMorning(t)
	m.say("/digest subscribe at 8")
	put := func(day, path, text string) {
		t.Helper()
		m.at(day + "T06:00:00Z")
		m.put(path, text)
	}
	put("2031-03-07", "strike.txt", "Strike\n\nThe strike that paralyses the port of Hammersund enters its second day today.\n\nIf no agreement is found by Sunday, the port of Hammersund may lose the ferry, Tilda Aune said.\n")
	put("2031-03-10", "vote.txt", "Dockers vote\n\nDockers at Hammersund voted on Monday to accept a rise of 5 percent, which ends a strike of four days.\n\nShe called it a fair deal.\n\nThe company Nordline will sail again on 14 March 2031, its owner Tilda Aune said.\n")
	put("2031-03-09", "wire.txt", "Ferry\n\nHAMMERSUND, March 9, 2031 (Reuters) - The first ferry in a week left the quay of Hammersund for Veldsund on Sunday.\n")
	put("2031-03-10", "copy.txt", "Port opens again\n\nOn Monday dockers at Hammersund voted to accept a rise of 5 percent and ended a strike of four days.\n\nThe mayor of Hammersund, Olav Rise, resigned on 9 March 2031.\n")
	m.at("2031-03-11T07:00:00Z")
	got := leadOf(m.say("/digest preview"))
	if len(got) == 0 || len(got) > 3 || got[0] != "Dockers at Hammersund voted on Monday to accept a rise of 5 percent, which ends a strike of four days." &&
		got[0] != "On Monday dockers at Hammersund voted to accept a rise of 5 percent and ended a strike of four days." {
		t.Errorf("lead: %q, want the vote first", got)
	}
	if !slices.Contains(got, "The mayor of Hammersund, Olav Rise, resigned on 9 March 2031.") {
		t.Errorf("lead: %q, want what else is fresh", got)
	}
	if !slices.Contains(got, "The first ferry in a week left the quay of Hammersund for Veldsund on Sunday.") {
		t.Errorf("lead: %q, want the report without its dateline", got)
	}
	for _, bad := range []string{"The strike that paralyses the port of Hammersund enters its second day today.", "She called it a fair deal.",
		"If no agreement is found by Sunday, the port of Hammersund may lose the ferry, Tilda Aune said."} {
		if slices.Contains(got, bad) {
			t.Errorf("lead: %q", got)
		}
	}
}

// TestDigestTellsNothingTwice: what is due stands there alone, and a sentence is no
// happening beside its change.
func TestDigestTellsNothingTwice(t *testing.T) {
	m := newMorning(t)
	m.put("plan.txt", "Ferry plan\n\nThe ferry of Hammersund will sail again on 14 March 2031, the company Nordline said.\n")
	m.say("/digest subscribe at 8")
	m.now = m.now.AddDate(0, 0, 1)
	m.put("late.txt", "Ferry late\n\nNordline has put off the first ferry of Hammersund from 14 March to 21 March, its owner Tilda Aune said.\n\nThe king will open the new quay of Hammersund on 30 March 2031, Aune said.\n")
	seen := map[string]int{}
	for _, block := range m.say("/digest preview").Blocks {
		switch b := block.(type) {
		case bot.Timeline:
			for _, e := range b.Entries {
				seen[e.Text.Text]++
			}
		case bot.Items:
			for _, i := range b.Items {
				if i.Part == "due" || i.Part == "said" || i.Part == "changed" {
					seen[i.Text.Text]++
				}
			}
		}
	}
	for text, n := range seen {
		if n > 1 {
			t.Errorf("told %d times: %s", n, text)
		}
	}
	if seen["The king will open the new quay of Hammersund on 30 March 2031, Aune said."] != 1 {
		t.Errorf("told: %v, want what is due", seen)
	}
	c, err := m.dossier.Changes(t.Context(), knowledge.ChangesQuery{Since: m.dossier.Revision() - 1, Today: knowledge.Today(m.now)})
	if err != nil || len(c.Changed) != 1 || c.Changed[0].Was.Value != "2031-03-14" || c.Changed[0].Now.Value != "2031-03-21" {
		t.Errorf("changed: %+v, %v", c.Changed, err)
	}
}
