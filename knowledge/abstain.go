package knowledge

import (
	"fmt"
	"strings"
)

// Beside the features of the best candidate, these tell whether it answers.
const (
	sMargin  = int(featureCount) + iota // how far the next candidate lies behind
	sWords                              // the question has few words
	sNegated                            // it is negated
	sPerson                             // it asks for a person
	sTime                               // … a time
	sCount                              // … a number
	sPlace                              // … a place
	sManner                             // … a way
	sFar                                // most of the question stands nowhere near
	sBare                               // little of it stands in the candidate
	sNoCount                            // it asks for a number, and the candidate has none
	sNoTime                             // likewise for a time or a length of time
	sBias
	signalCount
)

var signalNames = append(featureNames[:], "margin", "words", "negated", "person", "time", "count", "place", "manner", "far", "bare", "no count", "no time", "bias")

// Signals are what is weighed to decide whether a question is answered.
type Signals [signalCount]float64

// SignalNames are the names of the signals, in their order.
func SignalNames() []string { return signalNames }

// signals gathers what tells whether the best candidate answers.
func (q *query) signals(ranked []candidate) Signals {
	var s Signals
	copy(s[:], ranked[0].Features[:])
	s[sMargin] = 1
	if len(ranked) > 1 {
		s[sMargin] = min(1, (ranked[0].score-ranked[1].score)/3)
	}
	heavy := 0
	for i := range q.words {
		if !q.words[i].light {
			heavy++
		}
	}
	s[sWords] = 1 / float64(1+heavy)
	if q.negated {
		s[sNegated] = 1
	}
	switch q.kind {
	case Person:
		s[sPerson] = 1
	case Time:
		s[sTime] = 1
	case Count:
		s[sCount] = 1
	case Place:
		s[sPlace] = 1
	case Manner:
		s[sManner] = 1
	}
	s[sFar] = max(0, s[fMissing]-.35)
	s[sBare] = max(0, .4-s[fCover])
	switch q.kind {
	case Count:
		s[sNoCount] = s[fKindMiss]
	case Time, Length:
		s[sNoTime] = s[fKindMiss]
	}
	s[sBias] = 1
	return s
}

// probability is how likely signals are those of an answer.
func (s *Signals) probability() float64 {
	sum := 0.
	for i := range s {
		sum += s[i] * answerWeights[i]
	}
	return sigmoid(sum)
}

// wantedNames are what each kind of answer is called where it is missing.
var wantedNames = map[Kind]string{Person: "name", Time: "date", Place: "place", Count: "number", Length: "length of time", Reason: "reason",
	Saying: "statement by this speaker", Body: "organisation", Identity: "role", Several: "list"}

// reason says what kind of evidence is missing and what was searched.
func (d *Dossier) reason(q *query) string {
	searched := d.searched()
	if tongue := d.foreignTo(q); tongue != "" {
		return fmt.Sprintf("The question seems to be %s, and the dossier is not (%s).", tongues[tongue].in, searched)
	}
	absent := q.absent()
	switch what := wantedNames[q.kind]; {
	case len(absent) > 0:
		return fmt.Sprintf("The dossier does not say: no passage mentions %s (%s).", oneOf(absent), searched)
	case what != "":
		return fmt.Sprintf("The dossier does not say: no %s that answers this stands in it (%s).", what, searched)
	}
	return fmt.Sprintf("The dossier does not say: no passage in it answers this (%s).", searched)
}

// absent returns the words that the dossier does not hold, quoted; neighbours
// together.
func (q *query) absent() []string {
	var out []string
	before := -2
	for i := range q.words {
		w := &q.words[i]
		if w.light || w.count > 0 || len(w.others) > 0 {
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
