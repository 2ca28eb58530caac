package language

import "unicode/utf8"

// classify decides the kind of one block from what it looks like and what stands
// around it. Blocks before it are decided already.
func (p *page) classify(i int) {
	if !p.fixed[i] {
		p.blocks[i].Kind = p.kindOf(i)
	}
	switch p.blocks[i].Kind {
	case Label, Furniture:
	case Heading:
		p.top = false
	default:
		p.top, p.open = false, false
	}
}

func (p *page) kindOf(i int) BlockKind {
	t := &p.traits[i]
	switch {
	case t.depth == 7 && t.stops && t.last == '.':
		return Paragraph
	case t.depth > 0:
		return Heading
	case !t.short:
		return Paragraph
	case t.table:
		return p.label(i, row)
	case p.roles[i] == counter:
		return Label
	case t.date && p.isEntryDate(i):
		return p.label(i, figure)
	case t.date || t.byline || p.open && t.dated:
		return p.label(i, p.detailRole(i))
	case t.figure && !(p.top && t.letters > 2):
		return p.label(i, figure)
	case t.key:
		return p.label(i, key)
	case t.last == ':':
		return p.leadIn(i)
	case t.last == ',' || t.last == ';':
		return Paragraph
	case t.stops:
		return p.question(i)
	}
	return p.short(i)
}

func (p *page) label(i int, r role) BlockKind {
	p.roles[i] = r
	return Label
}

// leadIn decides about a line that ends with a colon: a few words name what
// follows, more of them begin a sentence that a list or a quotation completes.
func (p *page) leadIn(i int) BlockKind {
	t, j := &p.traits[i], p.next(i)
	if j < len(p.blocks) && t.words <= 5 && t.letters > 2 && (t.titled() || p.blocks[j].After || p.blocks[j].Marker != "") && !opensQuote(p.blocks[j].In(p.raw)) {
		return Heading
	}
	return Paragraph
}

func opensQuote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == '"' || r == '“' || r == '„' || r == '«' || r == '‘' || r == '\''
}

// question decides about a short line that ends with a stop: it is a heading
// only where it asks something, in the way of titles, of the text below.
func (p *page) question(i int) BlockKind {
	t, j := &p.traits[i], p.next(i)
	if t.last != '?' && (t.last != '!' || !t.titled()) || t.words > 14 || j >= len(p.blocks) || p.traits[j].last == '?' {
		return Paragraph
	}
	b, below := &p.blocks[i], &p.blocks[j]
	least := 2 * b.Len()
	if t.titled() || b.After && below.After {
		least = b.Len() + 1
	}
	if below.Len() >= least && len(SplitSentences(p.raw, b.Body)) == 1 {
		return Heading
	}
	return Paragraph
}

// short decides about a short line that is no sentence.
func (p *page) short(i int) BlockKind {
	t, b, above := &p.traits[i], &p.blocks[i], p.previous(i)
	j := p.next(i)
	switch {
	case p.roles[i] == name && p.open && t.words > 3:
		return Heading
	case p.roles[i] == name && !p.top && j < len(p.blocks) && p.opensCard(j):
		return Label
	case above >= 0 && p.roles[above] == counter && t.letters > 2:
		return Heading
	case above >= 0 && p.explains(i, above):
		return p.label(i, detail)
	case above >= 0 && p.roles[above] == entry && t.words <= 4 && j < len(p.blocks) && p.isText(j):
		return p.label(i, tag)
	case !p.top && t.words > 14 && t.capital*2 < t.words:
		return Paragraph
	case !p.marked && p.names(i, above, j):
		return Heading
	}
	if above >= 0 && p.blocks[above].Kind == Heading && !b.After {
		return p.label(i, detail)
	}
	return Label
}

// opensCard reports whether the line j, which stands under a name that stood
// twice, goes on with a card.
func (p *page) opensCard(j int) bool {
	return !p.blocks[j].After || !p.isText(j)
}

// isText reports whether the block is running text.
func (p *page) isText(i int) bool {
	t := &p.traits[i]
	return p.blocks[i].Marker == "" && (t.stops || !t.short)
}

// explains reports whether the short line i belongs to the label above it.
func (p *page) explains(i, above int) bool {
	if p.blocks[above].Kind != Label || p.roles[i] == name {
		return false
	}
	switch p.roles[above] {
	case figure:
		return true
	case name:
		return !p.parted(i) && !p.standsOver(i)
	case detail, key:
		return !p.parted(i) && !p.standsOver(i) && !p.headsCards(i, above)
	}
	return false
}

// headsCards reports whether the line i, below the last line of a card, is the
// heading of the next cards: a short title over a name that stood twice.
func (p *page) headsCards(i, above int) bool {
	j, t := p.next(i), &p.traits[i]
	return j < len(p.blocks) && p.roles[j] == name && t.titled() && t.words <= 4 && 2*p.blocks[i].Len() < p.blocks[above].Len()
}

// standsOver reports whether the line i, in text without empty lines, stands over
// a paragraph, so that it is a heading rather than one more line of a card.
func (p *page) standsOver(i int) bool {
	j := p.next(i)
	return j < len(p.blocks) && p.isText(j) && !p.parted(j) && p.roles[p.previous(i)] != name && !p.cardAbove(i)
}

// cardAbove reports whether the labels above i go back to a figure or a name.
func (p *page) cardAbove(i int) bool {
	for n := 0; n < 4; n++ {
		if i = p.previous(i); i < 0 || p.blocks[i].Kind != Label {
			return false
		}
		if p.roles[i] == figure || p.roles[i] == name {
			return true
		}
	}
	return false
}

// names reports whether the short line i is a heading of the block j below it.
func (p *page) names(i, above, j int) bool {
	if p.traits[i].letters < 3 || j >= len(p.blocks) {
		return false
	}
	if above < 0 && p.traits[i].words > 1 || p.traits[i].titled() && p.traits[i].words > 2 && p.isText(j) || p.opensEntry(j) {
		return true
	}
	b, next := &p.blocks[i], &p.blocks[j]
	if next.After && !b.After && above >= 0 && !p.top && (p.blocks[above].Kind == Heading || p.blocks[above].Kind == Label) {
		return false // it closes what stands directly above it
	}
	return next.Len() > b.Len() || next.After || next.Marker != ""
}

// opensEntry reports whether block j begins with a date, a figure, a name or a
// number that entries of a page begin with.
func (p *page) opensEntry(j int) bool {
	t := &p.traits[j]
	return t.date || t.byline || t.figure || p.roles[j] == counter || p.roles[j] == name
}

// detailRole is the role of a date or a byline: it explains what stands above it.
func (p *page) detailRole(i int) role {
	if above := p.previous(i); above >= 0 && (p.blocks[above].Kind == Label || p.blocks[above].Kind == Heading) {
		return detail
	}
	return noRole
}

// isEntryDate reports whether the date i opens an entry of a chronicle: text
// stands below it, and before or behind that another date.
func (p *page) isEntryDate(i int) bool {
	if above := p.previous(i); p.open && above >= 0 || above >= 0 && p.blocks[above].Kind == Label && p.roles[above] != noRole {
		return p.open && above >= 0 && p.datesText(i)
	}
	if p.datesText(i) {
		return true
	}
	j, above := p.next(i), p.previous(i)
	return above >= 0 && j < len(p.blocks) && p.blocks[above].Kind == Paragraph && (p.isText(j) || !p.parted(j))
}

// datesText reports whether text, and no more than a title and a tag with it,
// stands between the date i and the next one. Where a short line stands right over
// the next date, that is its heading, and the dates explain headings.
func (p *page) datesText(i int) bool {
	text := false
	for n, j := 0, p.next(i); n < 5 && j < len(p.blocks) && p.blocks[j].Marker == ""; n, j = n+1, p.next(j) {
		if p.traits[j].date {
			return text
		}
		text = p.isText(j)
	}
	return false
}

// itemise makes items of the short lines that follow a lead-in with a colon:
// their markers were lost on the way.
func (p *page) itemise() {
	for i := range p.blocks {
		if p.traits[i].last != ':' || p.blocks[i].Kind != Paragraph && p.blocks[i].Kind != Heading {
			continue
		}
		j := i + 1
		for j < len(p.blocks) && p.couldBeItem(i+1, j) {
			j++
		}
		if j < len(p.blocks) && p.isText(j) && j-1 > i+1 && p.standsOut(j-1, i+1) {
			j--
		}
		if j-i-1 < 2 {
			continue
		}
		for k := i + 1; k < j; k++ {
			p.blocks[k].Kind = Item
			p.roles[k] = noRole
		}
	}
}

func (p *page) couldBeItem(first, i int) bool {
	b, t := &p.blocks[i], &p.traits[i]
	if t.stops || !t.short || t.depth > 0 || t.last == ':' || b.Marker != "" || t.letters < 3 || t.key || t.date {
		return false
	}
	return (b.Kind == Label || b.Kind == Heading || b.Kind == Paragraph) && (i == first || b.After == p.blocks[first].After || b.After == p.blocks[first+1].After)
}

// standsOut reports whether the last of several short lines is written as a title
// and the first is not: a heading of the text below.
func (p *page) standsOut(last, first int) bool {
	return p.traits[last].titled() && p.traits[last].words > 1 && !p.traits[first].titled() || p.blocks[last].After != p.blocks[first].After
}
