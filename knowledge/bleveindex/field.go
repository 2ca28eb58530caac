package bleveindex

import (
	"encoding/binary"
	"errors"

	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"attache/knowledge"
)

// The fields of an indexed passage.
const (
	textField    = "text"    // the words of the passage
	headingField = "heading" // the words of the heading that governs it
	titleField   = "title"   // the words of its document's title
	docField     = "doc"     // the document's id, one term
	placeField   = "place"   // a place, stored and not searched
)

// fields are those that words are searched in. What a word in each of them
// counts for is in rank.go.
var fields = [...]string{textField, headingField, titleField}

// lengths are numbers of terms, for each of fields.
type lengths [len(fields)]int

func (l lengths) plus(o lengths, sign int) lengths {
	for i := range l {
		l[i] += sign * o[i]
	}
	return l
}

// place is where a passage stands, and how many terms it is indexed by.
type place struct {
	doc     knowledge.DocID
	span    knowledge.Span
	lengths lengths
}

func (p place) encode() []byte {
	b := make([]byte, 0, len(p.doc)+20)
	b = binary.AppendUvarint(b, uint64(p.span.Start))
	b = binary.AppendUvarint(b, uint64(p.span.Len()))
	for _, n := range p.lengths {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return append(b, p.doc...)
}

var errPlace = errors.New("a passage is stored in a form that cannot be read")

func decodePlace(b []byte) (p place, err error) {
	var n [2 + len(fields)]int
	for i := range n {
		v, size := binary.Uvarint(b)
		if size <= 0 {
			return place{}, errPlace
		}
		n[i], b = int(v), b[size:]
	}
	p.span = knowledge.Span{Start: n[0], End: n[0] + n[1]}
	copy(p.lengths[:], n[2:])
	p.doc = knowledge.DocID(b)
	return p, nil
}

// entry is an analysed passage, ready to be indexed.
type entry struct {
	place
	id     string
	fields []document.Field
	bytes  int // of the texts it was made from
}

// newEntry analyses a passage.
func newEntry(a *analyser, p *knowledge.IndexedPassage) entry {
	e := entry{place: place{doc: p.Doc, span: p.Span}, id: string(p.ID)}
	for i, text := range [...]string{p.Text, p.Heading, p.Title} {
		e.bytes += len(text)
		if text == "" {
			continue
		}
		f := newWords(fields[i], a.terms(nil, text))
		e.lengths[i] = f.length
		e.fields = append(e.fields, f)
	}
	e.fields = append(e.fields,
		document.NewTextFieldCustom(docField, nil, []byte(p.Doc), index.IndexField|index.SkipFreqNorm, nil),
		document.NewTextFieldCustom(placeField, nil, e.encode(), index.StoreField, nil))
	return e
}

// document is a fresh one each time: bleve adds fields of its own to it.
func (e *entry) document() *document.Document {
	d := document.NewDocument(e.id)
	for _, f := range e.fields {
		d.AddField(f)
	}
	return d
}

// words is a field whose terms are known already. It keeps what ranking needs,
// how often each term stands in it, and nothing else.
type words struct {
	name   string
	terms  index.TokenFrequencies
	length int
}

func newWords(name string, terms []string) *words {
	w := &words{name: name, terms: make(index.TokenFrequencies, len(terms)), length: len(terms)}
	frequencies := make([]index.TokenFreq, len(terms))
	for i, term := range terms {
		f, ok := w.terms[term]
		if !ok {
			f = &frequencies[i]
			f.Term = []byte(term)
			w.terms[term] = f
		}
		f.SetFrequency(f.Frequency() + 1)
	}
	return w
}

func (w *words) Name() string                                     { return w.name }
func (w *words) Value() []byte                                    { return nil }
func (w *words) ArrayPositions() []uint64                         { return nil }
func (w *words) EncodedFieldType() byte                           { return 't' }
func (w *words) Analyze()                                         {}
func (w *words) Options() index.FieldIndexingOptions              { return index.IndexField }
func (w *words) AnalyzedLength() int                              { return w.length }
func (w *words) AnalyzedTokenFrequencies() index.TokenFrequencies { return w.terms }
func (w *words) NumPlainTextBytes() uint64                        { return 0 }
func (w *words) Size() int                                        { return 64 * len(w.terms) }
