package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// isRow reports whether a block is a row of a table.
func (r *partReader) isRow(i int) bool {
	text := r.raw(i)
	return isRow(text) || strings.Contains(text, "\t")
}

// isTable reports whether at least two rows of a table stand in the section.
func (r *partReader) isTable() bool {
	rows := 0
	for i := r.from; i < r.to; i++ {
		if r.isRow(i) && r.t.Blocks[i].Kind != language.Furniture {
			rows++
		}
	}
	return rows > 1
}

// columns says what the columns of a table hold; -1 where none does.
type columns struct{ title, by, first, last int }

// table reads each row as one part. The row above a rule, or the first one where
// its cells are names of columns, says what the columns hold.
func (r *partReader) table() []spans {
	var out []spans
	var c columns
	known := false
	for i := r.from; i < r.to; i++ {
		if r.t.Blocks[i].Kind == language.Furniture || !r.isRow(i) {
			continue
		}
		cells := cellsOf(r.t.Raw, r.t.Blocks[i].Body)
		if len(cells) == 0 || isRuleRow(r.raw(i)) {
			continue
		}
		if !known {
			known = true
			var head bool
			if c, head = r.columns(i, cells); head {
				continue
			}
		}
		out = append(out, c.part(r.t.Raw, cells))
	}
	return out
}

func isRuleRow(text string) bool { return strings.Trim(text, "|-:+= \t") == "" }

// cellsOf returns the cells of a row without the white space and signs of bold
// text around them.
func cellsOf(raw string, row Span) []Span {
	sep := byte('|')
	if raw[row.Start] != '|' {
		sep = '\t'
	}
	var out []Span
	start := row.Start
	for at := row.Start; at <= row.End; at++ {
		if at < row.End && raw[at] != sep {
			continue
		}
		cell := trimmed(raw, Span{Start: start, End: at})
		if edge := start == row.Start || at == row.End; cell.Len() > 0 || !edge {
			out = append(out, withoutMarkup(raw, cell))
		}
		start = at + 1
	}
	return out
}

// byColumns and nameColumns are words in the heads of columns.
var (
	byColumns   = []string{"outlet", "discussed", "says", "source", "media", "publication", "voice", "proposed", "backed", "example", "newspaper", "analyst", "who says"}
	nameColumns = []string{"figure", "number", "value", "amount", "count", "camp", "name", "scenario", "precedent", "event", "case", "person", "organisation", "organization",
		"perspective", "group", "side", "takeaway", "title", "outcome", "view", "position", "indicator", "statistic", "metric"}
)

// columns reads the head of a table, and whether the row is one: a rule stands
// below it, or all its cells are short and none holds a digit while the next
// row's does.
func (r *partReader) columns(i int, cells []Span) (columns, bool) {
	c := columns{title: 0, by: -1, first: 1, last: len(cells) - 1}
	head := i+1 < len(r.t.Blocks) && isRuleRow(r.raw(i+1))
	if !head {
		head = strings.ContainsAny(strings.ToLower(r.raw(i)), "abcdefghijklmnopqrstuvwxyz") && hasWord(cells, r.t.Raw, nameColumns) >= 0 && !hasDigit(r.raw(i))
	}
	if head {
		c.by = hasWord(cells, r.t.Raw, byColumns)
	}
	if r.kind == Number {
		c.title = r.valueColumn(i, len(cells))
	}
	if c.title == c.by {
		c.by = -1
	}
	c.first, c.last = longestRun(len(cells), c.title, c.by)
	return c, head
}

// valueColumn is the column that holds values in most rows from i on.
func (r *partReader) valueColumn(i, n int) int {
	counts := make([]int, n)
	for ; i < r.to; i++ {
		if !r.isRow(i) {
			continue
		}
		for k, cell := range cellsOf(r.t.Raw, r.t.Blocks[i].Body) {
			if k < n && isValue(cell.In(r.t.Raw)) {
				counts[k]++
			}
		}
	}
	best := 0
	for k := range counts {
		if counts[k] > counts[best] {
			best = k
		}
	}
	return best
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// hasWord returns the first cell that holds one of the words, -1 where none does.
func hasWord(cells []Span, raw string, words []string) int {
	for k, cell := range cells {
		text := language.FoldString(cell.In(raw))
		for _, w := range words {
			if strings.HasPrefix(text, w) || strings.Contains(text, " "+w) {
				return k
			}
		}
	}
	return -1
}

// longestRun returns the longest run of columns without the two.
func longestRun(n, a, b int) (first, last int) {
	first, last = -1, -1
	for i := 0; i < n; i++ {
		if i == a || i == b {
			continue
		}
		j := i
		for j+1 < n && j+1 != a && j+1 != b {
			j++
		}
		if first < 0 || j-i > last-first {
			first, last = i, j
		}
		i = j
	}
	return first, last
}

func (c columns) part(raw string, cells []Span) spans {
	at := func(i int) Span {
		if i < 0 || i >= len(cells) {
			return Span{}
		}
		return cells[i]
	}
	s := spans{title: at(c.title), by: at(c.by), text: at(c.first)}
	if last := at(min(c.last, len(cells)-1)); s.text.Len() > 0 && last.End > s.text.End {
		s.text.End = last.End
	}
	if s.by.Len() == 0 && s.text.Len() > 0 {
		if by, rest := leadingBy(raw, s.text); by.Len() > 0 && rest.Len() > 0 {
			s.by, s.text = by, rest
		}
	}
	return s
}
