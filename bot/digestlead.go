package bot

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// What makes a sentence the news. Twice as many documents weigh as much as being so
// many days fresher.
const (
	leadDays    = 3
	leadOpening = 1  // it is what a document begins with
	leadShort   = 30 // bytes; less tells nothing by itself
)

// news is a sentence that a digest can begin with, or a happening that it can tell.
type news struct {
	text    knowledge.Citation
	told    []knowledge.Citation // of the same, in these or other words
	weight  float64
	opening bool // a document begins with it
}

// lead are lines that tell the most by themselves: what has changed first, then the
// weightiest of what the new documents begin with and of what happened.
func (m *digestMaker) lead() []Item {
	var told []knowledge.Citation // by the lines, in these or other words
	why := "it is the weightiest news: the freshest, and what most documents tell"
	add := func(n news) {
		if len(m.lines) < digestLead && !among(told, n.text) && !slices.ContainsFunc(n.told, func(c knowledge.Citation) bool { return among(told, c) }) {
			m.lines, told = append(m.lines, m.withoutDateline(n.text)), append(append(told, n.text), n.told...)
		}
	}
	for _, c := range m.found.Changed[:min(len(m.found.Changed), 1)] {
		add(news{text: c.Now.Quotes[0], told: c.Now.Quotes})
	}
	for _, n := range m.candidates() {
		if len(m.lines) < digestLead && m.fit(n) {
			add(n)
		}
	}
	var out []Item
	for i := range m.lines {
		m.told += utf8.RuneCountInString(m.lines[i].Text)
		out = append(out, Item{Part: "lead", Text: &m.lines[i], Citations: m.lines[i : i+1]})
		m.out.items = append(m.out.items, Considered{Part: "lead", Doc: m.lines[i].Doc, Span: m.lines[i].Span, Posted: true, Why: why})
	}
	return out
}

// dateline is what agencies begin a report with: the place in capitals, the day and
// the agency, and a dash.
var dateline = regexp.MustCompile(`^\p{Lu}{3,}[^.!?–—]{0,80}?\s*(?:--?|–|—)\s+`)

// withoutDateline is a sentence from behind the dateline that it begins with.
func (m *digestMaker) withoutDateline(c knowledge.Citation) knowledge.Citation {
	cut := len(dateline.FindString(c.Text))
	if cut == 0 || len(c.Text)-cut < leadShort {
		return c
	}
	doc, err := m.b.dossier.Document(m.ctx, c.Doc)
	if err != nil {
		m.fail(err)
		return c
	}
	return doc.Cite(knowledge.Span{Start: c.Span.Start + cut, End: c.Span.End})
}

// candidates are the sentences that can be a line of the lead, the weightiest first,
// and as far as their weight tells. A plan whose day the new documents have passed is
// none.
func (m *digestMaker) candidates() []news {
	var out []news
	over := map[string]bool{}
	for _, e := range m.found.New {
		switch {
		case e.Status != knowledge.Happened:
			for _, c := range e.Citations {
				over[c.ID] = over[c.ID] || e.When.From.Compare(m.newest()) <= 0
			}
		case e.When.From.Day > 0: // "1955–2011" is a life, and no news
			out = append(out, news{text: e.Text, told: e.Citations, weight: m.weighEntry(e)})
		}
	}
	for _, c := range m.found.Leads {
		if told := m.tellings(c); !over[c.ID] {
			out = append(out, news{text: c, told: told, weight: m.weigh(c, told) + leadOpening, opening: true})
		}
	}
	slices.SortStableFunc(out, func(a, b news) int { return cmp.Compare(b.weight, a.weight) })
	return out
}

// fit reports whether a sentence says by itself, and now, what it says: what a document
// begins with stands alone.
func (m *digestMaker) fit(n news) bool {
	if !n.opening && !(standsAlone(n.text.Text) && m.namesSomebody(n.text)) {
		return false
	}
	return n.text.Published.Compare(m.newest()) >= 0 || !m.saysToday(n.text)
}

// tellings are all that new documents say of what a sentence tells.
func (m *digestMaker) tellings(c knowledge.Citation) []knowledge.Citation {
	var out []knowledge.Citation
	for _, e := range m.found.New {
		if among(e.Citations, c) {
			out = append(out, e.Citations...)
		}
	}
	for _, x := range m.found.Changed {
		if among(x.Now.Quotes, c) {
			out = append(out, x.Now.Quotes...)
		}
	}
	return out
}

// weigh tells how much news a sentence is: by the documents that tell it, and by how
// much later others appeared.
func (m *digestMaker) weigh(c knowledge.Citation, told []knowledge.Citation) float64 {
	docs := map[knowledge.DocID]bool{c.Doc: true}
	for _, x := range told {
		docs[x.Doc] = true
	}
	return math.Log2(float64(1+len(docs))) - daysFrom(c.Published, m.newest())/leadDays
}

// weighEntry tells how much news a happening is: the less, the longer it was over when
// its document appeared.
func (m *digestMaker) weighEntry(e TimelineEntry) float64 {
	weight := m.weigh(e.Text, e.Citations) - max(daysFrom(e.When.From, e.Text.Published), 0)/leadDays
	if e.When.From.Day == 0 {
		weight-- // of no day in particular
	}
	return weight
}

// newest is the day on which the latest of the new documents appeared.
func (m *digestMaker) newest() knowledge.Date {
	if m.day.IsZero() {
		for i := range m.found.Documents {
			if d := m.found.Documents[i].Published.Value; d.Compare(m.day) > 0 {
				m.day = d
			}
		}
	}
	return m.day
}

// daysFrom is how many days lie between two dates; none where one is not known to
// the day.
func daysFrom(a, b knowledge.Date) float64 {
	if a.Day == 0 || b.Day == 0 {
		return 0
	}
	at := func(d knowledge.Date) time.Time {
		return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
	}
	return at(b).Sub(at(a)).Hours() / 24
}

// saysToday reports whether a sentence calls the day on which its document appeared
// by no name and no number: "today", "tonight".
func (m *digestMaker) saysToday(c knowledge.Citation) bool {
	facts, err := m.b.dossier.Facts(m.ctx, c.Doc)
	if err != nil {
		m.fail(err)
		return false
	}
	for _, x := range facts.Timexes {
		if x.FromPublication && x.From == c.Published && x.To == c.Published && c.Span.Contains(x.Span) {
			if words := c.Text[x.Start-c.Span.Start : x.End-c.Span.Start]; !strings.ContainsAny(words, "0123456789") && !namesWeekday(words) {
				return true
			}
		}
	}
	return false
}

func namesWeekday(words string) bool {
	return slices.ContainsFunc(week[:], func(w time.Weekday) bool { return strings.Contains(words, w.String()) })
}

// namesSomebody reports whether a sentence names who or what it is about.
func (m *digestMaker) namesSomebody(c knowledge.Citation) bool {
	facts, err := m.b.dossier.Facts(m.ctx, c.Doc)
	if err != nil {
		m.fail(err)
		return false
	}
	return slices.ContainsFunc(facts.Names, func(n names.Mention) bool { return c.Span.Contains(n.Span) })
}

// leaning begin a sentence that says nothing without the one before it.
var leaning = []string{"he", "she", "it", "they", "we", "his", "her", "their", "its", "this", "that", "these", "those", "but", "and", "if", "there", "however", "instead"}

// standsAlone reports whether a sentence can be understood by itself, as far as its
// beginning and its length tell.
func standsAlone(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return len(text) >= leadShort && !strings.Contains(text, "\n") && !slices.Contains(leaning, language.FoldString(strings.Trim(first, "\"“„«,")))
}
