package names

import "strings"

// label is what a segment of a run is read as.
type label uint8

const (
	asPerson label = iota
	asOrganisation
	asPlace
	asTitle
	asDemonym
	asOther
	asLink
	labels
)

// segment is a part of a run, read as one thing.
type segment struct {
	from, to int // atoms
	label    label
	score    float32
}

// maxSegment bounds the atoms of one name.
const maxSegment = 9

// reading is the best way to read the first atoms of a run, ending in a label.
type reading struct {
	score float32
	own   float32 // the last segment's own part
	from  int
	prev  label
	ok    bool
}

// read finds the best division of r into segments: a Viterbi search over the
// places where segments can end and what they can be.
func (s *scan) read(r *run) []segment {
	n := len(r.atoms)
	var buf [maxRun*2 + 4][labels]reading
	best := buf[:n+1]
	for i := range best {
		best[i] = [labels]reading{}
	}
	for to := 1; to <= n; to++ {
		for from := max(0, to-maxSegment); from < to; from++ {
			for l := asPerson; l < labels; l++ {
				own, ok := s.score(r, from, to, l)
				if !ok {
					continue
				}
				s.extend(best, from, to, l, own, r.style)
			}
		}
	}
	return trace(best, n)
}

func (s *scan) extend(best [][labels]reading, from, to int, l label, own float32, st style) {
	at := &best[to][l]
	if from == 0 {
		if !at.ok || own > at.score {
			*at = reading{score: own, own: own, from: 0, prev: labels, ok: true}
		}
		return
	}
	for p := asPerson; p < labels; p++ {
		before := best[from][p]
		if !before.ok {
			continue
		}
		add := own
		if st != shouted && st != titled {
			add += beside(p, l)
			if st == prose && p == asPerson && l == asPerson {
				add -= 1.7 // nobody writes two names without a mark between them
			}
			if s.tongue == german && p == asOther && l == asPerson {
				add++ // every noun has its capital
			}
		} else if p == asTitle && l == asPerson {
			add++
		}
		if total := before.score + add; !at.ok || total > at.score {
			*at = reading{score: total, own: add, from: from, prev: p, ok: true}
		}
	}
}

func trace(best [][labels]reading, n int) []segment {
	l, found := asPerson, false
	for c := asPerson; c < labels; c++ {
		if best[n][c].ok && (!found || best[n][c].score > best[n][l].score) {
			l, found = c, true
		}
	}
	var out []segment
	for to := n; to > 0 && found; {
		r := best[to][l]
		out = append(out, segment{from: r.from, to: to, label: l, score: r.own})
		to, l = r.from, r.prev
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// beside is what it is worth that a segment l stands directly behind a segment p.
func beside(p, l label) float32 {
	switch {
	case l == asPerson && p == asTitle:
		return 3.4
	case l == asPerson && p == asPerson:
		return -1.8
	case l == asPerson && p == asOther:
		return -1.4
	case l == asPerson && p == asDemonym:
		return -0.9
	case l == asPerson && (p == asOrganisation || p == asPlace):
		return -0.6
	case p == asPerson && (l == asOther || l == asOrganisation || l == asPlace || l == asDemonym):
		return -1.2
	case p == asPerson && l == asTitle:
		return -1.8
	case p == asTitle && (l == asPlace || l == asOrganisation):
		return -0.5
	case p == asPlace && l == asPlace, p == asOrganisation && l == asOrganisation:
		return -0.6
	case p == asPlace && l == asOrganisation:
		return -0.2
	}
	return 0
}

// score is what it is worth to read the atoms from..to of r as l, apart from
// what stands directly beside them in the run.
func (s *scan) score(r *run, from, to int, l label) (float32, bool) {
	atoms := r.atoms[from:to]
	if atoms[0].link != noLink || atoms[len(atoms)-1].link != noLink {
		if atoms[0].link == particleLink {
			return -3, l == asLink && len(atoms) == 1
		}
		return 0, l == asLink && len(atoms) == 1
	}
	switch l {
	case asPerson:
		return s.scorePerson(r, from, to)
	case asOrganisation:
		return s.scoreOrganisation(r, from, to)
	case asPlace:
		return s.scorePlace(r, from, to)
	case asTitle:
		if from > 0 && r.atoms[from-1].link == particleLink {
			return 0, false // "bin Sultan"
		}
		if from > 0 && atoms[0].class&surname != 0 && r.atoms[from-1].class&given != 0 {
			return 0, false // "Martin Luther King"
		}
		if from > 0 && to == len(r.atoms) && isGiven(&r.atoms[from-1]) && atoms[0].class&title == 0 {
			return 0, false // "Christopher Reeve"
		}
		return scoreTitle(atoms)
	case asDemonym:
		if len(atoms) == 1 && atoms[0].class&demonym != 0 {
			return 0.9, true
		}
	case asOther:
		return scoreOther(atoms)
	}
	return 0, false
}

// scoreTitle reads "Foreign Minister", "Secretary of State", "Chief of Staff
// General".
func scoreTitle(atoms []atom) (float32, bool) {
	var score float32
	head := false
	for i := range atoms {
		a := &atoms[i]
		switch {
		case a.link == ofLink && head:
			score += 0.2
		case a.link == andLink:
			score += 0.1
		case a.link != noLink:
			return 0, false
		case a.class&title != 0:
			score += 1.3
			head = true
		case a.class&role != 0:
			score += 1.1
			head = true
		case a.class&titleMod != 0:
			score += 0.8
		default:
			return 0, false
		}
	}
	return score, head
}

// scoreOther reads one word that is no name, or the name of a happening.
func scoreOther(atoms []atom) (float32, bool) {
	n := len(atoms)
	if n == 1 {
		return 0, true
	}
	if atoms[n-1].class&event == 0 || n > 5 {
		return 0, false
	}
	for i := range atoms {
		if atoms[i].link != noLink {
			return 0, false
		}
	}
	return 0.7 * float32(n), true
}

// phrase is the class of a listed name of several words.
func (s *scan) phrase(atoms []atom) class {
	if len(atoms) > s.lex.firsts[firstWord(atoms[0].key)] {
		return 0
	}
	var b strings.Builder
	for i := range atoms {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(atoms[i].key)
	}
	return s.lex.phrases[b.String()]
}

func firstWord(key string) string {
	if i := strings.IndexByte(key, ' '); i > 0 {
		return key[:i]
	}
	return key
}
