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
	for _, series := range p.series(numbered) {
		if len(series) == 1 && ordinalOf(p.blocks[series[0]].Marker).style >= 'A' { // no list: "J. Edgar Hoover"
			b := &p.blocks[series[0]]
			b.Body, b.Marker = b.Span, ""
			p.traits[series[0]] = traitOf(p.raw, b)
			continue
		}
		p.resolveSeries(series)
	}
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

// series gathers numbered blocks that count on from each other at the same depth.
func (p *page) series(numbered []int) [][]int {
	type depth struct {
		indent       int
		style, close byte
	}
	var out [][]int
	open := map[depth]int{} // the series that goes on at a depth
	for _, i := range numbered {
		o := ordinalOf(p.blocks[i].Marker)
		d := depth{p.blocks[i].Indent, o.style, o.close}
		if k, ok := open[d]; ok {
			last := out[k][len(out[k])-1]
			if o.follows(ordinalOf(p.blocks[last].Marker)) {
				out[k] = append(out[k], i)
				continue
			}
		}
		open[d] = len(out)
		out = append(out, []int{i})
	}
	return out
}

// resolveSeries tells numbered items from numbered headings. Between headings
// stands text that is not indented below them; between items nothing does.
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

// hasChild reports whether the block under i is text that is indented below it
// and does not merely go on with the same paragraph.
func (p *page) hasChild(i int) bool {
	j := p.next(i)
	return j < len(p.blocks) && p.blocks[j].Marker == "" && p.blocks[j].Indent > p.blocks[i].Indent &&
		(p.blocks[j].After || !p.traits[j].stops)
}

// opensSection reports whether the only numbered block of its series looks like
// a heading: short, without a stop, with a paragraph below.
func (p *page) opensSection(i int) bool {
	j := p.next(i)
	return p.traits[i].words <= 14 && (p.traits[j].stops || !p.traits[j].short)
}
