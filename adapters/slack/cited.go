package slack

import (
	"attache/bot"
	"attache/knowledge"
)

// citations gathers what an answer quotes, in the order in which it is shown. It
// implements [bot.BlockVisitor].
type citations struct {
	list     []knowledge.Citation
	timeline bool // the answer has happenings
}

func citationsOf(a bot.Answer) *citations {
	c := &citations{}
	for _, b := range a.Blocks {
		b.Accept(c)
	}
	return c
}

func (c *citations) add(list ...knowledge.Citation) { c.list = append(c.list, list...) }

// Quotes implements [bot.BlockVisitor].
func (c *citations) Quotes(b bot.Quotes) {
	for _, q := range b.Quotes {
		c.add(q.Citations...)
	}
}

// Origins implements [bot.BlockVisitor].
func (c *citations) Origins(b bot.Origins) {
	for _, o := range b.Origins {
		c.add(o.Because...)
	}
}

// Disagreements implements [bot.BlockVisitor].
func (c *citations) Disagreements(b bot.Disagreements) {
	for _, d := range b.Disagreements {
		for _, s := range d.Sides {
			c.add(s.Quotes...)
		}
	}
}

// Timeline implements [bot.BlockVisitor].
func (c *citations) Timeline(b bot.Timeline) {
	c.timeline = c.timeline || len(b.Entries) > 0
	c.entries(b.Entries)
}

func (c *citations) entries(list []bot.TimelineEntry) {
	for _, e := range list {
		c.add(e.Text)
		c.add(e.Citations...)
	}
}

// Profile implements [bot.BlockVisitor].
func (c *citations) Profile(b bot.Profile) {
	for _, r := range b.Roles {
		c.add(r.Citations...)
	}
	for _, list := range [][]bot.Statement{b.Said, b.SaidAbout} {
		for _, s := range list {
			c.add(s.Quote)
		}
	}
	c.entries(b.Events)
}

// Candidates implements [bot.BlockVisitor]. A question back is no answer.
func (c *citations) Candidates(bot.Candidates) {}

// Items implements [bot.BlockVisitor].
func (c *citations) Items(b bot.Items) {
	for _, i := range b.Items {
		for _, x := range []*knowledge.Citation{i.Title, i.Text} {
			if x != nil {
				c.add(*x)
			}
		}
		c.add(i.Citations...)
	}
}

// Documents implements [bot.BlockVisitor].
func (c *citations) Documents(bot.Documents) {}

// Notice implements [bot.BlockVisitor].
func (c *citations) Notice(bot.Notice) {}

// Help implements [bot.BlockVisitor].
func (c *citations) Help(bot.Help) {}

// shownKept is how many citations of an answer are kept with an opinion of it.
const shownKept = 12

// ids names the first citations, each once.
func (c *citations) ids() []string {
	var ids []string
	seen := map[string]bool{}
	for _, x := range c.list {
		if x.ID != "" && !seen[x.ID] && len(ids) < shownKept {
			seen[x.ID] = true
			ids = append(ids, x.ID)
		}
	}
	return ids
}

// numbers are those of the documents, from 1 on, in the order in which they are cited.
func (c *citations) numbers() map[knowledge.DocID]int {
	numbers := map[knowledge.DocID]int{}
	for _, x := range c.list {
		if numbers[x.Doc] == 0 {
			numbers[x.Doc] = len(numbers) + 1
		}
	}
	return numbers
}

// sourcesOf is the answer to "what stands behind this answer?": its documents in
// the order in which they are cited, each with its number and a link.
func sourcesOf(a bot.Answer) bot.Answer {
	list := bot.Documents{Numbered: true}
	seen := map[knowledge.DocID]bool{}
	for _, c := range citationsOf(a).list {
		if seen[c.Doc] {
			continue
		}
		seen[c.Doc] = true
		s := c.Source
		s.URL = a.Link(c)
		list.Documents = append(list.Documents, bot.DocumentLine{Source: s, Encoding: "utf-8"})
	}
	out := bot.Answer{Title: "Sources", Line: a.Line, Links: a.Links, Visibility: bot.Private, Blocks: []bot.Block{list}}
	if a.Title != "" {
		out.Title = "Sources: " + a.Title
	}
	if len(list.Documents) == 0 {
		return notice("That answer cites no document.", "")
	}
	return out
}
