package knowledge

import "time"

// Taken is what a call of Put or Replace took in.
type Taken struct {
	Results []Result
	Bytes   int64         // of the texts that were read and stored
	Took    time.Duration // until they answered questions
}

// tell tells what was taken in of docs, the first of which the results are of.
func (d *Dossier) tell(docs []Document, results []Result, began time.Time) {
	if d.taken == nil {
		return
	}
	t := Taken{Results: results, Took: time.Since(began)}
	for i, r := range results {
		if r.Err == nil && r.Outcome != Unchanged && r.Outcome != Copy {
			t.Bytes += int64(len(docs[i].Text))
		}
	}
	d.taken(t)
}
