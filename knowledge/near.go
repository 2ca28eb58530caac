package knowledge

// wordPairs remembers how well words stand for each other while many tellings are
// compared: the same pairs come again and again. nil remembers nothing. It is not
// safe for concurrent use.
type wordPairs struct {
	ids   map[*lexeme]uint32 // counted from 1
	pairs []nearPair         // each in the one place where it can be
}

// nearPair is two words and how near they are. The zero pair is of no words.
type nearPair struct {
	words uint64
	near  float64
}

const (
	// fewTellings are compared faster than what they share is remembered.
	fewTellings = 200
	// nearPairs is how many pairs are remembered, a power of two. One takes 16 bytes.
	nearPairs = 1 << 17
)

// newWordPairs numbers the words of the tellings that will be compared.
func newWordPairs(told []*telling) *wordPairs {
	if len(told) < fewTellings {
		return nil
	}
	n := &wordPairs{ids: map[*lexeme]uint32{}, pairs: make([]nearPair, nearPairs)}
	for _, t := range told {
		for i := range t.content.words {
			w := &t.content.words[i]
			if n.ids[w.lexeme] == 0 {
				n.ids[w.lexeme] = uint32(len(n.ids) + 1)
			}
			w.id = n.ids[w.lexeme]
		}
	}
	return n
}

// of is how well one word stands for another, 1 where they are one word.
func (n *wordPairs) of(a, b *weighed) float64 {
	if a.lexeme == b.lexeme || a.term == b.term {
		return 1
	}
	if n == nil || a.id == 0 || b.id == 0 {
		return nearWords(a, b)
	}
	words := uint64(min(a.id, b.id))<<32 | uint64(max(a.id, b.id))
	// Fibonacci hashing spreads numbers that follow each other.
	p := &n.pairs[words*0x9E3779B97F4A7C15>>32%nearPairs]
	if p.words != words {
		*p = nearPair{words, nearWords(a, b)}
	}
	return p.near
}

// usualWords is how many words a telling has at most, but for long ones.
const usualWords = 64

// covered is the part of a, by weight, that b says too, and the part of b that a
// does. common tells that they have a word in common, in whatever form.
func (n *wordPairs) covered(a, b *content) (ofA, ofB float64, common bool) {
	var room [usualWords]float64
	best := room[:0] // of the words of b
	if len(b.words) > usualWords {
		best = make([]float64, 0, len(b.words))
	}
	best = best[:len(b.words)]
	sum := 0.0
	for i := range a.words {
		w, most := &a.words[i], 0.0
		for j := range b.words {
			near := n.of(w, &b.words[j])
			most, best[j] = max(most, near), max(best[j], near)
		}
		common = common || most == 1
		sum += most * w.weight
	}
	if a.mass > 0 {
		ofA = sum / a.mass
	}
	sum = 0
	for j := range b.words {
		sum += best[j] * b.words[j].weight
	}
	if b.mass > 0 {
		ofB = sum / b.mass
	}
	return ofA, ofB, common
}
