package language

// Passage is the unit of indexing: a paragraph, a list with its lead-in, a card,
// or a few short neighbours under the same heading. A heading lies in the passage
// that it opens.
type Passage struct {
	Span
	Head     int // index of the innermost heading that governs it, also where that lies in it; -1 for none
	From, To int // blocks, half open
}

const (
	maxPassage   = 1200 // bytes that passages keep to where blocks allow it
	shortPassage = 400  // a passage up to this length takes in the next unit
	shortUnit    = 160  // a unit up to this length joins the passage before it
)

// Passages returns the passages of the text, in order. Every block that is no
// furniture lies in exactly one of them, except that a block more than twice as
// long as a passage should be is parted between its sentences.
func (t *Text) Passages() []Passage {
	c := collector{t: t, head: -1}
	groups := t.Groups()
	for i := 0; i < len(t.Blocks); {
		switch {
		case len(groups) > 0 && groups[0].From == i:
			g := groups[0]
			groups = groups[1:]
			c.addGroup(g)
			i = g.To
		case t.Blocks[i].Kind == Furniture:
			if c.from < c.to && c.bare && c.to == i && t.role(i+1) == name && t.role(i) != name { // the first of the two that a doubled name is
				c.to++
			} else {
				c.flush()
			}
			i++
		case t.Blocks[i].Kind == Heading:
			c.open(i)
			i++
		default:
			c.add(i, i+1)
			i++
		}
	}
	c.flush()
	return c.out
}

// collector gathers blocks into passages.
type collector struct {
	t        *Text
	out      []Passage
	from, to int  // blocks of the passage being gathered; none where they are equal
	head     int  // the heading that governs it
	bare     bool // it holds nothing but headings
}

func (c *collector) span() Span {
	return Span{c.t.Blocks[c.from].Start, c.t.Blocks[c.to-1].End}
}

func (c *collector) flush() {
	if c.from == c.to {
		return
	}
	if c.to == c.from+1 && c.span().Len() > 2*maxPassage {
		c.part(c.from)
	} else {
		c.out = append(c.out, Passage{Span: c.span(), Head: c.head, From: c.from, To: c.to})
	}
	c.from = c.to
}

// part divides one long block between its sentences.
func (c *collector) part(block int) {
	b := c.t.Blocks[block]
	start, end := b.Start, b.Start
	for k := c.t.SentenceAt(b.Body.Start); k >= 0 && k < len(c.t.Sentences) && c.t.Sentences[k].Block == block; k++ {
		s := c.t.Sentences[k]
		if end > start && s.End-start > maxPassage {
			c.out = append(c.out, Passage{Span: Span{start, end}, Head: c.head, From: block, To: block + 1})
			start = s.Start
		}
		end = s.End
	}
	c.out = append(c.out, Passage{Span: Span{start, b.End}, Head: c.head, From: block, To: block + 1})
}

// open begins a passage with a heading; headings directly above stay with it.
func (c *collector) open(i int) {
	if c.from < c.to && c.bare && c.to == i && c.t.Blocks[i].End-c.t.Blocks[c.from].Start <= maxPassage {
		c.to, c.head = i+1, i
		return
	}
	c.flush()
	c.from, c.to, c.head, c.bare = i, i+1, i, true
}

// add puts the unit of blocks from up to to into the passage being gathered, or
// begins a new one with it.
func (c *collector) add(from, to int) {
	if c.from < c.to && c.joins(from, to) {
		c.to, c.bare = to, false
		return
	}
	c.flush()
	c.from, c.to, c.head, c.bare = from, to, c.t.Blocks[from].Head, false
}

// joins reports whether the unit belongs to the passage being gathered.
func (c *collector) joins(from, to int) bool {
	unit := Span{c.t.Blocks[from].Start, c.t.Blocks[to-1].End}
	if c.to != from || c.head != c.t.Blocks[from].Head {
		return false
	}
	if c.bare {
		return unit.Len() <= 2*maxPassage
	}
	if unit.End-c.span().Start > maxPassage {
		return false
	}
	return c.span().Len() <= shortPassage || unit.Len() <= shortUnit || c.leadsIn()
}

// leadsIn reports whether the passage being gathered ends with a colon.
func (c *collector) leadsIn() bool {
	return lastMark(c.t.Blocks[c.to-1].In(c.t.Raw)) == ':'
}

// addGroup adds a list or a card whole where its length allows it, and item by
// item where it does not.
func (c *collector) addGroup(g Group) {
	if c.t.Blocks[g.From].Kind == Heading {
		c.open(g.From)
		if g.Len() <= maxPassage {
			c.to, c.bare = g.To, false
			c.flush()
			return
		}
		g = c.t.group(g.Kind, g.From+1, g.To)
	}
	if g.Len() <= maxPassage {
		if !(c.from < c.to && c.bare && c.to == g.From) {
			c.flush()
		}
		c.addWhole(g)
		return
	}
	for i := g.From; i < g.To; i++ {
		if c.t.Blocks[i].Kind == Furniture {
			c.flush()
			continue
		}
		c.add(i, i+1)
		if c.t.Blocks[i].Kind == Heading {
			c.head = i
		}
	}
	c.flush()
}

// addWhole adds a group as a passage of its own, below the headings that wait for
// it.
func (c *collector) addWhole(g Group) {
	if c.from == c.to {
		c.from = g.From
		c.head = c.t.Blocks[g.From].Head
	}
	for i := g.From; i < g.To; i++ {
		if c.t.Blocks[i].Kind == Heading {
			c.head = i
		}
	}
	c.to = g.To
	c.flush()
}
