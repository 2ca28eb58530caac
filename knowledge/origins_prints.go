package knowledge

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"unicode"

	"attache/knowledge/language"
)

// Fingerprints of a text: every run of printWords words has a hash, and of the
// hashes of printWindow runs in a row the least is kept (winnowing). Two texts
// that share printWords+printWindow-1 words in a row therefore share a print,
// wherever the words stand, and a text has about one print in four words.
const (
	printWords  = 5
	printWindow = 6
)

// Prints are the fingerprints of a text in order of place, packed: see [Prints.At].
type Prints string

// printSize is how many bytes one print takes: hash, start and length.
const printSize = 4 + 4 + 2

// Len is how many prints there are.
func (p Prints) Len() int { return len(p) / printSize }

// At returns the hash of the i-th print and the words that it is of.
func (p Prints) At(i int) (hash uint32, words Span) {
	b := []byte(p[i*printSize : (i+1)*printSize])
	start := int(binary.LittleEndian.Uint32(b[4:]))
	return binary.LittleEndian.Uint32(b), Span{Start: start, End: start + int(binary.LittleEndian.Uint16(b[8:]))}
}

// printsOf takes the fingerprints of a text without its furniture. No print runs
// from one block into the next.
func printsOf(t *language.Text) Prints {
	var out []byte
	w := winnow{}
	for _, b := range t.Blocks {
		if b.Kind == language.Furniture {
			continue
		}
		w.words = w.words[:0]
		first := t.TokenAt(b.Body.Start)
		for i := first; i < len(t.Tokens) && t.Tokens[i].Start < b.Body.End; i++ {
			if tok := t.Tokens[i]; tok.Kind == language.Word || tok.Kind == language.Number {
				w.words = append(w.words, hashed{hashWord(tok.In(t.Raw)), tok.Span})
			}
		}
		out = w.keep(out)
	}
	return Prints(out)
}

// hashed is a word or a run of words with its hash.
type hashed struct {
	hash uint32
	Span
}

// winnow chooses the prints of one block after the other.
type winnow struct{ words, runs []hashed }

func (w *winnow) keep(out []byte) []byte {
	w.runs = w.runs[:0]
	for i := 0; i+printWords <= len(w.words); i++ {
		run := hashed{hash: 2166136261, Span: Span{Start: w.words[i].Start, End: w.words[i+printWords-1].End}}
		for _, word := range w.words[i : i+printWords] {
			run.hash = (run.hash ^ word.hash) * 16777619
			run.hash ^= run.hash >> 15
		}
		w.runs = append(w.runs, run)
	}
	last := -1
	for i := range w.runs {
		if i+printWindow > len(w.runs) && i > 0 {
			break
		}
		least := i
		for j := i + 1; j < min(i+printWindow, len(w.runs)); j++ {
			if w.runs[j].hash <= w.runs[least].hash {
				least = j
			}
		}
		if least != last && w.runs[least].Len() <= math.MaxUint16 {
			last = least
			out = binary.LittleEndian.AppendUint32(out, w.runs[least].hash)
			out = binary.LittleEndian.AppendUint32(out, uint32(w.runs[least].Start))
			out = binary.LittleEndian.AppendUint16(out, uint16(w.runs[least].Len()))
		}
	}
	return out
}

// hashWord is equal for words that differ in case or in the form of an apostrophe.
func hashWord(word string) uint32 {
	h := fnv.New32a()
	var buf [4]byte
	for _, r := range word {
		if r == '’' {
			r = '\''
		}
		binary.LittleEndian.PutUint32(buf[:], uint32(unicode.ToLower(r)))
		h.Write(buf[:])
	}
	return h.Sum32()
}
