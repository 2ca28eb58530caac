package speech

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Where credits stand in a text.
const (
	bylineBlocks = 6  // from the start
	creditBlocks = 4  // from the end
	datelineHead = 14 // tokens of a paragraph
	creditWords  = 5
	creditLine   = 160 // bytes of a line of sources
)

// credits finds the outlets that stand beside the running text: in datelines,
// bylines, lines of sources and at the end.
func (r *reader) credits() []Provenance {
	var out []Provenance
	last := len(r.t.Blocks) - 1
	for i, b := range r.t.Blocks {
		out = append(out, r.sourceLine(b)...)
		if p, ok := r.dateline(b); ok {
			out = append(out, p)
		}
		if i < bylineBlocks {
			out = append(out, r.byline(b)...)
		}
		if p, ok := r.signature(b); ok && i > last-creditBlocks {
			out = append(out, p)
		}
	}
	return out
}

// sourceLine reads lines such as "Source: The Herald / Reuters (2025)". What stands
// between the marks is a name, whether or not it is known for one.
func (r *reader) sourceLine(b language.Block) []Provenance {
	line := b.Body.In(r.t.Raw)
	label, _, ok := strings.Cut(line, ":")
	if !ok || !sourceLabels[strings.ToLower(strings.TrimSpace(label))] || len(line) > creditLine {
		return nil
	}
	var out []Provenance
	start := b.Body.Start + len(label) + 1
	for start < b.Body.End {
		end := start + strings.IndexAny(r.t.Raw[start:b.Body.End]+"/", "/;,|(")
		if name := trim(r.t.Raw, language.Span{Start: start, End: min(end, b.Body.End)}); r.looksNamed(name) {
			out = append(out, Provenance{Span: b.Body, Name: name.In(r.t.Raw), At: name})
		}
		if end >= b.Body.End || r.t.Raw[end] == '(' {
			break
		}
		start = end + 1
	}
	return out
}

var sourceLabels = map[string]bool{"source": true, "sources": true, "via": true, "quelle": true, "quellen": true, "джерело": true, "джерела": true,
	"источник": true, "источники": true, "kaynak": true, "fuente": true, "fonte": true, "bron": true, "kilde": true, "źródło": true, "originally published by": true, "news source": true}

// looksNamed reports whether the words of a span can be a name: they are few, and
// the first is capitalised, or an agency that writes itself small.
func (r *reader) looksNamed(s language.Span) bool {
	text := s.In(r.t.Raw)
	words := strings.Fields(text)
	if s.Len() < 2 || len(words) == 0 || len(words) > creditWords || strings.Contains(text, "://") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first) || IsOutlet(text)
}

// dateline reads the outlet at the start of a paragraph, in brackets or between
// strokes: "KYIV, Nov 20 (Reuters) - …", "МОСКВА, 12 мая. /ТАСС/. …".
func (r *reader) dateline(b language.Block) (Provenance, bool) {
	if b.Kind != language.Paragraph {
		return Provenance{}, false
	}
	from := r.t.TokenAt(b.Body.Start)
	end := r.t.TokenAt(b.Body.End)
	for i := from; i < min(end, from+datelineHead); i++ {
		closing := map[string]string{"(": ")", "/": "/", "[": "]"}[r.low[i]]
		if closing == "" {
			continue
		}
		j := i + 1
		for j < end && j <= i+creditWords && (r.t.Tokens[j].Kind == language.Word || r.low[j] == "." || isHyphenMark(r.low[j])) {
			j++
		}
		last := j
		for closing == ")" && j < end && j <= i+creditWords && (r.low[j] == "/" || r.t.Tokens[j].Kind == language.Word) {
			j++ // a desk of the agency: "(dpa/lnw)"
		}
		if last == i+1 || j >= end || r.low[j] != closing {
			continue
		}
		if m, ok := r.in[i+1]; ok && r.mentions[m].Kind == names.Person {
			return Provenance{}, false
		}
		at := language.Span{Start: r.t.Tokens[i+1].Start, End: r.t.Tokens[last-1].End}
		name := at.In(r.t.Raw)
		dash := j+1 < end && (isHyphenMark(r.low[j+1]) || r.low[j+1] == ":" && from < i)
		if closing == "/" && !dash { // the stroke may be the end of the dateline itself
			dash = j+1 < end && r.low[j+1] == "." && r.t.Tokens[i+1].AllCap
		}
		if !r.looksNamed(at) || !dash && !(IsOutlet(name) && r.t.Tokens[from].Upper && i-from <= 5) {
			continue
		}
		return Provenance{Span: language.Span{Start: b.Body.Start, End: r.t.Tokens[j].End}, Name: name, At: at}, true
	}
	return r.bareDateline(b, from, end)
}

// bareDateline reads a name and a dash alone: "AFP - …", "МОСКВА. ИНТЕРФАКС - …".
// Only what is an outlet's name by its words is believed so.
func (r *reader) bareDateline(b language.Block, from, end int) (Provenance, bool) {
	for i := from; i < min(end-1, from+datelineHead); i++ {
		tok := r.t.Tokens[i]
		if tok.Kind != language.Word || !tok.AllCap || !isHyphenMark(r.low[i+1]) || !r.t.Tokens[i+1].Spaced || !IsOutlet(tok.In(r.t.Raw)) {
			continue
		}
		if i == from || r.low[i-1] == "." && r.t.Tokens[from].Upper || r.low[i-1] == "," && r.t.Tokens[from].AllCap {
			return Provenance{Span: language.Span{Start: b.Body.Start, End: tok.End}, Name: tok.In(r.t.Raw), At: tok.Span}, true
		}
	}
	return Provenance{}, false
}

func isHyphenMark(mark string) bool {
	return mark == "-" || mark == "–" || mark == "—" || mark == "‑" || mark == "--" || mark == "―"
}

// byline reads a line that says who wrote the text: "By AP staff", "By Jane Doe,
// Associated Press".
func (r *reader) byline(b language.Block) []Provenance {
	line := b.Body.In(r.t.Raw)
	from, end := r.t.TokenAt(b.Body.Start), r.t.TokenAt(b.Body.End)
	if from >= len(r.low) || end-from > 12 || r.low[from] != "by" && r.low[from] != "von" && r.low[from] != "par" && r.low[from] != "from" || strings.HasSuffix(line, ".") {
		return nil
	}
	var out []Provenance
	start := r.t.Tokens[from].End
	for start < b.Body.End {
		rest := r.t.Raw[start:b.Body.End]
		stop := start + strings.IndexAny(rest+",", ",|/")
		if at := strings.Index(rest, " for "); at >= 0 && start+at < stop {
			stop = start + at + len(" for ") - 1
			if p, ok := r.bylinePart(b, trim(r.t.Raw, language.Span{Start: stop, End: start + strings.IndexAny(rest+",", ",|/")})); ok {
				out = append(out, p)
			}
		}
		if p, ok := r.bylinePart(b, trim(r.t.Raw, language.Span{Start: start, End: min(stop, b.Body.End)})); ok {
			out = append(out, p)
		}
		start = stop + 1
	}
	return out
}

// staff follow the name of an outlet whose people wrote a text.
var staff = set(`staff reporters reporter newsroom correspondent correspondents writers writer agencies desk bureau`)

func (r *reader) bylinePart(b language.Block, part language.Span) (Provenance, bool) {
	words := strings.Fields(part.In(r.t.Raw))
	staffed := len(words) > 1 && staff[strings.ToLower(words[len(words)-1])]
	name := part
	if staffed {
		name.End = name.Start + strings.LastIndex(part.In(r.t.Raw), words[len(words)-1])
		name = trim(r.t.Raw, name)
		if words = words[:len(words)-1]; len(words) > 0 && staff[strings.ToLower(words[len(words)-1])] {
			name.End = name.Start + strings.LastIndex(name.In(r.t.Raw), words[len(words)-1])
			name = trim(r.t.Raw, name)
		}
	}
	low := strings.ToLower(name.In(r.t.Raw))
	if !r.looksNamed(name) || low == "our" || low == "the" || strings.HasPrefix(low, "our ") || !staffed && !IsOutlet(name.In(r.t.Raw)) {
		return Provenance{}, false
	}
	return Provenance{Span: b.Body, Name: name.In(r.t.Raw), At: name}, true
}

// signature reads a credit at the end: a line "— Xinhua", or "(AFP)" behind the
// last sentence of a paragraph.
func (r *reader) signature(b language.Block) (Provenance, bool) {
	line := b.In(r.t.Raw)
	if rest := copyright(line); len(rest) < len(line) {
		start := b.Start + strings.LastIndex(line, rest)
		at := trim(r.t.Raw, language.Span{Start: start, End: start + len(rest)})
		return Provenance{Span: b.Span, Name: at.In(r.t.Raw), At: at}, r.looksNamed(at) && IsOutlet(at.In(r.t.Raw))
	}
	if rest := strings.TrimLeft(line, "-–—― "); len(rest) < len(line) {
		at := trim(r.t.Raw, language.Span{Start: b.End - len(rest), End: b.End})
		if r.looksNamed(at) && (IsOutlet(at.In(r.t.Raw)) || allCapital(at.In(r.t.Raw))) {
			return Provenance{Span: b.Span, Name: at.In(r.t.Raw), At: at}, true
		}
		return Provenance{}, false
	}
	if !strings.HasSuffix(line, ")") && !strings.HasSuffix(line, ").") {
		return Provenance{}, false
	}
	open := strings.LastIndexByte(line, '(')
	if open < 0 {
		return Provenance{}, false
	}
	if before := strings.TrimRight(line[:open], " ”\"»“"); before != "" && !strings.ContainsAny(before[len(before)-1:], ".!?") {
		return Provenance{}, false // it explains the words before it
	}
	at := trim(r.t.Raw, language.Span{Start: b.Start + open + 1, End: b.Start + strings.LastIndexByte(line, ')')})
	if !r.looksNamed(at) || !IsOutlet(at.In(r.t.Raw)) && !allCapital(at.In(r.t.Raw)) {
		return Provenance{}, false
	}
	return Provenance{Span: language.Span{Start: b.Start + open, End: b.End}, Name: at.In(r.t.Raw), At: at}, true
}

// copyright cuts "© 2024" and the like off a line.
func copyright(line string) string {
	for _, mark := range [...]string{"©", "(c)", "(C)", "Copyright"} {
		if rest, ok := strings.CutPrefix(line, mark); ok {
			rest = strings.TrimLeft(rest, " ©(c)0123456789-–,")
			return strings.TrimSuffix(strings.TrimPrefix(rest, "The "), ".")
		}
	}
	return line
}

func allCapital(name string) bool {
	return len(name) >= 2 && len(name) <= 8 && strings.IndexFunc(name, func(c rune) bool { return !unicode.IsUpper(c) }) < 0
}
