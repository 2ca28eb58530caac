package language

import "strings"

// page is a text whose blocks are being classified. Each step reads what the
// steps before it found.
type page struct {
	raw    string
	blocks []Block
	traits []trait
	roles  []role
	fixed  []bool // the kind is decided
	top    bool   // nothing but labels and furniture so far
	open   bool   // no running text and no list so far
	airy   bool   // an empty line stands between all lines, so that none says that something ends
	marked bool   // headings are marked as such ("## …"), so that no other line is one
}

func newPage(raw string) *page {
	p := &page{raw: raw, blocks: unwrap(raw, readLines(raw)), top: true, open: true}
	p.traits = make([]trait, len(p.blocks))
	p.roles = make([]role, len(p.blocks))
	p.fixed = make([]bool, len(p.blocks))
	after, marks := 0, 0
	for i := range p.blocks {
		p.traits[i] = traitOf(raw, &p.blocks[i])
		if d := p.traits[i].depth; d > 0 && d < 7 {
			marks++
		}
		if p.blocks[i].After {
			after++
		}
	}
	p.marked = marks > 1
	p.airy = len(p.blocks) >= 8 && after*20 >= len(p.blocks)*19
	return p
}

func (p *page) fix(i int, k BlockKind) {
	p.blocks[i].Kind, p.fixed[i] = k, true
}

// parted reports whether an empty line sets block i off from the one before it.
func (p *page) parted(i int) bool { return p.blocks[i].After && !p.airy }

// next returns the first block behind i that is no furniture, len(p.blocks)
// where there is none.
func (p *page) next(i int) int {
	for i++; i < len(p.blocks) && p.blocks[i].Kind == Furniture; i++ {
	}
	return i
}

// previous returns the last block before i that is no furniture, or -1.
func (p *page) previous(i int) int {
	for i--; i >= 0 && p.blocks[i].Kind == Furniture; i-- {
	}
	return i
}

// markFurniture finds what the page's template put there, and the lines that
// stand twice.
func (p *page) markFurniture() {
	for i := range p.blocks {
		t := &p.traits[i]
		text := p.blocks[i].In(p.raw)
		if t.short && t.depth == 0 && isFurniture(text) {
			if isUnderline(text) && i > 0 && !p.blocks[i].After && p.traits[i-1].short && p.traits[i-1].depth == 0 && p.blocks[i-1].Kind != Furniture {
				p.traits[i-1].depth = 2
				if text[0] == '=' {
					p.traits[i-1].depth = 1
				}
			}
			p.fix(i, Furniture)
			continue
		}
		if i > 0 && p.traits[i].letters > 2 && p.blocks[i].Marker == "" && p.repeats(i-1, i) {
			p.fix(i-1, Furniture)
			p.roles[i] = name
		}
	}
}

// markMenu takes the names of a site's sections off the top of the page: two or
// more of them, one below the other.
func (p *page) markMenu() {
	from, n := 0, 0
	for i := range p.blocks {
		if p.blocks[i].Kind == Furniture {
			continue
		}
		if !p.traits[i].short || p.traits[i].words > 3 || !isSectionName(p.blocks[i].Body.In(p.raw)) || n > 0 && p.blocks[i].After {
			break
		}
		if n++; n == 1 {
			from = i
		}
		if n > 1 {
			p.fix(from, Furniture)
			p.fix(i, Furniture)
		}
	}
}

// isUnderline reports whether a line underlines the heading above it.
func isUnderline(text string) bool {
	return len(text) > 2 && (strings.Trim(text, "=") == "" || strings.Trim(text, "-") == "")
}

// repeats reports whether block i says what block j says: the very same, or with
// the site's name behind it ("Headline | The Guardian").
func (p *page) repeats(i, j int) bool {
	a, b := p.blocks[i].In(p.raw), p.blocks[j].In(p.raw)
	if a == b {
		return true
	}
	if !p.traits[i].short || p.traits[i].words < 4 || len(b) < 20 {
		return false
	}
	rest, ok := strings.CutPrefix(a, b)
	if !ok || len(rest) > 60 {
		return false
	}
	for _, sign := range []string{" | ", " - ", " – ", " — ", " :: ", " • ", " » "} {
		if strings.HasPrefix(rest, sign) {
			return true
		}
	}
	return false
}

// markCounters finds the numbers that stand alone and count cards: 1, 2, 3 in
// this order with other text between them.
func (p *page) markCounters() {
	var run []int
	flush := func() {
		if len(run) > 1 {
			for _, i := range run {
				p.roles[i] = counter
			}
		}
		run = run[:0]
	}
	for i, t := range p.traits {
		if t.bare < 0 || p.blocks[i].Kind == Furniture {
			continue
		}
		if t.bare != len(run)+1 || len(run) > 0 && run[len(run)-1] == i-1 {
			flush()
		}
		if t.bare == len(run)+1 {
			run = append(run, i)
		}
	}
	flush()
}

// markKeys finds "Name: value" lines whose name no table knows but the document
// repeats.
func (p *page) markKeys() {
	seen := map[string]int{}
	for i := range p.blocks {
		if key, ok := p.plainKey(i); ok {
			seen[key]++
		}
	}
	for i := range p.blocks {
		if key, ok := p.plainKey(i); ok && seen[key] > 1 {
			p.traits[i].key = true
		}
	}
}

func (p *page) plainKey(i int) (string, bool) {
	t := &p.traits[i]
	if !t.short || t.stops || t.depth > 0 || p.blocks[i].Marker != "" || p.blocks[i].Kind == Furniture {
		return "", false
	}
	return keyOf(p.blocks[i].Body.In(p.raw))
}
