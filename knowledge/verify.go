package knowledge

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"attache/knowledge/language"
)

// Verify reports an error if the citation is not, byte for byte, what the stored
// text of its document says.
func Verify(ctx context.Context, texts Texts, c Citation) error {
	text, err := texts.Text(ctx, c.Doc)
	if err != nil {
		return fmt.Errorf("citation %s of %s: %w", c.ID, c.Path, err)
	}
	if c.Span.Start < 0 || c.Span.End > len(text) || c.Span.Start >= c.Span.End || c.Span.In(text) != c.Text {
		return fmt.Errorf("citation %s of %s: bytes %d to %d do not say what is quoted", c.ID, c.Path, c.Span.Start, c.Span.End)
	}
	if d, ok := texts.(*Dossier); ok {
		d.receipts.keep(c)
	}
	return nil
}

// Texts gives the canonical text of documents.
type Texts interface {
	Text(ctx context.Context, id DocID) (string, error)
}

// Stands returns the places at which a text stands in the dossier word for word,
// in order of path, at most limit. White space and the shapes of quotation marks,
// apostrophes and dashes do not count: these are the typist's, not the words.
func (d *Dossier) Stands(ctx context.Context, text string, limit int) ([]Citation, error) {
	pattern, rarest := wordForWord(text)
	if pattern == nil {
		return nil, nil
	}
	var out []Citation
	docs := d.Documents()
	for i := range docs {
		doc, err := d.unread(ctx, docs[i].ID)
		if err != nil {
			return nil, err
		}
		if !strings.Contains(doc.Text, rarest) {
			continue
		}
		for _, at := range pattern.FindAllStringIndex(doc.Text, limit-len(out)) {
			out = append(out, doc.Cite(Span{Start: at[0], End: at[1]}))
		}
		if len(out) >= limit {
			break
		}
	}
	return out, nil
}

// unread returns a document with its text, without what was read in it: looking
// through all documents must not push out those that are at hand.
func (d *Dossier) unread(ctx context.Context, id DocID) (Document, error) {
	if o, ok := d.opened.get(id); ok {
		return o.doc, nil
	}
	doc, err := d.store.Document(ctx, id)
	if err != nil {
		return Document{}, fmt.Errorf("read document %s: %w", id, err)
	}
	return doc, nil
}

// shapes are characters that are typed in several ways.
var shapes = []string{`'’‘ʼ`, `"“”„«»`, `\-‐‑–—`}

// wordForWord returns a pattern for a text, nil where there is none, and its
// longest piece that must stand as it was typed.
func wordForWord(text string) (pattern *regexp.Regexp, rarest string) {
	words := strings.Fields(strings.ToValidUTF8(text, "\uFFFD"))
	if len(words) == 0 {
		return nil, ""
	}
	for i, word := range words {
		for piece := range strings.FieldsFuncSeq(word, isShape) {
			if len(piece) > len(rarest) {
				rarest = piece
			}
		}
		words[i] = shaped(word)
	}
	pattern, err := regexp.Compile(strings.Join(words, `\s+`))
	if err != nil {
		return nil, "" // longer than what can be compiled: no text that is typed is
	}
	return pattern, rarest
}

func isShape(r rune) bool {
	return slices.ContainsFunc(shapes, func(s string) bool { return r != '\\' && strings.ContainsRune(s, r) })
}

// shaped writes a word as a pattern that takes every shape of its marks.
func shaped(word string) string {
	var b strings.Builder
	for _, r := range word {
		i := slices.IndexFunc(shapes, func(s string) bool { return r != '\\' && strings.ContainsRune(s, r) })
		if i < 0 {
			b.WriteString(regexp.QuoteMeta(string(r)))
			continue
		}
		b.WriteString("[" + shapes[i] + "]")
	}
	return b.String()
}

// Limits of what is held against a text to find the nearest.
const (
	nearestPassages  = 60
	nearestSentences = 4 // in a row
	nearestSimilar   = 4 // words for one that the dossier does not have
)

// Nearest returns the sentence, or the few in a row, of the dossier that share
// most words with a text, and false where none shares any.
func (d *Dossier) Nearest(ctx context.Context, text string) (Citation, bool, error) {
	q := Query{Limit: nearestPassages}
	var err error
	if q.Terms, err = d.termsLike(ctx, text); err != nil || len(q.Terms) == 0 {
		return Citation{}, false, err
	}
	hits, err := d.index.Search(ctx, q)
	if err != nil {
		return Citation{}, false, fmt.Errorf("search for the nearest words: %w", err)
	}
	n := likest{wanted: bagOf(text)}
	for _, h := range hits {
		t, err := d.Analysis(ctx, h.Doc)
		if err != nil {
			return Citation{}, false, err
		}
		n.read(h, t)
	}
	if n.likeness == 0 {
		return Citation{}, false, nil
	}
	doc, err := d.Document(ctx, n.doc)
	return doc.Cite(n.span), true, err
}

// termsLike are the words of a text, as the index has them, and words like those
// that it does not have.
func (d *Dossier) termsLike(ctx context.Context, text string) ([]Term, error) {
	terms := d.index.Terms(text)
	counts, err := d.index.DocFreq(ctx, terms)
	if err != nil {
		return nil, fmt.Errorf("count words: %w", err)
	}
	var out []Term
	for i, term := range terms {
		if counts[i] > 0 {
			out = append(out, Term{Text: term, Boost: 1})
			continue
		}
		similar, err := d.index.Similar(ctx, term, nearestSimilar)
		if err != nil {
			return nil, fmt.Errorf("look for words like %q: %w", term, err)
		}
		for _, s := range similar {
			out = append(out, Term{Text: s, Boost: .5})
		}
	}
	return out, nil
}

// likest finds the run of sentences that is most like a text.
type likest struct {
	wanted   map[string]int
	doc      DocID
	span     Span
	likeness float64
}

func (n *likest) read(h Hit, t *language.Text) {
	for i := range t.Sentences {
		if !t.Sentences[i].Overlaps(h.Span) {
			continue
		}
		for k := i; k < min(i+nearestSentences, len(t.Sentences)); k++ {
			s := Span{Start: t.Sentences[i].Start, End: t.Sentences[k].End}
			if likeness := overlapOf(n.wanted, bagOf(s.In(t.Raw))); likeness > n.likeness {
				n.doc, n.span, n.likeness = h.Doc, s, likeness
			}
		}
	}
}

// bagOf counts the words of a text.
func bagOf(text string) map[string]int {
	out := map[string]int{}
	for word := range strings.FieldsSeq(language.FoldString(text)) {
		if word = strings.Trim(word, `.,;:!?"'“”‘’()[]«»`); word != "" {
			out[word]++
		}
	}
	return out
}

// overlapOf is how much two bags of words have in common: 1 where they are equal,
// 0 where they share nothing (Dice's coefficient).
func overlapOf(a, b map[string]int) float64 {
	shared, all := 0, 0
	for word, n := range a {
		shared += min(n, b[word])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(all)
}
