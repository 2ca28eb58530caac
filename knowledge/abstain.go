package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// wantedNames are what each kind of answer is called where it is missing.
var wantedNames = map[Kind]string{Person: "name", Time: "date", Place: "place", Count: "number", Length: "length of time", Reason: "reason",
	Saying: "statement by this speaker", Body: "organisation", Identity: "role", Several: "list"}

// reason says what kind of evidence is missing and what was searched.
func (d *Dossier) reason(q *query, ranked []candidate) string {
	searched, absent := d.searched(), q.absent(ranked)
	switch {
	case q.named:
		return fmt.Sprintf("The question seems to be %s, and the dossier is not: only its names were looked for (%s).", tongues[q.foreign].in, searched)
	case q.foreign != "":
		return fmt.Sprintf("The question seems to be %s, and the dossier is not (%s).", tongues[q.foreign].in, searched)
	case q.personal() && len(absent) == 0:
		return fmt.Sprintf("The dossier tells only what its documents say: nothing of you and me, and no opinion of its own (%s).", searched)
	}
	switch what := wantedNames[q.kind]; {
	case len(absent) > 0:
		return fmt.Sprintf("The dossier does not say: no passage mentions %s (%s).", oneOf(absent), searched)
	case what != "":
		return fmt.Sprintf("The dossier does not say: no %s that answers this stands in it (%s).", what, searched)
	}
	return fmt.Sprintf("The dossier does not say: no passage in it answers this (%s).", searched)
}

// absent returns the words that the dossier does not hold, quoted; neighbours
// together. What the best candidates say in other words is not absent.
func (q *query) absent(ranked []candidate) []string {
	var out []string
	before := -2
	for i := range q.words {
		w := &q.words[i]
		reworded := slices.ContainsFunc(ranked[:min(len(ranked), rivals)], func(c candidate) bool { return c.near[i] >= synonym })
		if w.light || reports[w.low] || w.count > 0 || len(w.others) > 0 || reworded {
			continue
		}
		if w.token == before+1 {
			last := &out[len(out)-1]
			*last = strings.TrimSuffix(*last, "”") + " " + w.typed + "”"
		} else {
			out = append(out, "“"+w.typed+"”")
		}
		before = w.token
	}
	return out
}

// oneOf joins words with commas and "or".
func oneOf(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
	return words[0]
}

// searched tells which documents were searched: "5 documents, October to November
// 2025".
func (d *Dossier) searched() string {
	docs := d.Documents()
	out := fmt.Sprintf("%d documents", len(docs))
	if len(docs) == 1 {
		out = "1 document"
	}
	var first, last Date
	for i := range docs {
		day := docs[i].Published.Value
		if day.IsZero() {
			continue
		}
		if first.IsZero() || day.Compare(first) < 0 {
			first = day
		}
		if last.IsZero() || day.Compare(last) > 0 {
			last = day
		}
	}
	if first.IsZero() {
		return out
	}
	return out + ", " + monthsBetween(first, last)
}

// monthsBetween writes the months of two dates: "October to November 2025".
func monthsBetween(a, b Date) string {
	if a.Year == b.Year && a.Month == b.Month {
		return monthOf(b)
	}
	if a.Year == b.Year && a.Month > 0 {
		return a.Time().Month().String() + " to " + monthOf(b)
	}
	return monthOf(a) + " to " + monthOf(b)
}

func monthOf(d Date) string {
	if d.Month == 0 {
		return fmt.Sprint(d.Year)
	}
	return fmt.Sprintf("%s %d", d.Time().Month(), d.Year)
}
