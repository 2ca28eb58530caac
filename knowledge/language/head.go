package language

import "strings"

// govern says of every block which heading governs it, and of every heading how
// deep it lies.
func (p *page) govern() {
	p.levels()
	var open []int // the headings that govern what comes next, outermost first
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Kind != Heading {
			if len(open) > 0 {
				b.Head = open[len(open)-1]
			}
			continue
		}
		for len(open) > 0 && p.blocks[open[len(open)-1]].Level >= b.Level {
			open = open[:len(open)-1]
		}
		if len(open) > 0 {
			b.Head = open[len(open)-1]
		}
		open = append(open, i)
	}
}

// levels works out how deep each heading lies. Markup and numbers say it; where
// there are none, headings that the document repeats ("What Happened") lie below
// those that it does not.
func (p *page) levels() {
	var heads []int
	count := map[string]int{}
	for i := range p.blocks {
		if p.blocks[i].Kind == Heading {
			heads = append(heads, i)
			count[p.headText(i)]++
		}
	}
	title := titleAmong(p.raw, p.blocks, p.roles)
	parted, labelled := false, false // the last section began with a heading of a part of it, which had a label
	for k, i := range heads {
		b, t := &p.blocks[i], &p.traits[i]
		next := -1
		if k+1 < len(heads) {
			next = heads[k+1]
		}
		repeated := count[p.headText(i)] > 1
		switch {
		case i <= title:
			b.Level = 0
		case t.depth > 0 && t.depth < 7:
			b.Level = int(t.depth)
		case ordinalOf(b.Marker).style > '1' && ordinalOf(b.Marker).style < 'A':
			b.Level = 1 + int(ordinalOf(b.Marker).style-'1')
		case repeated:
			b.Level = 3
		case p.counted(i):
			b.Level = 2
		case next >= 0 && count[p.headText(next)] > 1 && p.empty(i, next):
			b.Level = 2
		case b.Marker == "" && next >= 0 && p.next(i) == next:
			b.Level, parted, labelled = 1, true, p.labelled(next)
		case parted && b.Marker == "" && p.labelled(i) == labelled:
			b.Level = 2
		default:
			b.Level, parted = 1, false
		}
	}
}

func (p *page) headText(i int) string {
	return strings.ToLower(p.blocks[i].Body.In(p.raw))
}

// counted reports whether a number that counts cards stands above the heading.
func (p *page) counted(i int) bool {
	above := p.previous(i)
	return above >= 0 && p.roles[above] == counter
}

// labelled reports whether a label stands directly under the heading, as on a
// card.
func (p *page) labelled(i int) bool {
	j := p.next(i)
	return j < len(p.blocks) && p.blocks[j].Kind == Label && p.roles[j] == detail
}

// empty reports whether nothing but labels stands between two headings.
func (p *page) empty(i, next int) bool {
	for i++; i < next; i++ {
		if k := p.blocks[i].Kind; k != Label && k != Furniture {
			return false
		}
	}
	return true
}

// sections are words of the short line over a headline that says which part of
// the paper it stands in.
var sections = wordSet(`news headlines world politics opinion analysis briefing brief report reports exclusive breaking business live updates
	top stories international national global editorial explainer feature features column comment press release statement update daily weekly
	today story economy europe asia africa americas us uk usa middle east conflict war society science technology culture sport sports health
	tech finance markets money energy security defence defense crime law education arts life travel food entertainment
	climate environment investigations investigation interview podcast newsletter digest latest special local regional the and & of in`)

// titleAmong returns the index of the block that is the document's title, -1
// where it begins with running text.
func titleAmong(raw string, all []Block, roles []role) int {
	if i := doubledAmong(all, roles); i >= 0 {
		return i
	}
	for i, b := range all {
		switch b.Kind {
		case Label, Furniture:
			continue
		case Heading:
			if isSectionName(b.Body.In(raw)) {
				if j := nextHeading(all, i); j > 0 && all[j].Len() > b.Len() {
					return j
				}
			}
			return i
		}
		return -1
	}
	return -1
}

// doubledAmong returns the heading before all running text that stood twice, as
// titles do where the page names itself, or -1.
func doubledAmong(all []Block, roles []role) int {
	for i, b := range all {
		if b.Kind == Paragraph || b.Kind == Item || i >= len(roles) {
			return -1
		}
		if b.Kind == Heading && roles[i] == name {
			return i
		}
	}
	return -1
}

// nextHeading returns the heading that stands directly under block i, or -1.
func nextHeading(all []Block, i int) int {
	for i++; i < len(all); i++ {
		switch all[i].Kind {
		case Heading:
			return i
		case Furniture, Label:
		default:
			return -1
		}
	}
	return -1
}

func isSectionName(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if len(words) > 5 || len(words) == 0 {
		return false
	}
	switch words[len(words)-1] {
	case "headlines", "briefing", "digest", "roundup", "newsletter":
		return true
	}
	for _, w := range words {
		if !sections[strings.Trim(w, ".,:|/")] {
			return false
		}
	}
	return true
}

// Title returns the index of the block that is the document's title, -1 where it
// begins with running text and has none.
func (t *Text) Title() int { return titleAmong(t.Raw, t.Blocks, t.roles) }

// Path returns the headings that govern a block, outermost first, as indices of
// blocks. The title is among them.
func (t *Text) Path(block int) []int {
	var up []int
	for i := t.Blocks[block].Head; i >= 0; i = t.Blocks[i].Head {
		up = append(up, i)
	}
	for i, j := 0, len(up)-1; i < j; i, j = i+1, j-1 {
		up[i], up[j] = up[j], up[i]
	}
	return up
}
