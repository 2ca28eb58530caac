package knowledge_test

import (
	"slices"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// An outbreak on three days.
var outbreak = []map[string]string{
	{
		"ministry.txt": "Ministry of Health of Kivara\n\nStatement on the cholera outbreak\n\n12 May 2031\n\nThe Ministry of Health confirmed on Monday that cholera has broken out in the lakeside district of Omburo. By Sunday evening 214 people had fallen ill and 9 had died, the ministry said.\n\nA vaccination campaign is to start on 20 May in Omburo and the neighbouring district of Tiri.\n",
		"herald1.txt":  "The Kivara Herald\n\nCholera kills nine in Omburo\n\n13 May 2031\n\nNine people have died of cholera in Omburo, the Ministry of Health said on Monday.\n\nA vaccination campaign is planned for 20 May.\n",
	},
	{
		"wire.txt":    "Cholera vaccination in Kivara delayed\n\nNAMURA, May 16, 2031 (Reuters) - Kivara has put off a cholera vaccination campaign from 20 May to 27 May because the vaccine has not arrived, Health Minister Grace Nalwanga said on Friday.\n\nThe death toll rose to 31 on Thursday, with 640 cases in three districts, the ministry said.\n\nThe ministry expects another 12 deaths by Sunday. Most of the dead were younger than 25.\n",
		"herald2.txt": "The Kivara Herald\n\nWater board chief resigns over cholera\n\n16 May 2031\n\nThe chief of the water board of Omburo, Daniel Ssemanda, resigned on Thursday.\n",
	},
	{
		"herald3.txt": "The Kivara Herald\n\nFour die in bus crash\n\n17 May 2031\n\nFour people died when a bus left the road near Pelewa, the police of Sundar said on Saturday.\n",
	},
}

// TestTollsAndPlansMoveOn: what grows while it is told is given with both numbers, a
// plan that was put off with both days, and is due on the new one alone.
func TestTollsAndPlansMoveOn(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(outbreak[0]))
	first := grow(t, d, outbreak[1])
	second := grow(t, d, outbreak[2])
	today := knowledge.Date{Year: 2031, Month: 5, Day: 17}
	got := map[string][2]string{}
	c := changes(t, d, knowledge.ChangesQuery{Since: first, Until: second, Today: today})
	for _, x := range c.Changed {
		got[x.What] = [2]string{x.Was.Value, x.Now.Value}
	}
	want := map[string][2]string{"how many died": {"9", "31"}, "how many fell ill": {"214 people", "640 cases"}, "date": {"2031-05-20", "2031-05-27"}}
	for what, values := range want {
		if got[what] != values {
			t.Errorf("%s: %q, want %q", what, got[what], values)
		}
	}
	if len(got) != len(want) {
		t.Errorf("changed: %v", got)
	}
	if tellsOf(c.New, "put off") {
		t.Errorf("what has changed is told again as new: %v", texts(c.New))
	}
	// The day after, the number of another matter changes nothing, and the plan stays
	// put off.
	c = changes(t, d, knowledge.ChangesQuery{Since: second, Today: today})
	if len(c.Changed) > 0 {
		t.Errorf("a bus crash changes %+v", c.Changed)
	}
	if slices.ContainsFunc(c.Coming, func(e knowledge.TimelineEntry) bool { return e.When.From.Day == 20 }) {
		t.Errorf("due, though it was put off: %v", texts(c.Coming))
	}
}

// TestChangesUntilAMomentKnowNothingLater: what is told again of some days holds only
// what had come in by then.
func TestChangesUntilAMomentKnowNothingLater(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(outbreak[0]))
	until := d.Revision()
	grow(t, d, outbreak[1])
	c := changes(t, d, knowledge.ChangesQuery{Until: until, Today: knowledge.Date{Year: 2031, Month: 5, Day: 13}})
	for _, cite := range cited(c) {
		if doc, _ := d.Head(cite.Doc); doc.Stored.Revision > until {
			t.Errorf("%s came in later: %s", doc.Path, cite.Text)
		}
	}
	if len(c.Coming) == 0 {
		t.Error("the plan of then is not due")
	}
}
