package knowledge

import (
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/lexicon"
	"attache/knowledge/language/names"
)

// clause is a part of a sentence with one verb: tokens from..to of the page.
type clause struct{ from, to int }

// clauseEnds begin a clause that is another one than that before them.
var clauseEnds = wordSet(`before after while when where which who because as but although though whereas if since until unless`)

// clauseStarts lead to a clause that is told by what stands before it.
var clauseStarts = wordSet(`that when while after before as because where who which since`)

// clauseAround finds the clause of a sentence that a token stands in.
func (a *account) clauseAround(at int) clause {
	c := clause{a.from, a.to}
	for i := at - 1; i >= a.from; i-- {
		if low := a.page.text.low[i]; clauseStarts[low] || a.isMark(i, ";—–:") {
			c.from = i + 1
			break
		}
	}
	for i := at + 1; i < a.to; i++ {
		if low := a.page.text.low[i]; clauseEnds[low] || a.isMark(i, ";—–:") {
			c.to = i
			break
		}
	}
	return c
}

// isMark reports whether a token is one of the marks, a hyphen inside a word not
// among them.
func (a *account) isMark(i int, marks string) bool {
	tok := a.page.text.Tokens[i]
	if tok.Kind != language.Punct {
		return false
	}
	text := tok.In(a.page.text.Raw)
	for _, m := range marks {
		if text == string(m) {
			return text != "–" || tok.Spaced
		}
	}
	return false
}

// span is the words of the clause.
func (c clause) span(a *account) Span {
	if c.from >= c.to {
		return Span{}
	}
	to := c.to
	for to > c.from+1 && a.page.text.Tokens[to-1].Kind == language.Punct {
		to--
	}
	return Span{Start: a.page.text.Tokens[c.from].Start, End: a.page.text.Tokens[to-1].End}
}

// irregularVerbs are past forms that no ending shows.
var irregularVerbs = map[string]string{
	"met": "meet", "sent": "send", "told": "tell", "held": "hold", "paid": "pay", "won": "win", "lost": "lose", "took": "take", "taken": "take", "gave": "give",
	"given": "give", "left": "leave", "built": "build", "found": "find", "knew": "know", "known": "know", "went": "go", "gone": "go", "came": "come",
	"became": "become", "spoke": "speak", "spoken": "speak", "wrote": "write", "written": "write", "brought": "bring", "bought": "buy", "sold": "sell",
	"fell": "fall", "fallen": "fall", "broke": "break", "broken": "break", "saw": "see", "seen": "see", "shot": "shoot", "struck": "strike", "led": "lead",
	"spent": "spend", "sat": "sit", "stood": "stand", "withdrew": "withdraw", "withdrawn": "withdraw", "stole": "steal", "stolen": "steal", "chose": "choose",
	"chosen": "choose", "drew": "draw", "drawn": "draw", "fled": "flee", "sank": "sink", "sunk": "sink", "rose": "rise", "risen": "rise", "began": "begin", "begun": "begin",
}

// verb is the dictionary form of a token, as a verb.
func (p *page) verb(i int) string {
	low := p.text.low[i]
	if base, ok := irregularVerbs[low]; ok {
		return base
	}
	base := lexicon.Base(low)
	if base == low && len(low) > 5 {
		base = strings.TrimSuffix(base, "ed") // the dictionary lacks it
	}
	return base
}

// modals make of a verb what may be, or shall.
var modals = wordSet(`will would could can should may might must shall to if won't wouldn't couldn't can't shouldn't cannot whether planned plans scheduled expected hopes hoped due`)

// meantWithin is how many tokens before a verb belong to it.
const meantWithin = 4

// isMeant reports whether the verb at a token tells of what happened: nothing close
// before it denies it, plans it or asks for it.
func (a *account) isMeant(at int) bool {
	for i := at - 1; i >= a.from; i-- {
		low := a.page.text.low[i]
		if a.isMark(i, ",;—–:") {
			return true
		}
		if low == "whether" || low == "if" {
			return false
		}
		if i < at-meantWithin {
			continue
		}
		if modals[low] || negations[low] || low == "deny" || low == "denied" || low == "denies" || low == "refused" || low == "failed" {
			return false
		}
	}
	return true
}

// inQuote reports whether a token lies in what the page quotes directly.
func (a *account) inQuote(i int) bool {
	tok := a.page.text.Tokens[i]
	for _, c := range a.page.facts.Claims {
		if c.Quote.Start > tok.Start {
			break
		}
		if c.Direct && c.Quote.Contains(tok.Span) {
			return true
		}
	}
	return false
}

// aboutWhom are prepositions behind which somebody is spoken of and takes no part.
var aboutWhom = wordSet(`of for from about under by against without than over on like`)

// personsIn returns the persons who take part in a clause, by id, in order: one who
// is only spoken of ("allies of …", "…'s envoy") does not.
func (c *comparison) personsIn(a *account, in clause) []person {
	var out []person
	p := a.page
	span := in.span(a)
	for i := p.nameAt(span.Start); i < len(p.facts.Names) && p.facts.Names[i].Start < span.End; i++ {
		m := p.facts.Names[i]
		if m.Kind != names.Person || !span.Contains(m.Span) {
			continue
		}
		next := p.text.TokenAt(m.End)
		if next < len(p.text.Tokens) && p.text.Tokens[next].Kind == language.Suffix && !p.text.Tokens[next].Spaced || a.spokenOf(m.Span) {
			continue
		}
		if e := c.people.EntityOf(names.Ref{Doc: string(p.doc.ID), Index: i}); e != nil {
			out = append(out, person{e.ID, e.Name, m.Span, i})
		}
	}
	return out
}

// person is somebody who takes part in a clause.
type person struct {
	id, name string
	span     Span
	mention  int
}

// spokenOf reports whether a preposition leads to a name, the titles before it
// skipped.
func (a *account) spokenOf(name Span) bool {
	for i := a.page.text.TokenAt(name.Start) - 1; i >= a.from && i >= a.page.text.TokenAt(name.Start)-5; i-- {
		tok, low := a.page.text.Tokens[i], a.page.text.low[i]
		switch {
		case aboutWhom[low]:
			return true
		case tok.Kind == language.Word && tok.Upper, isHyphen(tok.In(a.page.text.Raw)), low == "the", tok.Kind == language.Suffix:
		default:
			return false
		}
	}
	return false
}
