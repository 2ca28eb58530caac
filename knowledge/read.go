package knowledge

import (
	"crypto/sha256"
	"encoding/binary"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// Read reads all there is to read in a document's text. It is a pure function of
// the text and the publication date.
func Read(doc *Document) Facts {
	t := language.Analyse(doc.Text)
	f := Facts{
		Passages: passages(doc, t),
		Timexes:  tagTimes(t, doc.Published.Value),
		Names:    names.FindDoubtful(t),
	}
	sure := names.Sure(f.Names)
	f.Claims = speech.Find(t, sure)
	f.Provenance = speech.FindProvenance(t, sure)
	f.Prints = printsOf(t)
	f.Events = events(t, f.Timexes, f.Claims, doc.Published.Value)
	orderChronologies(t, f.Timexes, doc.Published.Value, f.Events)
	return f
}

func passages(doc *Document, t *language.Text) []Passage {
	found := t.Passages()
	out := make([]Passage, len(found))
	for i, p := range found {
		out[i] = Passage{ID: passageID(doc.Hash, p.Span), Doc: doc.ID, Span: p.Span}
		for _, head := range t.Path(p.From) {
			if head > t.Title() {
				out[i].Heads = append(out[i].Heads, t.Blocks[head].Span)
			}
		}
	}
	return out
}

func passageID(hash [sha256.Size]byte, s Span) PassageID {
	buf := append([]byte("passage"), hash[:]...)
	buf = binary.AppendUvarint(binary.AppendUvarint(buf, uint64(s.Start)), uint64(s.End))
	sum := sha256.Sum256(buf)
	return PassageID(base.EncodeToString(sum[:10]))
}
