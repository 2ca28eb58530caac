package names

// accompany lets the names of a list speak for each other: what stands beside a
// person in "A, B and C" is probably a person.
func (s *scan) accompany() {
	for i := 1; i < len(s.runs); i++ {
		if s.listed(i-1, i) && s.endsInPerson(i-1) {
			s.runs[i].boost = max(s.runs[i].boost, s.beside(i-1, i))
		}
	}
	for i := len(s.runs) - 2; i >= 0; i-- {
		if s.listed(i, i+1) && s.beginsWithPerson(i+1) {
			s.runs[i].boost = max(s.runs[i].boost, s.beside(i+1, i))
		}
	}
	for i := 1; i < len(s.runs); i++ {
		if !s.listed(i-1, i) {
			continue
		}
		if s.isOrganisation(i - 1) {
			s.runs[i].body = 2
		}
		if s.isOrganisation(i) {
			s.runs[i-1].body = 2
		}
	}
	s.rows()
}

// beside is what it is worth for a person's name in run i that run person is one:
// more where both are one word, as surnames stand beside surnames.
func (s *scan) beside(person, i int) float32 {
	if r := &s.runs[i]; len(s.runs[person].atoms) == 1 && s.bare(i) && !r.start && r.style == prose && r.atoms[0].class&common == 0 {
		return 2
	}
	return 1.3
}

// isOrganisation reports whether run i is an organisation's name and no more.
func (s *scan) isOrganisation(i int) bool {
	segs := s.runs[i].segments
	return len(segs) == 1 && segs[0].label == asOrganisation && segs[0].score > 1
}

// rows raises lists of three and more single words that no list knows, in reports
// on sports: they are teams' players.
func (s *scan) rows() {
	if !s.sports {
		return
	}
	for from := 0; from < len(s.runs); {
		to := from
		for to < len(s.runs) && s.bare(to) && (to == from || s.listed(to-1, to)) {
			to++
		}
		if to-from >= 3 {
			for i := from; i < to; i++ {
				s.runs[i].boost = max(s.runs[i].boost, 1)
			}
		}
		from = max(to, from+1)
	}
}

// bare reports whether run i is one word that can be a surname.
func (s *scan) bare(i int) bool {
	atoms := s.runs[i].atoms
	return len(atoms) == 1 && atoms[0].class&(place|town|org|demonym|stop|orgHead|event|title|role) == 0 && !atoms[0].caps
}

// listed reports whether only a comma or "and" stands between two runs, or
// a slash.
func (s *scan) listed(i, j int) bool {
	a, b := &s.runs[i], &s.runs[j]
	if a.sentence != b.sentence || b.from-a.to > 2 || b.from == a.to {
		return false
	}
	for t := a.to; t < b.from; t++ {
		switch s.word(t) {
		case ",", "and", ";", "/":
		default:
			return false
		}
	}
	return true
}

func (s *scan) endsInPerson(i int) bool {
	segs := s.runs[i].segments
	if len(segs) == 0 {
		return false
	}
	last := segs[len(segs)-1]
	return last.label == asPerson && last.score > 0 || s.runs[i].boost > 0 && s.bare(i)
}

func (s *scan) beginsWithPerson(i int) bool {
	segs := s.runs[i].segments
	if len(segs) == 0 {
		return false
	}
	return segs[0].label == asPerson && segs[0].score > 0 && len(segs) == 1 || s.runs[i].boost > 0 && s.bare(i)
}
