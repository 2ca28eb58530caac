package knowledge

// What makes a text a copy of another, but for a few words.
const (
	copyPart   = .75 // of its prints stand in the other too
	copyPrints = 8   // and so many of them at least
)

// markCopies finds the documents among the results that say what another says, in
// its words: one that the dossier had, or one before it among the results.
func (v *view) markCopies(results []Result, added []fresh) {
	order := map[string]int{}
	for i, r := range results {
		order[r.Path] = i
	}
	prints := map[DocID]Prints{}
	for _, f := range added {
		prints[f.id] = f.prints
	}
	for i := range v.docs {
		p, isNew := prints[v.docs[i].ID]
		at, asked := order[v.docs[i].Path]
		if !isNew || !asked || results[at].Outcome != Added {
			continue
		}
		if of := v.copied(v.docs[i].ID, p, func(other *Document) bool {
			before, alsoAsked := order[other.Path]
			return !alsoAsked || before < at
		}); of != nil {
			results[at].Outcome, results[at].Of = NearCopy, of.Path
		}
	}
}

// copied returns the document that holds most of a text, nil for none.
func (v *view) copied(id DocID, prints Prints, mayBe func(*Document) bool) *Document {
	var best *Document
	most := 0
	shared, of := v.lineage.shared(id, prints)
	for other, n := range shared {
		doc := &v.docs[v.byID[other]]
		if n < copyPrints || float64(n) < copyPart*float64(of) || !mayBe(doc) {
			continue
		}
		if n > most || n == most && doc.Path < best.Path {
			best, most = doc, n
		}
	}
	return best
}
