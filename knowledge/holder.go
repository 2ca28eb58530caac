package knowledge

import (
	"slices"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// findHolders looks up who holds the post that the question asks about: "Who is
// the army chief?" has the answer of /who the army chief.
func (d *Dossier) findHolders(q *query) {
	if q.kind != Person || q.postFrom <= 0 || q.postFrom >= len(q.tokens) {
		return
	}
	post := q.text[q.tokens[q.postFrom].Start:]
	switch m := d.Names().Lookup(post); m.Outcome {
	case names.ByRole:
		q.holders = []*names.Entity{m.Entity}
	case names.Ambiguous:
		q.holders = m.Candidates
	}
}

// holds reports how surely a unit says who has the post that is asked about: a
// name with the post beside it, or one that is known to hold it beside any post.
func (s *scope) holds(c *candidate, u *unit) float64 {
	best := 0.
	all := s.facts.Names
	for i := firstIn(len(all), u.Start, func(i int) int { return all[i].Start }); i < len(all) && all[i].Start < u.End; i++ {
		for _, role := range all[i].Roles {
			if !u.Span.Contains(role) {
				continue
			}
			if s.saysPost(role) {
				return 1
			}
			if s.isHolder(&all[i]) {
				best = .5
			}
		}
	}
	return best
}

// saysPost reports whether a phrase has all words of the question that weigh.
func (s *scope) saysPost(role Span) bool {
	found := make([]bool, len(s.q.words))
	for k := s.text.TokenAt(role.Start); k < len(s.text.Tokens) && s.text.Tokens[k].Start < role.End; k++ {
		if i := k - s.from; i >= 0 && i < len(s.matches) && s.matches[i].word >= 0 && s.matches[i].strength >= synonym {
			found[s.matches[i].word] = true
		}
	}
	any := false
	for i := range s.q.words {
		switch w := &s.q.words[i]; {
		case found[i]:
			any = true
		case !w.light && w.token >= s.q.postFrom:
			return false
		}
	}
	return any
}

func (s *scope) isHolder(m *names.Mention) bool {
	return slices.ContainsFunc(s.q.holders, func(e *names.Entity) bool {
		return slices.Contains(e.Variants, m.Name) || m.Full != "" && slices.Contains(e.Variants, m.Full)
	})
}

// usualRole is the length in bytes of a phrase that introduces somebody well.
const usualRole = 60

// introduces reports how well a unit tells who the one is that is asked about: by
// a phrase beside the name, better by a longer one.
func (s *scope) introduces(u *unit) float64 {
	best := 0.
	all := s.facts.Names
	for i := firstIn(len(all), u.Start, func(i int) int { return all[i].Start }); i < len(all) && all[i].Start < u.End; i++ {
		if !s.q.namedIn(all[i].Name) && !s.q.namedIn(all[i].Full) {
			continue
		}
		for _, role := range all[i].Roles {
			if u.Span.Contains(role) {
				best = max(best, .6+.4*min(1, float64(role.Len())/usualRole))
			}
		}
	}
	return best
}

// isOnlyName reports whether what was typed is nothing but a name: then it asks
// who or what that is.
func (q *query) isOnlyName() bool {
	if q.asks || len(q.words) == 0 {
		return false
	}
	for i := range q.words {
		if !q.words[i].name {
			return false
		}
	}
	return !slices.ContainsFunc(q.tokens, func(t language.Token) bool { return t.Kind == language.Number })
}
