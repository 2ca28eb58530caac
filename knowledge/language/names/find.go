package names

import (
	"strings"

	"attache/knowledge/language"
)

// Find returns the names in one document, in order and without overlaps.
func Find(t *language.Text) []Mention { return Sure(FindDoubtful(t)) }

// FindDoubtful is Find, and with the names also returns the words that may be one:
// capitalised words that no list knows and of which the document shows nothing. A
// [Catalogue] takes them for a name where other documents have it.
func FindDoubtful(t *language.Text) []Mention {
	s := newScan(t)
	s.findRuns()
	for pass := range 2 {
		for i := range s.runs {
			r := &s.runs[i]
			if pass > 0 && r.boost == 0 && r.body == 0 && !s.worthReading(r) {
				continue
			}
			r.segments = s.read(r)
		}
		if pass == 0 {
			s.learn()
			s.accompany()
		}
	}
	out, at := s.mentions()
	s.fill(out)
	s.addRoles(out, at)
	return out
}

// worthReading reports whether what the document showed can change how r is read.
func (s *scan) worthReading(r *run) bool {
	for i := range r.atoms {
		if _, ok := s.family[r.atoms[i].key]; ok {
			return true
		}
	}
	return false
}

// family is what a document, or a dossier, showed of a word.
type family struct {
	person       float32 // the best score of a person's name that ends with it
	given        float32 // … that begins with it
	organisation float32
	place        float32 // the best score of a place that no list knows
}

// certain is the score from which a reading teaches how the word is to be read
// elsewhere.
const certain = 0.25

// learn collects what the readings show of the words in them.
func (s *scan) learn() {
	for i := range s.runs {
		r := &s.runs[i]
		for n, seg := range r.segments {
			atoms := r.atoms[seg.from:seg.to]
			if seg.to == len(r.atoms) && seg.score > 0 {
				s.learnAcronym(i, seg.label, atoms)
			}
			switch {
			case seg.label == asPerson && seg.score > 0 && n > 0 && r.segments[n-1].label == asTitle:
				s.learnPerson(atoms, max(seg.score, 1))
			case seg.label == asPerson && (seg.score >= certain || seg.score > 0 && len(atoms) > 1):
				s.learnPerson(atoms, seg.score)
			case seg.label == asPlace && seg.score > 0 && len(atoms) == 1 && atoms[0].class&(place|town|surname|given) == 0 && r.style == prose:
				f := s.family[atoms[0].key]
				f.place = max(f.place, seg.score)
				s.family[atoms[0].key] = f
			case seg.label == asOrganisation && seg.score >= certain:
				s.learnOrganisation(s.joinKeys(atoms), seg.score)
				if n := len(atoms); n > 1 && (legalForms[atoms[n-1].key] || s.shortens(atoms[:n-1])) {
					s.learnOrganisation(s.joinKeys(atoms[:n-1]), seg.score)
				}
			}
		}
	}
}

// shortens reports whether a body that other words name with another behind them
// can go by these alone: "Hellenic Star" is "Hellenic Star Shipping", but "Ashford
// City" is no council.
func (s *scan) shortens(atoms []atom) bool {
	const other = place | town | demonym | geo | title | titleMod | event | stop | given
	if len(atoms) < 2 || s.phrase(atoms)&(place|org) != 0 {
		return false
	}
	for i := range atoms {
		if atoms[i].link != noLink || atoms[i].class&other != 0 {
			return false
		}
	}
	return true
}

// learnAcronym learns the short form that stands in brackets behind the name that
// ends run i: "Ministry of Justice (MoJ)".
func (s *scan) learnAcronym(i int, l label, atoms []atom) {
	if l > asOrganisation || i+1 >= len(s.runs) {
		return
	}
	next := &s.runs[i+1]
	short := &next.atoms[0]
	if len(next.atoms) != 1 || next.from != s.runs[i].to+1 || !s.punct(next.from-1, "(") || !s.punct(next.to, ")") {
		return
	}
	if !spells(short.key, atoms) {
		return
	}
	s.short[s.plain(language.Span{Start: short.start, End: short.end}, false)] = s.plain(language.Span{Start: atoms[0].start, End: atoms[len(atoms)-1].end}, false)
	f := s.family[short.key]
	if l == asPerson {
		f.person = max(f.person, bracketed)
	} else {
		f.organisation = max(f.organisation, bracketed)
	}
	s.family[short.key] = f
}

// bracketed is the certainty of a short form that its own name introduces.
const bracketed = 3

// spells reports whether the letters of short stand in the name in their order,
// the first one at its beginning, and at least as many of them as it has words
// begin a word or a part of one: "MoJ", "DWU" of "Dockworkers' Union".
func spells(short string, atoms []atom) bool {
	words, at, begun := 0, 0, 0
	var name strings.Builder
	begins := map[int]bool{}
	for i := range atoms {
		if atoms[i].link == noLink {
			words++
		}
		begins[name.Len()] = true
		name.WriteString(atoms[i].key)
	}
	all := name.String()
	for i := 0; i < len(short); i++ {
		next := -1
		for k := at; k < len(all); k++ { // a word's beginning first
			if all[k] == short[i] && begins[k] {
				next = k
				break
			}
		}
		if inside := strings.IndexByte(all[min(at, len(all)):], short[i]); next < 0 && inside >= 0 {
			next = at + inside
		}
		if next < 0 || i == 0 && next != 0 {
			return false
		}
		if begins[next] {
			begun++
		}
		at = next + 1
	}
	return len(short) > 1 && begun*2 >= len(short) && begun*2 >= words
}

func (s *scan) learnOrganisation(key string, score float32) {
	f := s.family[key]
	f.organisation = max(f.organisation, score)
	s.family[key] = f
}

func (s *scan) learnPerson(atoms []atom, score float32) {
	last := len(atoms) - 1
	if atoms[last].class&nameEnd != 0 && last > 0 {
		last--
	}
	if eastern(atoms) {
		last = 0
	}
	key := atoms[last].key
	if atoms[last].class&common != 0 && atoms[last].class&surname == 0 && score < 1 {
		return // an ordinary word takes more
	}
	f := s.family[key]
	f.person = max(f.person, score)
	s.family[key] = f
	if short, ok := strings.CutPrefix(key, "al "); ok { // "al-Assad" is "Assad" in headlines
		s.family[short] = f
	}
	if len(atoms) > 1 && !atoms[0].initial && atoms[0].class&given != 0 {
		g := s.family[atoms[0].key]
		g.given = max(g.given, score)
		s.family[atoms[0].key] = g
	}
}

// recalled is what the document showed elsewhere of the words of a name.
func (s *scan) recalled(atoms []atom, words int) float32 {
	last := &atoms[len(atoms)-1]
	if last.class&nameEnd != 0 && len(atoms) > 1 {
		last = &atoms[len(atoms)-2]
	}
	f, ok := s.family[last.key]
	if man, is := masculine(last.key); is && !ok && !ascii(s.word(last.from)) {
		f, ok = s.family[man]
	}
	if words == 1 {
		switch {
		case ok && f.person > 0 && (last.class&place != 0 || s.lower[last.key]):
			return 2.8
		case ok && f.person > 0:
			return 3.8
		case ok && f.given > 0:
			return 2
		}
		return 0
	}
	if ok && f.person > 0 {
		return 3
	}
	if f, ok := s.family[atoms[0].key]; ok && f.person > 0 && atoms[0].class&clan != 0 {
		return 2
	}
	return 0
}

// Sure leaves out the doubtful ones. The mentions are not changed.
func Sure(mentions []Mention) []Mention {
	var out []Mention
	for i := range mentions {
		if !mentions[i].Doubtful {
			out = append(out, mentions[i])
		}
	}
	return out
}

// doubtful reports whether a run is one word that may be a surname or the name of
// a body.
func (s *scan) doubtful(r *run) bool {
	const known = ^(surname | given | ending)
	if len(r.atoms) != 1 || r.style != prose {
		return false
	}
	a := &r.atoms[0]
	return !a.initial && a.class&known == 0 && (a.class&given == 0 || a.class&surname != 0) && len(a.key) > 3 && !a.caps && !s.lower[a.key]
}

// mentions turns the readings into mentions, and says which tokens each has. Runs
// stand in the order of the text, and so do mentions.
func (s *scan) mentions() ([]Mention, []tokenRange) {
	var out []Mention
	var at []tokenRange
	for i := range s.runs {
		r := &s.runs[i]
		for _, seg := range r.segments {
			doubtful := seg.label == asOther && s.doubtful(r)
			if !doubtful && (seg.label > asPlace || seg.score <= 0) {
				continue
			}
			atoms := r.atoms[seg.from:seg.to]
			m := Mention{
				Span: language.Span{Start: atoms[0].start, End: atoms[len(atoms)-1].end},
			}
			if m.Doubtful = doubtful; !doubtful {
				m.Kind = Kind(seg.label)
			}
			m.Name = s.plain(m.Span, r.style == shouted || allCaps(atoms) && (r.style == table || seg.label == asPlace && len(atoms[0].key) > 5))
			out = append(out, m)
			at = append(at, tokenRange{atoms[0].from, atoms[len(atoms)-1].to})
		}
	}
	return out, at
}

func allCaps(atoms []atom) bool {
	for i := range atoms {
		if atoms[i].link == noLink && !atoms[i].caps && !atoms[i].initial {
			return false
		}
	}
	return true
}

// plain is the name in a span as a person would write it.
func (s *scan) plain(span language.Span, shouted bool) string {
	name := strings.Join(strings.Fields(span.In(s.text.Raw)), " ")
	if !shouted {
		return name
	}
	words := strings.Split(name, " ")
	for i, w := range words {
		e := s.lookup(w)
		if e.class&org != 0 && len(w) <= 5 || e.class&(place|org) != 0 && strings.Contains(w, ".") || s.lex.acronym[e.key] || len(w) < 3 {
			continue
		}
		words[i] = capitalise(w)
	}
	return strings.Join(words, " ")
}

// capitalise writes a shouted word with one capital for each of its parts.
func capitalise(w string) string {
	var b strings.Builder
	start := true
	for _, r := range w {
		if start {
			b.WriteRune(r)
		} else {
			b.WriteString(strings.ToLower(string(r)))
		}
		start = language.IsHyphen(r) || r == '\'' || r == '’' || r == '.'
	}
	return b.String()
}
