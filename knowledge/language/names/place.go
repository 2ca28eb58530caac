package names

import "attache/knowledge/language"

// scorePlace weighs the atoms from..to of r as a place's name.
func (s *scan) scorePlace(r *run, from, to int) (float32, bool) {
	atoms := r.atoms[from:to]
	n := len(atoms)
	whole := from == 0 && to == len(r.atoms)
	score, ok := s.placeShape(atoms)
	if !ok && whole && n < 4 && s.dateline(r) {
		score, ok = 0.6, true
	}
	if !ok {
		return 0, false
	}
	if from == 0 && (to == len(r.atoms) || r.atoms[to].class&(orgHead|org) == 0) {
		score += s.leftOfPlace(r)
		if whole && s.dateline(r) {
			score += 2.2
		}
	}
	if to == len(r.atoms) {
		score += s.rightOfPlace(r)
	}
	switch f := s.family[atoms[n-1].key]; {
	case n > 1:
	case f.person > 0:
		score -= 2
	case f.place > 0:
		score += 2.2
	}
	if n == 1 && atoms[0].class&given != 0 && to < len(r.atoms) && surnameLike(&r.atoms[to]) {
		score -= 1.6 // "Milan Lesicky"
	}
	switch {
	case r.style != titled && r.style != shouted:
	case n > 1 && s.phrase(atoms)&(place|town) == 0: // "A Turning Point"
		score -= 4
	default:
		score -= 0.5
	}
	return score, true
}

// surnameLike reports whether a word can be a surname and is nothing else.
func surnameLike(a *atom) bool {
	return a.link == noLink && a.class&^(surname|given|ending|town) == 0
}

func (s *scan) placeShape(atoms []atom) (float32, bool) {
	n := len(atoms)
	if n == 1 {
		a := &atoms[0]
		switch {
		case a.initial || a.class&stop != 0 && a.class&place == 0:
			return 0, false
		case a.class&place != 0 && a.class&(common|surname|given) == 0:
			return 2.6, true
		case a.class&place != 0:
			return 2, true
		case a.class&town != 0 && a.class&(common|stop) != 0:
			return -0.6, true
		case a.class&town != 0 && a.class&(given|surname) != 0:
			return -0.2, true
		case a.class&town != 0:
			return 1.2, true
		case a.class&(title|role|event|demonym|org|geo|orgHead) != 0:
			return 0, false
		case a.class&common != 0:
			return -2, true
		}
		return -1.2, true
	}
	switch c := s.phrase(atoms); {
	case c&place != 0:
		return 1.9 * float32(n), true
	case c&town != 0:
		return 1.3 * float32(n), true
	}
	return geoShape(atoms)
}

// geoShape reads "Miami River", "Mount Hood", "North Carolina Coast".
func geoShape(atoms []atom) (float32, bool) {
	n := len(atoms)
	if n > 4 {
		return 0, false
	}
	first, last := &atoms[0], &atoms[n-1]
	for i := range atoms {
		a := &atoms[i]
		if a.link == ofLink && i == n-2 && first.class&geo != 0 && last.class&(place|town) != 0 {
			continue // "Gulf of Mexico"
		}
		if a.link != noLink || a.initial || a.class&stop != 0 && a.class&geo == 0 || a.class&(title|event|orgHead|say) != 0 && a.class&geo == 0 {
			return 0, false
		}
	}
	switch {
	case last.class&geo != 0 && first.class&(geo|demonym) == 0 && !directions[last.key]:
		return 0.8 * float32(n), true
	case first.class&geo != 0 && last.class&geo == 0 && n == 2 && (last.class&(place|town) != 0):
		return 2.8, true
	case first.class&geo != 0 && last.class&(geo|common) == 0 && n == 2 && !directions[first.key]:
		return 1.2, true
	case first.class&geo != 0 && n == 3 && atoms[1].link == ofLink:
		return 2.9, true
	}
	return 0, false
}

var directions = set("north south east west northern southern eastern western central upper lower new")

func (s *scan) leftOfPlace(r *run) float32 {
	i := r.from - 1
	if i < s.text.Sentences[r.sentence].From {
		return 0
	}
	c := s.class[i]
	word := s.word(i)
	switch {
	case c&localPrep != 0 && !s.tokens[i].Upper, word == "In" || word == "At":
		if word == "to" || word == "from" {
			return 0.7
		}
		return 1.4
	case word == "," && i > 0 && s.class[i-1]&(place|town) != 0:
		return 0.8
	case word == "(":
		return 0.5
	case c&role != 0 && !s.tokens[i].Upper:
		return -1
	}
	return 0
}

// dateline reports whether r begins a line as the place of a report does:
// "VIENNA, April 2 —", "LYON , France 1996-10-23", "PUSAN (Reuter) -".
func (s *scan) dateline(r *run) bool {
	last := &r.atoms[len(r.atoms)-1]
	if language.Month(last.key) != 0 || !s.tokens[r.from].Line || !last.caps && s.text.Sentences[r.sentence].To-r.from > 8 || r.to >= len(s.tokens) {
		return false
	}
	next := s.tokens[r.to]
	switch word := s.word(r.to); {
	case next.Line:
		return false
	case next.Kind == language.Number:
		return next.Len() == 4 && last.class&(stop|common) == 0 && (r.to+1 >= len(s.tokens) || s.tokens[r.to+1].Line || s.hyphenAt(r.to+1))
	case word == "," || word == "(":
		return r.to+1 < len(s.tokens) && (s.tokens[r.to+1].Upper || s.tokens[r.to+1].Kind == language.Number) && last.caps
	default:
		return last.caps && r.style != shouted && (word == "-" || word == "–" || word == "—" || word == ":")
	}
}

func (s *scan) rightOfPlace(r *run) float32 {
	sent := &s.text.Sentences[r.sentence]
	i := r.to
	if i+1 >= sent.To {
		return 0
	}
	switch {
	case s.punct(i, ",") && s.class[i+1]&place != 0:
		return 1
	case !s.tokens[i].Upper && s.class[i]&say != 0:
		return -0.3
	}
	return 0
}
