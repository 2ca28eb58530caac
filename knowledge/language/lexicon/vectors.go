// Package lexicon tells which English words mean nearly the same, and which the
// opposite: synonyms from WordNet, nearness in shipped word vectors, and a table
// of opposites. Words are asked for in lower case. It is read only and may be
// used from several goroutines; nothing is unpacked before it is first asked for.
package lexicon

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
)

//go:embed data/vectors.bin
var vectorFile string

// row is the size in bytes of a vector: a scale and its components.
const (
	dimensions = 100
	row        = 4 + dimensions
)

// vectors finds the rows of vectorFile by word. The words stay in the file: slots
// is an open hash table of their numbers, counted from 1.
type vectors struct {
	starts []uint32 // of the words' length bytes in vectorFile
	slots  [1 << 17]uint16
	rows   string
}

var loaded = sync.OnceValue(func() *vectors {
	n := int(binary.LittleEndian.Uint32([]byte(vectorFile[:4])))
	v := &vectors{starts: make([]uint32, n)}
	at := 8
	for i := range n {
		v.starts[i] = uint32(at)
		at += 1 + int(vectorFile[at])
		slot := hash(v.word(i))
		for v.slots[slot] != 0 {
			slot = (slot + 1) % uint32(len(v.slots))
		}
		v.slots[slot] = uint16(i + 1)
	}
	v.rows = vectorFile[at:]
	return v
})

func (v *vectors) word(i int) string {
	at := v.starts[i]
	return vectorFile[at+1 : at+1+uint32(vectorFile[at])]
}

// find returns the number of a word, -1 for one that has no vector.
func (v *vectors) find(word string) int {
	for slot := hash(word); v.slots[slot] != 0; slot = (slot + 1) % uint32(len(v.slots)) {
		if i := int(v.slots[slot]) - 1; v.word(i) == word {
			return i
		}
	}
	return -1
}

// hash is FNV-1a, folded to the size of the table.
func hash(word string) uint32 {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return (h ^ h>>17) & (1<<17 - 1)
}

func (v *vectors) cosine(i, j int) float64 {
	a, b := v.rows[i*row:(i+1)*row], v.rows[j*row:(j+1)*row]
	var dot int32
	x, y := a[4:], b[4:row]
	for k := range len(x) {
		dot += int32(int8(x[k])) * int32(int8(y[k]))
	}
	return float64(dot) * scale(a) * scale(b)
}

func scale(row string) float64 {
	bits := uint32(row[0]) | uint32(row[1])<<8 | uint32(row[2])<<16 | uint32(row[3])<<24
	return float64(math.Float32frombits(bits))
}

// Vector is a word that has a place in the table of vectors.
type Vector int

// Find returns the vector of a word, false where it has none.
func Find(word string) (Vector, bool) {
	i := loaded().find(word)
	return Vector(i), i >= 0
}

// Similarity is the cosine of two vectors. From about .55 on, words share a topic
// and mostly a part of speech: "paused" and "halted", but "north" and "south" too.
func (v Vector) Similarity(w Vector) float64 {
	if v == w {
		return 1
	}
	return loaded().cosine(int(v), int(w))
}

// Similarity is the cosine of the vectors of two words, 1 for a word and itself,
// 0 where either has no vector.
func Similarity(a, b string) float64 {
	if a == b {
		return 1
	}
	v, ok := Find(a)
	if !ok {
		return 0
	}
	w, ok := Find(b)
	if !ok {
		return 0
	}
	return v.Similarity(w)
}

// Known reports whether a word is among the frequent words of English.
func Known(word string) bool { return loaded().find(word) >= 0 }
