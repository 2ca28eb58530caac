package knowledge

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// quantity is a figure with its signs, scale and unit.
var quantity = regexp.MustCompile(`[≈~<>±+−-]?\s?(?:US|CA|AU|NZ|HK)?[$€£¥₹₽]?\s?\d[\d.,'’]*\d?(?:\s?(?:%|percent|per cent|thousand|million|billion|trillion|[kmb]n?\b))?` +
	`(?:\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|euros?|dollars?|pounds?|km|kilometres?|kilometers?|miles?|metres?|meters?|tonnes?|tons?|kg|people|MW|GW|kWh)\b)?\+?`)

// maxFigure is the length in characters up to which a line with a digit is the
// value of an indicator and not a text about it.
const maxFigure = 30

// isValue reports whether a line is the value of an indicator.
func isValue(text string) bool {
	text = strings.Trim(text, " *_")
	return utf8.RuneCountInString(text) <= maxFigure && strings.ContainsAny(text, "0123456789") && len(strings.Fields(text)) <= 5 &&
		!strings.HasSuffix(text, ".")
}

// numbers reads indicators that are cards of lines, a value with what explains it
// below or above, or list items that hold a value.
func (r *partReader) numbers() []spans {
	var lines []int
	for i := r.from; i < r.to; i++ {
		if r.t.Blocks[i].Kind != language.Furniture {
			lines = append(lines, i)
		}
	}
	var opens []int
	for _, i := range lines {
		if r.t.Blocks[i].Kind != language.Item && isValue(r.raw(i)) && !isPair(r.raw(i)) {
			opens = append(opens, i)
		}
	}
	switch {
	case len(opens) == 0:
		return r.numbered(lines)
	case opens[0] != lines[0] && opens[len(opens)-1] == lines[len(lines)-1]:
		return r.valuesBelow(lines, opens)
	}
	var out []spans
	for k, i := range opens {
		end := r.to
		if k+1 < len(opens) {
			end = opens[k+1]
		}
		s := spans{title: withoutMarkup(r.t.Raw, r.t.Blocks[i].Body)}
		for j := i + 1; j < end; j++ {
			if r.t.Blocks[j].Kind == language.Furniture {
				continue
			}
			if s.text.Len() == 0 {
				s.text = r.t.Blocks[j].Body
			}
			s.text.End = r.t.Blocks[j].Body.End
		}
		out = append(out, s)
	}
	return out
}

// isPair reports whether a line has a label before its value: "Cases: 312".
func isPair(text string) bool {
	label, value, found := strings.Cut(text, ": ")
	return found && hasDigit(value) && strings.IndexFunc(label, unicode.IsLetter) >= 0
}

// pairs counts the lines of the section that have a label before their value.
func (r *partReader) pairs() int {
	n := 0
	for i := r.from; i < r.to; i++ {
		if b := r.t.Blocks[i]; b.Kind != language.Furniture && b.Kind != language.Item && isPair(r.raw(i)) && isValue(r.raw(i)[strings.Index(r.raw(i), ": ")+2:]) {
			n++
		}
	}
	return n
}

// valuesBelow reads cards whose value stands below its label.
func (r *partReader) valuesBelow(lines, opens []int) []spans {
	var out []spans
	at := lines[0]
	for _, i := range opens {
		if i > at {
			out = append(out, spans{title: withoutMarkup(r.t.Raw, r.t.Blocks[i].Body), text: Span{Start: r.t.Blocks[at].Body.Start, End: r.t.Blocks[i-1].Body.End}})
		}
		at = i + 1
	}
	return out
}

// numbered reads lines that each hold a value: "**28** points", "Points: 28",
// "The lease has 28 points."
func (r *partReader) numbered(lines []int) []spans {
	var out []spans
	for _, i := range lines {
		body := r.t.Blocks[i].Body
		title, text := splitTitle(r.t.Raw, body)
		switch {
		case title.Len() > 0 && text.Len() > 0 && isValue(title.In(r.t.Raw)):
			out = append(out, spans{title: title, text: text})
			continue
		case title.Len() > 0 && text.Len() > 0 && isValue(text.In(r.t.Raw)):
			out = append(out, spans{title: text, text: title})
			continue
		}
		if m := quantity.FindStringIndex(body.In(r.t.Raw)); m != nil {
			out = append(out, spans{title: trimmed(r.t.Raw, Span{Start: body.Start + m[0], End: body.Start + m[1]}), text: body})
		}
	}
	return out
}
