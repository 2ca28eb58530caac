package speech

import (
	"cmp"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// Provenance is a place where a text says whose reporting it repeats.
type Provenance struct {
	Span language.Span // the words that show it, the name among them
	Name string        // the fullest form of the outlet's name in this document
	At   language.Span // the name
}

// reveals are verbs whose subject is where news comes from, when it is an
// organisation.
var reveals = set(`reveals revealed reports reported discloses disclosed publishes published obtained`)

// gives lead to the outlet that was told something.
var gives = set(`told telling tells to with`)

// FindProvenance returns the places where a text names an outlet as the source
// of what it tells, in order:
//
//	an exclusive report from Axios   the Axios report   telling Axios that …
//	confirmed to Axios   reported by Der Spiegel   Axios revealed that …
//	Source: Newsmax / Axios   KYIV (Reuters) —
func FindProvenance(t *language.Text, mentions []names.Mention) []Provenance {
	r := newReader(t, mentions, nil)
	var out []Provenance
	for _, c := range r.outletCandidates() {
		if s, ok := r.provenance(c); ok {
			out = append(out, Provenance{Span: s, Name: c.name, At: c.span})
		}
	}
	out = append(out, r.sourceLines()...)
	slices.SortFunc(out, func(a, b Provenance) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), cmp.Compare(a.At.End, b.At.End))
	})
	return slices.CompactFunc(out, func(a, b Provenance) bool { return a.At == b.At })
}

// outletCandidates are the organisations of the text, and the capitalised words
// that are no known name: a paper that nobody has heard of is a source too.
func (r *reader) outletCandidates() []speaker {
	var out []speaker
	for _, x := range r.mentions {
		if x.Kind == names.Organisation {
			out = append(out, speaker{span: x.Span, name: x.Full})
		}
	}
	for i := 0; i < len(r.low); i++ {
		j := i
		for j < len(r.low) && r.t.Tokens[j].Upper && !r.isNamed(j) && r.low[j] != "the" && (j == i || !r.t.Tokens[j].Line) {
			j++
		}
		if j > i {
			span := language.Span{Start: r.t.Tokens[i].Start, End: r.t.Tokens[j-1].End}
			if s := r.t.SentenceAt(span.Start); s >= 0 && (j > i+1 || r.t.Sentences[s].From < i) {
				out = append(out, speaker{span: span, name: span.In(r.t.Raw)})
			}
			i = j - 1
		}
	}
	return out
}

// provenance reads the words around the name of what may be an outlet.
func (r *reader) provenance(x speaker) (language.Span, bool) {
	first := r.tokenAt(x.span.Start)
	next := r.tokenAt(x.span.End)
	s := r.t.SentenceAt(x.span.Start)
	if s < 0 {
		return language.Span{}, false
	}
	from, to := r.t.Sentences[s].From, r.t.Sentences[s].To
	word := func(i int) string {
		if i < from || i >= to {
			return ""
		}
		return r.low[i]
	}
	before, behind := first-1, next
	if word(before) == "the" {
		before--
	}
	if behind < to && r.t.Tokens[behind].Kind == language.Suffix {
		behind++
	}
	span := func(a, b int) (language.Span, bool) {
		return language.Span{Start: r.t.Tokens[a].Start, End: r.t.Tokens[b].End}, true
	}
	switch {
	case word(behind) == "report" || word(behind) == "reports" && reveals[word(behind+1)] || word(behind) == "reporting" || word(behind) == "exclusive":
		return span(first, behind)
	case reveals[word(behind)]:
		return span(first, behind)
	case word(before) == "from" && (word(before-1) == "report" || word(before-1) == "reports" || word(before-1) == "reporting"):
		return span(max(from, before-2), next-1)
	case word(before) == "by" && (word(before-1) == "reported" || word(before-1) == "revealed" || word(before-1) == "published" || word(before-1) == "obtained" || word(before-1) == "seen" || word(before-1) == "quoted"):
		return span(before-1, next-1)
	case isOutletName(x.name) && word(before) == "to" && word(before-1) == "according":
		return span(before-1, next-1)
	case gives[word(before)] && r.isTold(before, word):
		return span(max(from, before-1), next-1)
	case word(first-1) == "(" && word(next) == ")" && isOutletName(x.name) && first-from < 8:
		return span(first-1, next)
	}
	return language.Span{}, false
}

// isTold reports whether the word at i leads to somebody who was told something:
// "telling Axios", "confirmed to Axios", "in an interview with Axios".
func (r *reader) isTold(i int, word func(int) string) bool {
	switch word(i) {
	case "told", "telling", "tells":
		return true
	case "to":
		v := word(i - 1)
		return v != "according" && (v == "confirmed" || v == "said" || v == "spoke" || v == "speaking" || v == "disclosed" || v == "leaked" || v == "described" || v == "statement" || v == "comments" || v == "confirming")
	case "with":
		return word(i-1) == "interview" || word(i-1) == "interviews" || word(i-1) == "spoke"
	}
	return false
}

// sourceLines reads lines such as "Source: Newsmax / Axios (2025)". What stands
// between the marks is a name, whether or not it is known for one.
func (r *reader) sourceLines() []Provenance {
	var out []Provenance
	for _, b := range r.t.Blocks {
		line := b.Body.In(r.t.Raw)
		label, _, ok := strings.Cut(line, ":")
		if !ok || !sourceLabels[strings.ToLower(strings.TrimSpace(label))] || len(line) > 160 {
			continue
		}
		start := b.Body.Start + len(label) + 1
		for start < b.Body.End {
			end := start + strings.IndexAny(r.t.Raw[start:b.Body.End]+"/", "/;,|(")
			name := trim(r.t.Raw, language.Span{Start: start, End: min(end, b.Body.End)})
			if name.Len() > 1 && startsUpper(name.In(r.t.Raw)) {
				out = append(out, Provenance{Span: b.Body, Name: name.In(r.t.Raw), At: name})
			}
			if end >= b.Body.End || r.t.Raw[end] == '(' {
				break
			}
			start = end + 1
		}
	}
	return out
}

var sourceLabels = map[string]bool{"source": true, "sources": true, "via": true, "quelle": true, "джерело": true, "источник": true, "kaynak": true}
