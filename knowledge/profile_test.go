package knowledge_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// career are reports of many years about one person.
var career = map[string]string{
	"a.txt": "Vestra Herald, 4 May 2009\n\nLena Markova, the deputy mayor of Vestra, opened the bridge with Tom Aker on 3 May 2009. “It will last a century,” said Markova.\n",
	"b.txt": "Vestra Herald, 9 June 2021\n\nMayor of Vestra Lena Markova met Tom Aker, the engineer, and Ruth Oyelaran on 8 June 2021. " +
		"“It will last a century,” Markova had said.\n\n“I was wrong,” she told the Northern Wire.\n",
	"c.txt": "Northern Wire, 12 March 2031\n\nLena Markova, a former mayor of Vestra, spoke to Ruth Oyelaran on 11 March 2031. A senior city official said the bridge would close. " +
		"She called the plan a \"gift\" to the ferry.\n",
}

func profileOf(t *testing.T, d *knowledge.Dossier, name string) knowledge.Profile {
	t.Helper()
	m := d.Names().Lookup(name)
	if m.Entity == nil {
		t.Fatalf("nobody is called %s: %+v", name, m)
	}
	p, err := d.Profile(t.Context(), m.Entity)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRolesAreToldInTime(t *testing.T) {
	p := profileOf(t, knowledgetest.OpenFolder(t, pages(career)), "Markova")
	var got []string
	for _, r := range p.Roles {
		got = append(got, r.First.String()+" "+r.Citations[0].Text)
	}
	want := []string{"2031-03-12 a former mayor of Vestra", "2021-06-09 Mayor of Vestra", "2009-05-04 the deputy mayor of Vestra"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if p.First.Year != 2009 || p.Last.Year != 2031 {
		t.Errorf("seen from %v to %v", p.First, p.Last)
	}
}

func TestWhatIsSaidTwiceIsToldOnce(t *testing.T) {
	p := profileOf(t, knowledgetest.OpenFolder(t, pages(career)), "Markova")
	var got []string
	for _, s := range p.Said {
		got = append(got, strings.Repeat("+", len(s.Also))+s.Quote.Text)
	}
	want := []string{"+It will last a century,", "I was wrong,"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLinksCountHappenings holds that whom somebody is linked with is counted by
// the happenings of the timeline that name both, whatever else stands beside.
func TestLinksCountHappenings(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(career))
	p := profileOf(t, d, "Markova")
	want := []knowledge.Link{{Name: "Ruth Oyelaran", Count: 2}, {Name: "Tom Aker", Count: 2}}
	if diff := cmp.Diff(want, p.With); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if r := p.Relations; r.About != "Lena Markova" || len(r.Names) != 3 || r.Names[0].Events != len(p.Events) {
		t.Errorf("relations %+v of %d happenings", r, len(p.Events))
	}
	all, err := d.Timeline(t.Context(), knowledge.TimelineQuery{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := d.Relations(t.Context(), all.Entries)
	if err != nil {
		t.Fatal(err)
	}
	if r.About != "" || len(r.Links) != 3 || r.Links[0].Count != 2 || r.Links[2].Count != 1 {
		t.Errorf("relations of the dossier %+v", r)
	}
}

// TestWhoReportsTakesNoPart: an outlet that a happening is credited to is linked with
// nobody for that.
func TestWhoReportsTakesNoPart(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(map[string]string{"a.txt": "Port signs lease\n\nThe Herald, 5 March 2031\n\nBloomberg reported that Ingrid Halvorsen met Tomas Reyke in Veldsund on 4 March 2031.\n"}))
	if got := profileOf(t, d, "Halvorsen").With; len(got) != 1 || got[0].Name != "Tomas Reyke" {
		t.Errorf("%+v", got)
	}
}

// TestUnnamedSpeakersStayUnnamed holds that what somebody without a name said can
// be asked for by what he is called, and is in nobody's profile.
func TestUnnamedSpeakersStayUnnamed(t *testing.T) {
	d := knowledgetest.OpenFolder(t, pages(career))
	for words, want := range map[string]int{"senior city official": 1, "the officials": 1, "harbour official": 0, "Markova": 0, "": 0} {
		said, err := d.Unnamed(t.Context(), words, 5)
		if err != nil || len(said) != want {
			t.Errorf("%q: %d statements, want %d (%v)", words, len(said), want, err)
		}
	}
	for _, s := range profileOf(t, d, "Markova").Said {
		if strings.Contains(s.Quote.Text, "close") || s.Quote.Text == "gift" {
			t.Errorf("Markova is said to have said %q", s.Quote.Text)
		}
	}
}
