package language

// resolveMarkers decides which blocks that begin like items of a list are items,
// which are numbered headings, and which only begin so: somebody's initial, a
// dash before a speech or a signature.
func (p *page) resolveMarkers() {
	var numbered []int
	for i := range p.blocks {
		b := &p.blocks[i]
		switch {
		case b.Marker == "" || b.Kind == Furniture:
		case ordinalOf(b.Marker).style != 0:
			numbered = append(numbered, i)
		case isDash(b.Marker) && !p.isDashItem(i):
			b.Body, b.Marker = b.Span, ""
			p.traits[i] = traitOf(p.raw, b)
			if i == len(p.blocks)-1 && p.traits[i].short && !p.traits[i].stops {
				p.fix(i, Label)
			}
		default:
			p.fix(i, Item)
		}
	}
	p.dropInitials(numbered)
	p.resolveNumbered(numbered)
}

func isDash(marker string) bool { return marker == "—" || marker == "–" }

// isDashItem reports whether a line that begins with a long dash is one of
// several.
func (p *page) isDashItem(i int) bool {
	same := func(j int) bool {
		return j >= 0 && j < len(p.blocks) && isDash(p.blocks[j].Marker) && p.blocks[j].Indent == p.blocks[i].Indent
	}
	return same(i-1) && p.blocks[i-1].Kind == Item || same(i+1)
}

// dropInitials takes the marker off blocks whose letter belongs to no list:
// "J. Edgar Hoover".
func (p *page) dropInitials(numbered []int) {
	keep := make([]bool, len(numbered))
	for k, i := range numbered {
		o := ordinalOf(p.blocks[i].Marker)
		if o.style == '1' {
			keep[k] = true
			continue
		}
		if k > 0 && o.follows(ordinalOf(p.blocks[numbered[k-1]].Marker)) {
			keep[k-1], keep[k] = true, true
		}
	}
	for k, i := range numbered {
		if !keep[k] {
			p.blocks[i].Body, p.blocks[i].Marker = p.blocks[i].Span, ""
			p.traits[i] = traitOf(p.raw, &p.blocks[i])
		}
	}
}

// resolveNumbered tells numbered items from numbered headings. Between headings
// stands text that is not indented below them; between items nothing does.
func (p *page) resolveNumbered(numbered []int) {
	for from := 0; from < len(numbered); {
		if p.blocks[numbered[from]].Marker == "" {
			from++
			continue
		}
		to := from + 1
		for to < len(numbered) && p.sameSeries(numbered[to-1], numbered[to]) {
			to++
		}
		p.resolveSeries(numbered[from:to])
		from = to
	}
}

// sameSeries reports whether block j is the next one of the series that block i
// belongs to.
func (p *page) sameSeries(i, j int) bool {
	return p.blocks[i].Indent == p.blocks[j].Indent && ordinalOf(p.blocks[j].Marker).follows(ordinalOf(p.blocks[i].Marker))
}

func (p *page) resolveSeries(series []int) {
	divided, gaps := 0, 0
	for k, i := range series {
		last := k == len(series)-1
		if last && len(series) > 1 {
			break
		}
		gaps++
		if p.hasTextBelow(i) && (!last || p.opensSection(i)) {
			divided++
		}
	}
	for _, i := range series {
		t := &p.traits[i]
		if divided*2 > gaps && t.short && t.last != '.' && t.last != ';' && t.last != ',' && (t.last != '…') {
			p.fix(i, Heading)
		} else {
			p.fix(i, Item)
		}
		if divided*2 > gaps || p.hasChild(i) {
			p.roles[i] = entry
		}
	}
}

// hasTextBelow reports whether the block under i is text of its own and not
// indented below it.
func (p *page) hasTextBelow(i int) bool {
	j := p.next(i)
	return j < len(p.blocks) && p.blocks[j].Marker == "" && p.blocks[j].Indent <= p.blocks[i].Indent
}

// hasChild reports whether the block under i is text that is indented below it.
func (p *page) hasChild(i int) bool {
	j := p.next(i)
	return j < len(p.blocks) && p.blocks[j].Marker == "" && p.blocks[j].Indent > p.blocks[i].Indent
}

// opensSection reports whether the only numbered block of its series looks like
// a heading: short, without a stop, with a paragraph below.
func (p *page) opensSection(i int) bool {
	j := p.next(i)
	return p.traits[i].words <= 14 && (p.traits[j].stops || !p.traits[j].short)
}
