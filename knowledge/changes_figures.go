package knowledge

import (
	"cmp"
	"context"
	"slices"
)

// How many of the documents before, and of the new ones, are looked through for
// numbers, the latest.
const (
	figuresOld = 60
	figuresNew = 200
)

// otherwise are words of a number that is of another time or a part, adds to one, or
// is an age: it takes no other number's place.
var otherwise = wordSet(`earlier initially previously formerly former previous old plan planned plans expected expects could may might would if again another also
	including among other additional more fewer each per every average
	younger older aged age`)

// figures finds where new documents give another number than those before for what
// grows while it is told: those who died, fell ill, are missing. The last number of
// the documents before stands against the last of the new ones.
func (r *changesReader) figures() error {
	ids := r.readForFigures()
	if len(ids) == 0 {
		return nil
	}
	read, err := r.d.estimatesOf(r.ctx, ids)
	if err != nil {
		return err
	}
	for k := range magnitudes {
		if magnitudes[k].days > 1 || magnitudes[k].unit != ofPeople {
			continue
		}
		var before, since []estimate
		for _, e := range read {
			switch {
			case e.of != &magnitudes[k] || e.has(otherwise, e.from, e.to):
			case r.isNew[e.page.doc.ID]:
				since = append(since, e)
			default:
				before = append(before, e)
			}
		}
		if now, was, ok := lastEstimates(since, before); ok {
			r.out.Changed = append(r.out.Changed, Shift{What: magnitudes[k].name, Was: sideOf(was), Now: sideOf(now)})
		}
	}
	return nil
}

// readForFigures are the latest of the new documents, and of those before; none where
// there are none before.
func (r *changesReader) readForFigures() []DocID {
	docs := r.d.Documents()
	var young, old []DocID
	for _, i := range byNewest(docs) {
		doc := &docs[i]
		switch {
		case doc.Published.Value.Day == 0:
		case r.isNew[doc.ID] && len(young) < figuresNew:
			young = append(young, doc.ID)
		case !r.isNew[doc.ID] && doc.Stored.Revision <= r.q.Since && len(old) < figuresOld && r.isAbout(doc.ID):
			old = append(old, doc.ID)
		}
	}
	if len(young) == 0 || len(old) == 0 {
		return nil
	}
	return append(young, old...)
}

// estimatesOf reads the numbers of documents.
func (d *Dossier) estimatesOf(ctx context.Context, ids []DocID) ([]estimate, error) {
	c := comparison{d: d, people: d.Names()}
	for _, id := range ids {
		if err := c.read(ctx, id); err != nil {
			return nil, err
		}
	}
	var out []estimate
	for _, a := range c.accounts {
		for _, f := range a.numbers() {
			if q := a.magnitudeOf(f); q != nil {
				out = append(out, estimate{a, f, q})
			}
		}
	}
	return out, nil
}

// lastEstimates returns the last number of new documents and the last that documents
// before gave for the same, where both are told plainly: the documents of the day
// agree on the new one, and only its document can be about another matter.
func lastEstimates(since, before []estimate) (now, was estimate, ok bool) {
	if now, ok = lastOf(since); !ok {
		return now, was, false
	}
	before = slices.DeleteFunc(before, func(e estimate) bool { return !now.page.words.related(e.page.words) })
	if was, ok = lastOf(before); !ok {
		return now, was, false
	}
	later := now.page.doc.Published.Value.Compare(was.page.doc.Published.Value) > 0
	return now, was, later && now.against(was)
}

// lastOf returns the number of the document that was published last; false where
// documents of its day, or it itself, give several.
func lastOf(list []estimate) (last estimate, ok bool) {
	if len(list) == 0 {
		return last, false
	}
	day := func(e estimate) Date { return e.page.doc.Published.Value }
	last = slices.MaxFunc(list, func(a, b estimate) int {
		return cmp.Or(day(a).Compare(day(b)), cmp.Compare(b.from, a.from))
	})
	return last, day(last).Day > 0 && !slices.ContainsFunc(list, func(e estimate) bool { return day(e) == day(last) && !agree(e.figure, last.figure) })
}

// sideOf cites the sentence of a number.
func sideOf(e estimate) Side {
	return Side{Value: e.valueSpan().In(e.page.doc.Text), Quotes: []Citation{e.page.doc.Cite(e.account.span)}}
}
