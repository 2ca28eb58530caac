package language

// GroupKind tells why blocks belong together.
type GroupKind uint8

// The kinds of groups.
const (
	List GroupKind = iota // a lead-in and its items
	Card                  // a label and the lines that explain it: "6 / High-level meetings …", "Name / Role (detail)"
)

// Group is a run of neighbouring blocks that answer as one unit.
type Group struct {
	Span
	Kind     GroupKind
	From, To int // blocks, half open; furniture between them is part of the run
}

// Groups returns the lists and cards of the text, in order. No two of them share
// a block.
func (t *Text) Groups() []Group {
	var out []Group
	title := t.Title()
	for i := 0; i < len(t.Blocks); {
		kind, end := List, t.listEnd(i)
		if end == i && i > title {
			kind, end = Card, t.cardEnd(i)
		}
		if end == i {
			i++
			continue
		}
		out = append(out, t.group(kind, i, end))
		i = end
	}
	return out
}

func (t *Text) group(kind GroupKind, from, to int) Group {
	return Group{Span: Span{t.Blocks[from].Start, t.Blocks[to-1].End}, Kind: kind, From: from, To: to}
}

// role is the role of a block; a text that was not made by [Analyse] has none.
func (t *Text) role(i int) role {
	if i >= len(t.roles) {
		return noRole
	}
	return t.roles[i]
}

func (t *Text) kind(i int) BlockKind {
	if i >= len(t.Blocks) {
		return Furniture
	}
	return t.Blocks[i].Kind
}

// listEnd returns where the list that begins with block i ends, and i where none
// begins: there are at least two items, or one behind a colon, and none of them
// is an entry with text of its own.
func (t *Text) listEnd(i int) int {
	first := i
	if t.leadsIn(i) {
		first = i + 1
	}
	if t.kind(first) != Item || t.role(first) == entry {
		return i
	}
	base := t.Blocks[first]
	items, end := 0, first
	for end < len(t.Blocks) && t.inList(base, end) {
		if t.Blocks[end].Indent <= base.Indent {
			items++
		}
		end++
	}
	if items < 2 && (first == i || lastMark(t.Blocks[i].In(t.Raw)) != ':') {
		return i
	}
	return end
}

// leadsIn reports whether block i stands over a list: a heading, or a line that
// ends with a colon.
func (t *Text) leadsIn(i int) bool {
	if t.kind(i+1) != Item {
		return false
	}
	b := &t.Blocks[i]
	return b.Kind == Heading || b.Kind != Furniture && b.Kind != Item && lastMark(b.In(t.Raw)) == ':'
}

// inList reports whether block i goes on with the list whose first item is base:
// an item of the same kind or one that lies deeper, or text that lies deeper.
func (t *Text) inList(base Block, i int) bool {
	b := &t.Blocks[i]
	switch b.Kind {
	case Item:
		if t.role(i) == entry || b.Indent < base.Indent {
			return false
		}
		return b.Indent > base.Indent || ordinalOf(b.Marker).style == ordinalOf(base.Marker).style && (b.Marker == "") == (base.Marker == "")
	case Paragraph, Label:
		return b.Indent > base.Indent && base.Marker != ""
	}
	return false
}

// cardEnd returns where the card that begins with block i ends, and i where none
// begins.
func (t *Text) cardEnd(i int) int {
	switch r := t.role(i); {
	case r == counter:
		return t.countedEnd(i)
	case r == entry:
		return t.entryEnd(i)
	case t.kind(i) == Label && (r == figure || r == name):
		return t.explainedEnd(i, t.labelsEnd(i+1))
	case t.kind(i) == Heading:
		if end := t.labelsEnd(i + 1); end > i+1 {
			return t.directEnd(end)
		}
	case r == row:
		return t.tableEnd(i)
	case t.kind(i) == Label && r == key:
		if end := t.labelsEnd(i + 1); end > i+1 {
			return end
		}
	}
	return i
}

// labelsEnd returns where the labels that explain what stands above i end.
func (t *Text) labelsEnd(i int) int {
	for t.kind(i) == Label && (t.role(i) == detail || t.role(i) == key || t.role(i) == tag) {
		i++
	}
	return i
}

// tableEnd returns the end of a table of two rows or more; the line that rules
// off its head is part of it.
func (t *Text) tableEnd(i int) int {
	end, rows := i, 0
	for j := i; j < len(t.Blocks) && !(j > i && t.Blocks[j].After); j++ {
		switch {
		case t.role(j) == row:
			end, rows = j+1, rows+1
		case t.Blocks[j].Kind != Furniture:
			j = len(t.Blocks)
		}
	}
	if rows < 2 {
		return i
	}
	return end
}

// explainedEnd takes in the paragraph behind the labels of the card that began at
// i, if there is one that belongs to it: directly below, or the only one before
// the next card, heading or end.
func (t *Text) explainedEnd(i, end int) int {
	if j := t.directEnd(end); j > end {
		return j
	}
	if end > i+1 && t.kind(end) == Paragraph && end < len(t.Blocks) {
		next := end + 1
		for next < len(t.Blocks) && t.Blocks[next].Kind == Furniture {
			next++
		}
		if next == len(t.Blocks) || t.Blocks[next].Kind == Heading || t.role(next) == figure || t.role(next) == name {
			return end + 1
		}
	}
	if end == i+1 { // a label that nothing explains
		return i
	}
	return end
}

// directEnd takes in the paragraph that stands at i with no empty line before it.
func (t *Text) directEnd(i int) int {
	if i < len(t.Blocks) && t.Blocks[i].Kind == Paragraph && !t.Blocks[i].After {
		return i + 1
	}
	return i
}

// maxCard is the length in bytes up to which the text under an entry or a counted
// heading belongs to its card; what is longer is a section and no answer.
const maxCard = 1600

// countedEnd returns the end of a card that a number opens: the number, its
// heading, labels, and the text up to the next heading or number.
func (t *Text) countedEnd(i int) int {
	if t.kind(i+1) != Heading {
		return i
	}
	end := t.labelsEnd(i + 2)
	for t.kind(end) == Paragraph && end < len(t.Blocks) && t.Blocks[end].End-t.Blocks[i].Start <= maxCard {
		end++
	}
	return end
}

// entryEnd returns the end of an entry: an item with the text that is indented
// below it, or a numbered heading with its tag and the paragraph below.
func (t *Text) entryEnd(i int) int {
	b := &t.Blocks[i]
	end := t.labelsEnd(i + 1)
	if b.Kind == Heading {
		if end > i+1 && end < len(t.Blocks) && t.Blocks[end].Kind == Paragraph {
			return end + 1
		}
		return i
	}
	for end < len(t.Blocks) && t.Blocks[end].Indent > b.Indent && t.Blocks[end].Kind != Heading &&
		t.Blocks[end].Kind != Furniture && t.Blocks[end].End-b.Start <= maxCard {
		end++
	}
	if end == i+1 {
		return i
	}
	return end
}
