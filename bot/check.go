package bot

import (
	"context"
	"fmt"

	"attache/knowledge"
)

// Check verifies every citation of the answer against the stored texts, and that
// nothing which is shown as quoted goes without one. An answer that fails must
// not leave.
func (a Answer) Check(ctx context.Context, texts knowledge.Texts) error {
	c := checker{ctx: ctx, texts: texts}
	for _, b := range a.Blocks {
		b.Accept(&c)
		if c.err != nil {
			return fmt.Errorf("check answer to %q: %w", a.Line, c.err)
		}
	}
	return nil
}

type checker struct {
	ctx   context.Context
	texts knowledge.Texts
	err   error
}

func (c *checker) cited(citations ...knowledge.Citation) {
	for _, x := range citations {
		if c.err != nil {
			return
		}
		c.err = knowledge.Verify(c.ctx, c.texts, x)
	}
}

// atLeastOne checks citations and refuses an empty list of them.
func (c *checker) atLeastOne(what string, citations []knowledge.Citation) {
	if len(citations) == 0 && c.err == nil {
		c.err = fmt.Errorf("%s without a citation", what)
	}
	c.cited(citations...)
}

func (c *checker) Quotes(b Quotes) {
	for _, q := range b.Quotes {
		c.atLeastOne("quote", q.Citations)
	}
}

func (c *checker) Origins(b Origins) { c.origins(b.Origins) }

func (c *checker) origins(origins []Origin) {
	for _, o := range origins {
		if o.Stated {
			c.atLeastOne("stated origin "+o.Name, o.Because)
		}
		for _, x := range Lines(o) {
			c.cited(x.Because...)
			for _, also := range x.Also {
				c.cited(also.Because)
			}
		}
	}
}

func (c *checker) Disagreements(b Disagreements) {
	for _, d := range b.Disagreements {
		for _, s := range d.Sides {
			c.atLeastOne("side "+s.Value, s.Quotes)
		}
	}
}

func (c *checker) Timeline(b Timeline) { c.entries(b.Entries) }

func (c *checker) entries(entries []TimelineEntry) {
	for _, e := range entries {
		c.cited(e.Text)
		c.atLeastOne("timeline entry", e.Citations)
		c.cited(e.ResolvedFrom...)
		c.origins(e.Origins)
	}
}

func (c *checker) Profile(b Profile) {
	for _, r := range b.Roles {
		c.atLeastOne("role", r.Citations)
	}
	for _, list := range [][]Statement{b.Said, b.SaidAbout} {
		for _, s := range list {
			c.cited(s.Quote, s.Context)
			c.cited(s.Also...)
		}
	}
	c.entries(b.Events)
}

func (c *checker) Candidates(b Candidates) {
	for _, x := range b.Candidates {
		if x.Role != nil {
			c.cited(*x.Role)
		}
	}
}

func (c *checker) Items(b Items) {
	for _, i := range b.Items {
		for _, x := range []*knowledge.Citation{i.Title, i.Text} {
			if x != nil {
				c.cited(*x)
			}
		}
		c.cited(i.Citations...)
	}
}

func (c *checker) Documents(Documents) {}
func (c *checker) Notice(Notice)       {}
func (c *checker) Help(Help)           {}
