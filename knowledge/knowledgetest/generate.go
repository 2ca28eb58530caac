// Package knowledgetest holds the suites that every [knowledge.Index] and every
// [knowledge.Store] passes, and text to measure them with.
package knowledgetest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	vocabulary    = 80_001 // words that generated text is made of
	docPassages   = 20     // passages of one generated document
	titleWords    = 8
	headingWords  = 4
	minBody, body = 40, 40 // words of a passage: from minBody, less than minBody+body
)

// Generate yields n passages of made-up text whose words are as unevenly
// frequent as those of a language (Zipf, exponent 1.1). Twenty passages are one
// document. The same seed gives the same text on every machine.
func Generate(n int, seed uint64) iter.Seq[knowledge.IndexedPassage] {
	return func(yield func(knowledge.IndexedPassage) bool) {
		g := newGenerator(seed)
		for i := range n {
			if !yield(g.passage(i)) {
				return
			}
		}
	}
}

// Words returns n words as a reader of text by [Generate] might ask for.
func Words(n int, seed uint64) []string {
	g := newGenerator(seed)
	words := make([]string, n)
	for i := range words {
		words[i] = g.word()
	}
	return words
}

type generator struct {
	random *rand.Rand
	zipf   *rand.Zipf
	title  string
	length int // of the document so far, in bytes
}

func newGenerator(seed uint64) *generator {
	random := rand.New(rand.NewPCG(seed, seed))
	return &generator{random: random, zipf: rand.NewZipf(random, 1.1, 3, vocabulary-1)}
}

func (g *generator) passage(i int) knowledge.IndexedPassage {
	if i%docPassages == 0 {
		g.title, g.length = g.text(titleWords), 0
	}
	text := g.text(minBody + g.random.IntN(body))
	p := knowledge.IndexedPassage{
		Passage: knowledge.Passage{
			ID:   knowledge.PassageID(fmt.Sprintf("p%07d", i)),
			Doc:  knowledge.DocID(fmt.Sprintf("d%06d", i/docPassages)),
			Span: language.Span{Start: g.length, End: g.length + len(text)},
		},
		Text:    text,
		Heading: g.text(headingWords),
		Title:   g.title,
	}
	g.length += len(text) + 1
	return p
}

func (g *generator) text(words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(g.word())
	}
	return b.String()
}

func (g *generator) word() string { return spell(g.zipf.Uint64()) }

// spell writes a number as a word that can be spoken. The frequent words are the
// short ones.
func spell(n uint64) string {
	const consonants, vowels = "bdfgklmnprtvz", "aeiou"
	var b []byte
	for {
		b = append(b, consonants[n%13])
		n /= 13
		b = append(b, vowels[n%5])
		n /= 5
		if n == 0 {
			return string(append(b, 'k'))
		}
	}
}
