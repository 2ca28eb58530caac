package speech

import (
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// pronoun resolves "he" and "she" where one antecedent fits: the only person
// named in this sentence before it, else in the last sentence before that names
// one. "It" is the body that the sentence before is about. Who is named within
// quotation marks is no antecedent of what is told outside them.
func (r *reader) pronoun(i int) (speaker, bool) {
	span := r.t.Tokens[i].Span
	unresolved := speaker{span: span, name: span.In(r.t.Raw), class: Unknown}
	at := r.t.SentenceAt(span.Start)
	if r.low[i] == "it" {
		if m, ok := r.body(at - 1); ok && at > 0 && r.near(at-1, at) {
			return r.resolved(m, span), true
		}
		return unresolved, true
	}
	if m, ok := r.antecedentOf(i); ok {
		return r.resolved(m, span), true
	}
	return unresolved, true
}

// antecedentOf finds the person whom "he" or "she" at token i means.
func (r *reader) antecedentOf(i int) (mention int, ok bool) {
	at := r.t.SentenceAt(r.t.Tokens[i].Start)
	near := at // the last sentence read: quotations do not count as distance
	for s, steps := at, 0; s >= 0 && steps <= 2 && s >= at-maxQuoted && r.near(s, near); s-- {
		if s != at && r.quotedWhole(s) {
			near = s
			continue
		}
		steps++
		m, people := r.people(s, i)
		switch people {
		case 0:
			continue
		case 1:
			return m, true
		}
		return r.subjectOf(s, i)
	}
	return 0, false
}

// maxQuoted is over how many sentences an antecedent is looked for, most of them
// quoted.
const maxQuoted = 12

// people counts the different persons named in a sentence before the token of a
// pronoun whom it can mean, and returns a mention of one.
func (r *reader) people(sentence, limit int) (mention, count int) {
	s := r.t.Sentences[sentence]
	seen := map[string]bool{}
	for i := s.From; i < min(s.To, limit); i++ {
		m, ok := r.at[i]
		if !ok || r.quoted[i] || r.mentions[m].Kind != names.Person || !r.fits(m, limit) {
			continue
		}
		seen[r.mentions[m].Full] = true
		mention = m
	}
	return mention, len(seen)
}

// quotedWhole reports whether a sentence stands within quotation marks.
func (r *reader) quotedWhole(sentence int) bool {
	s := r.t.Sentences[sentence]
	return s.From < s.To && r.quoted[s.From] && r.quoted[s.To-1]
}

// body returns the organisation that a sentence begins with.
func (r *reader) body(sentence int) (int, bool) {
	if sentence < 0 {
		return 0, false
	}
	from := r.t.Sentences[sentence].From
	if from < len(r.low) && r.low[from] == "the" {
		from++
	}
	m, ok := r.at[from]
	return m, ok && r.mentions[m].Kind == names.Organisation && !r.possessive(m) && !r.quoted[from]
}

// near reports whether two sentences stand in one paragraph or in neighbouring
// ones, or on lines with no empty line between them.
func (r *reader) near(a, b int) bool {
	from, to := r.t.Sentences[a].Block, r.t.Sentences[b].Block
	if to-from <= 1 {
		return true
	}
	for i := from + 1; i <= to; i++ {
		if r.t.Blocks[i].After {
			return false
		}
	}
	return true
}

func (r *reader) resolved(m int, span language.Span) speaker {
	s := r.named(m)
	s.span = span
	return s
}

// subjectOf returns the person that a sentence begins with, where it begins with
// one: whom it is about is who "he" is in the next. Of "Smith's deputy, Jones,"
// that is Jones.
func (r *reader) subjectOf(sentence, pronoun int) (int, bool) {
	s := r.t.Sentences[sentence]
	owned := false
	for i := s.From; i < s.To && i < s.From+10 && i < pronoun; i++ {
		if m, ok := r.at[i]; ok && r.mentions[m].Kind == names.Person {
			if r.possessive(m) {
				owned = true
				continue
			}
			return m, !r.joined(m) && r.fits(m, pronoun)
		}
		if r.low[i] == "," && owned {
			owned = false
			continue
		}
		if r.low[i] == "," || finite[r.low[i]] {
			break
		}
	}
	return 0, false
}

// fits reports whether the pronoun at a token can mean the person of a mention.
func (r *reader) fits(m, pronoun int) bool {
	g := r.gender(m)
	switch r.low[pronoun] {
	case "he", "він", "он":
		return g != names.She
	case "she", "вона", "она":
		return g != names.He
	}
	return true
}

// gender is what a form of address before a person's name, or else the name, says.
func (r *reader) gender(m int) names.Gender {
	i := r.t.TokenAt(r.mentions[m].Start) - 1
	if i >= 0 && r.low[i] == "." {
		i--
	}
	if i >= 0 {
		switch {
		case addressesMen[r.low[i]]:
			return names.He
		case addressesWomen[r.low[i]]:
			return names.She
		}
	}
	return names.GenderOf(r.mentions[m].Full)
}

// Forms of address and nouns that tell the gender of whom they stand before.
var (
	addressesMen = set(`mr sir lord king prince father brother monsieur herr señor signor spokesman chairman congressman businessman actor
		policeman emperor duke baron bishop pope imam`)
	addressesWomen = set(`mrs ms miss lady dame queen princess madame mme frau señora signora spokeswoman chairwoman congresswoman
		businesswoman actress policewoman empress duchess baroness`)
)

// joined reports whether a name is one of several that do something together.
func (r *reader) joined(m int) bool {
	next := r.t.TokenAt(r.mentions[m].End)
	if next+1 >= len(r.low) {
		return false
	}
	return r.low[next] == "and" || r.low[next] == "or" || r.low[next] == "," && r.isNamed(next+1) && r.mentions[r.in[next+1]].Kind == names.Person
}
