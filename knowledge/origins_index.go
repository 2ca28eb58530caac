package knowledge

import (
	"cmp"
	"slices"
	"sync"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// lineage is what the origins of a dossier are worked out from: who names whom,
// and which texts share words. It is never changed; [lineage.with] makes the next.
type lineage struct {
	credits  map[DocID][]speech.Provenance
	segments []segment
	outlets  map[string]bool // folded names that are surely outlets': so named, or a document's publisher
	byOutlet map[string][]DocID
	citedBy  map[string]DocID // the first document that names an outlet, one that it did not publish before its own
	kin      sync.Map         // of DocID to []kin: what was compared already
}

// posting says that a document has a print.
type posting struct {
	hash uint32
	doc  uint32 // index in segment.docs
}

// segment is the prints of some documents, in order of hash. It is never changed.
type segment struct {
	docs     []DocID
	postings []posting
}

// fresh is a document that lineage does not hold yet.
type fresh struct {
	id      DocID
	credits []speech.Provenance
	prints  Prints
	names   []names.Mention
}

// has reports whether a document was taken in.
func (l *lineage) has(id DocID) bool {
	if l == nil {
		return false
	}
	_, ok := l.credits[id]
	return ok
}

// with returns the lineage of the documents docs, of which added were not there
// before. The prints of documents that are gone stay until their segment is
// merged, and lead nowhere.
func (l *lineage) with(docs []Document, added []fresh) *lineage {
	next := &lineage{credits: make(map[DocID][]speech.Provenance, len(docs)), outlets: map[string]bool{}, byOutlet: map[string][]DocID{}, citedBy: map[string]DocID{}}
	if l != nil {
		next.segments = slices.Clone(l.segments)
	}
	for _, f := range added {
		next.credits[f.id] = f.credits
	}
	for i := range docs {
		if _, ok := next.credits[docs[i].ID]; !ok && l != nil {
			next.credits[docs[i].ID] = l.credits[docs[i].ID]
		}
		if name := outletKey(docs[i].Publisher.Value); name != "" {
			next.outlets[name] = true
			next.byOutlet[name] = append(next.byOutlet[name], docs[i].ID)
		}
	}
	ownWords := map[string]bool{} // outlets that only their own documents name so far
	for i := range docs {
		for _, p := range next.credits[docs[i].ID] {
			key := outletKey(p.Name)
			if p.Sure {
				next.outlets[key] = true
			}
			if own := key == outletKey(docs[i].Publisher.Value); next.citedBy[key] == "" || ownWords[key] && !own {
				next.citedBy[key], ownWords[key] = docs[i].ID, own
			}
		}
	}
	next.add(added)
	return next
}

// add makes a segment of the documents, and merges it with those before it that
// are no bigger, so that there are few of them and each print is moved seldom.
func (l *lineage) add(added []fresh) {
	if len(added) == 0 {
		return
	}
	s := segment{}
	for i, f := range added {
		s.docs = append(s.docs, f.id)
		for k := range f.prints.Len() {
			hash, _ := f.prints.At(k)
			s.postings = append(s.postings, posting{hash, uint32(i)})
		}
	}
	for n := len(l.segments); n > 0 && len(l.segments[n-1].postings) <= 2*len(s.postings); n-- {
		s = l.merged(l.segments[n-1], s)
		l.segments = l.segments[:n-1]
	}
	slices.SortFunc(s.postings, comparePostings)
	s.postings = slices.Compact(s.postings)
	l.segments = append(l.segments, s)
}

// merged joins two segments, in no order, without the documents that are gone.
func (l *lineage) merged(a, b segment) segment {
	out := segment{}
	for _, part := range [...]segment{a, b} {
		at := make([]int, len(part.docs))
		for i, id := range part.docs {
			at[i] = -1
			if _, there := l.credits[id]; there {
				at[i] = len(out.docs)
				out.docs = append(out.docs, id)
			}
		}
		for _, p := range part.postings {
			if at[p.doc] >= 0 {
				out.postings = append(out.postings, posting{p.hash, uint32(at[p.doc])})
			}
		}
	}
	return out
}

func comparePostings(a, b posting) int {
	return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.doc, b.doc))
}

// Bounds of the search for documents with the same words.
const (
	commonPrint = 200 // documents that have a print, above which it tells nothing: a page's machinery wrote it
	mostKin     = 12  // documents that one is compared with
	leastPrints = 2   // that it must share with each
)

// near returns the documents that share most prints with a text, the nearest
// first, at most mostKin.
func (l *lineage) near(self DocID, prints Prints) []DocID {
	shared, _ := l.shared(self, prints)
	var out []DocID
	for id, n := range shared {
		if n >= leastPrints {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b DocID) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
	return out[:min(len(out), mostKin)]
}

// shared counts the prints that other documents share with a text, and its
// different prints.
func (l *lineage) shared(self DocID, prints Prints) (with map[DocID]int, of int) {
	shared := map[DocID]int{}
	seen := map[uint32]bool{}
	for i := range prints.Len() {
		hash, _ := prints.At(i)
		if seen[hash] {
			continue
		}
		seen[hash] = true
		for _, s := range l.segments {
			at, _ := slices.BinarySearchFunc(s.postings, hash, func(p posting, h uint32) int { return cmp.Compare(p.hash, h) })
			end := at
			for end < len(s.postings) && s.postings[end].hash == hash && end-at <= commonPrint {
				end++
			}
			if end-at > commonPrint {
				continue
			}
			for _, p := range s.postings[at:end] {
				if id := s.docs[p.doc]; id != self && l.has(id) {
					shared[id]++
				}
			}
		}
	}
	return shared, len(seen)
}

// outletKey is equal for the ways in which one outlet is written.
func outletKey(name string) string {
	key := language.FoldString(name)
	for _, article := range [...]string{"the ", "der ", "die ", "das ", "le ", "la "} {
		if len(key) > len(article)+2 && key[:len(article)] == article {
			key = key[len(article):]
			break
		}
	}
	return key
}
