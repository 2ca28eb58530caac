package knowledge

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"attache/knowledge/language"
	"attache/knowledge/language/speech"
)

// What two quotations must share to be one that is worded differently.
const (
	wordingLeast   = 4  // words of each
	wordingTerms   = 2  // words in common that are no stop words
	wordingPart    = .5 // part of the shorter one that stands in the other in the same order
	wordingContext = 3  // words in common in and around two phrases that one speaker is quoted with
	wordingPhrase  = 10 // words of the shorter of two such phrases at most
	wordingSame    = .9 // part of a quotation that makes another one the same
	wordingApart   = 31 // days between the publications
)

// wording is one sentence of a direct quotation.
type wording struct {
	*account
	span    Span // within the quotation
	speaker string
	words   []string        // folded
	terms   map[string]bool // of the words
	around  map[string]bool // of the sentence, without the quotation and the names
	content []bool          // which of the words are no stop words
}

// wordings finds quotations that documents word differently.
func (c *comparison) wordings() []dispute {
	var all []wording
	var keys [][]string
	at := map[*page][]*account{}
	for _, a := range c.accounts {
		at[a.page] = append(at[a.page], a)
	}
	for _, p := range c.pages {
		for _, claim := range p.facts.Claims {
			speaker := c.speakerOf(p, claim)
			if !claim.Direct || speaker == "" {
				continue
			}
			list := at[p]
			first, _ := slices.BinarySearchFunc(list, claim.Quote.Start, func(a *account, at int) int { return cmp.Compare(a.span.End, at) })
			for _, a := range list[first:] {
				if a.span.Start >= claim.Quote.End {
					break
				}
				part := Span{Start: max(a.span.Start, claim.Quote.Start), End: min(a.span.End, claim.Quote.End)}
				if part.Len() <= 0 {
					continue
				}
				w := newWording(a, part, speaker)
				if len(w.words) >= wordingLeast {
					all = append(all, w)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b wording) int {
		return cmp.Or(cmp.Compare(a.page.doc.Path, b.page.doc.Path), cmp.Compare(a.span.Start, b.span.Start))
	})
	for _, w := range all {
		list := []string{}
		for _, term := range slices.Sorted(maps.Keys(w.terms)) {
			list = append(list, w.speaker+" "+term)
		}
		keys = append(keys, list)
	}
	joined := newPairings(len(all))
	neighbours(keys, 1, func(i, j int) {
		if otherWording(all[i], all[j]) && !hasBoth(all, all[i], all[j]) {
			joined.join(i, j)
		}
	})
	var out []dispute
	for _, group := range groupsOf(joined, all) {
		x := dispute{kind: kindWording, entities: group[0].entities}
		for _, w := range group {
			x.add(strings.Join(w.words, " "), w.span.In(w.page.doc.Text), w.page.doc.Cite(w.account.span))
		}
		for _, e := range c.excerpts(group) {
			x.add(e.value, e.value, e.page.doc.Cite(e.span))
		}
		x.About = "the wording of what " + group[0].told(c)
		out = append(out, x)
	}
	return out
}

// excerpt is a sentence that quotes no more than what all the wordings share.
type excerpt struct {
	*account
	value string
}

// excerpts finds the pages that quote but the phrase which all the wordings of one
// group have: another way in which the words are told.
func (c *comparison) excerpts(group []wording) []excerpt {
	phrase := sharedPhrase(group)
	if len(phrase) < 2 || strings.HasPrefix(group[0].speaker, "?") {
		return nil
	}
	has := map[*page]bool{}
	for _, w := range group {
		has[w.page] = true
	}
	var out []excerpt
	for _, a := range c.accounts {
		if has[a.page] || !a.entities[group[0].speaker] || !publishedNear(a.page, group[0].page, wordingApart) {
			continue
		}
		if at := a.quotes(phrase); at >= 0 {
			has[a.page] = true
			out = append(out, excerpt{a, a.closed(a.clauseAround(at).span(a)).In(a.page.doc.Text)})
		}
	}
	return out
}

// closed takes in the marks that close a span.
func (a *account) closed(s Span) Span {
	for i := a.page.text.TokenAt(s.End); i < a.to; i++ {
		tok := a.page.text.Tokens[i]
		if tok.Start != s.End || !strings.ContainsAny(tok.In(a.page.text.Raw), ".,!?\"”'’»") {
			break
		}
		s.End = tok.End
	}
	return s
}

// quotes returns the token at which a sentence has the words in quotation marks of
// their own, -1 where it has not.
func (a *account) quotes(words []string) int {
	text := a.page.text
	for i := a.from + 1; i+len(words) < a.to; i++ {
		if opening := text.Tokens[i-1].In(text.Raw); strings.Contains("\"“„«'‘", opening) && slices.Equal(text.low[i:i+len(words)], words) {
			return i
		}
	}
	return -1
}

// sharedPhrase is the longest run of words that stands in all wordings, one of them
// no stop word.
func sharedPhrase(group []wording) []string {
	first := group[0]
	var best []string
	for i := range first.words {
		for j := i + 1; j <= len(first.words); j++ {
			run := first.words[i:j]
			if len(run) > len(best) && slices.Contains(first.content[i:j], true) && !slices.ContainsFunc(group[1:], func(w wording) bool { return !holdsRun(w.words, run) }) {
				best = run
			}
		}
	}
	return best
}

func holdsRun(words, run []string) bool {
	for i := 0; i+len(run) <= len(words); i++ {
		if slices.Equal(words[i:i+len(run)], run) {
			return true
		}
	}
	return false
}

// speakerOf is the id of who is quoted; for one who is not named it is what he is
// called, after "?": "?official". It is empty where nobody is credited.
func (c *comparison) speakerOf(p *page, claim speech.Claim) string {
	switch claim.Class {
	case speech.Named:
		if ids := slices.Sorted(maps.Keys(c.named(p, claim.SpeakerSpan))); len(ids) > 0 {
			return ids[0]
		}
		if e := c.people.Lookup(claim.Speaker); e.Entity != nil {
			return e.Entity.ID
		}
	case speech.Anonymous:
		if words := strings.Fields(language.FoldString(claim.Speaker)); len(words) > 0 {
			return "?" + words[len(words)-1]
		}
	}
	return ""
}

// told names the speaker. One who is not named is called what the text calls
// everybody of the kind: "official".
func (w wording) told(c *comparison) string {
	if e := c.people.Get(w.speaker); e != nil {
		return e.Name + " said"
	}
	return "one " + strings.TrimPrefix(w.speaker, "?") + " said, who is not named"
}

func newWording(a *account, span Span, speaker string) wording {
	w := wording{account: a, span: span, speaker: speaker, terms: map[string]bool{}, around: map[string]bool{}}
	text := a.page.text
	for i := a.from; i < a.to; i++ {
		tok, term := text.Tokens[i], text.terms[i]
		switch {
		case tok.Kind != language.Word && tok.Kind != language.Number:
		case span.Contains(tok.Span):
			w.words = append(w.words, text.low[i])
			w.content = append(w.content, term != "")
			if term != "" {
				w.terms[term] = true
			}
		case term != "" && !a.page.isNamed(tok.Span):
			w.around[term] = true
		}
	}
	return w
}

func otherWording(a, b wording) bool {
	if a.page == b.page || a.speaker != b.speaker || !publishedNear(a.page, b.page, wordingApart) {
		return false
	}
	inOrder := longestInOrder(a.words, b.words)
	shorter := min(len(a.words), len(b.words))
	if inOrder == shorter {
		return false // the same, or an excerpt
	}
	shared := len(inBoth(a.terms, b.terms))
	if shared >= wordingTerms && float64(inOrder) >= wordingPart*float64(shorter) {
		return true
	}
	return !strings.HasPrefix(a.speaker, "?") && shorter <= wordingPhrase && float64(shared) >= wordingPart*float64(min(len(a.terms), len(b.terms))) &&
		sharesPhrase(a, b) && len(inBoth(a.wide(), b.wide())) >= wordingContext
}

// hasBoth reports whether the page of one of two wordings quotes the other one
// too: then both were said.
func hasBoth(all []wording, a, b wording) bool {
	return slices.ContainsFunc(all, func(w wording) bool {
		return w.page == a.page && w.saysAll(b) || w.page == b.page && w.saysAll(a)
	})
}

// saysAll reports whether one wording holds the other whole, or nearly.
func (w wording) saysAll(o wording) bool {
	return w.speaker == o.speaker && float64(longestInOrder(w.words, o.words)) >= wordingSame*float64(len(o.words))
}

// wide is all that a sentence says, in the quotation and around it.
func (w wording) wide() map[string]bool {
	out := maps.Clone(w.around)
	maps.Copy(out, w.terms)
	return out
}

// sharesPhrase reports whether two words in a row, one of them no stop word, stand
// in both.
func sharesPhrase(a, b wording) bool {
	for i := 0; i+1 < len(a.words); i++ {
		if !a.content[i] && !a.content[i+1] {
			continue
		}
		for j := 0; j+1 < len(b.words); j++ {
			if a.words[i] == b.words[j] && a.words[i+1] == b.words[j+1] {
				return true
			}
		}
	}
	return false
}

// longestInOrder is how many words of a stand in b in the same order.
func longestInOrder(a, b []string) int {
	row := make([]int, len(b)+1)
	for i := range a {
		before := 0
		for j := range b {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}
