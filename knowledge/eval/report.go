package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"attache/knowledge"
)

// Figures count outcomes.
type Figures struct {
	Answerable       int `json:"answerable"`
	Found1           int `json:"found@1"` // the first quotation is right, evidence that is only near counted
	Found3           int `json:"found@3"`
	WronglyAbstained int `json:"wrongly_abstained"`
	Unanswerable     int `json:"unanswerable"`
	WronglyAnswered  int `json:"wrongly_answered"`
}

func (f *Figures) add(o *Outcome) {
	if !o.Question.Answerable {
		f.Unanswerable++
		f.WronglyAnswered += count(o.Answered)
		return
	}
	f.Answerable++
	f.Found1 += count(o.Rank == 1)
	f.Found3 += count(o.Rank >= 1 && o.Rank <= 3)
	f.WronglyAbstained += count(!o.Answered)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Report is the figures over all questions and by the kind of answer they ask
// for, with every outcome.
type Report struct {
	All      Figures             `json:"all"`
	Kinds    map[string]*Figures `json:"kinds"`
	Outcomes []Outcome           `json:"outcomes"`
}

func (r *Report) add(o Outcome) {
	r.Outcomes = append(r.Outcomes, o)
	if r.Kinds[o.Kind] == nil {
		r.Kinds[o.Kind] = &Figures{}
	}
	r.All.add(&o)
	r.Kinds[o.Kind].add(&o)
}

// WriteText writes the figures as a table, and with verbose the outcome of every
// question below it.
func (r *Report) WriteText(w io.Writer, verbose bool) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "kind\tanswerable\tfound@1\tfound@3\twrongly abstained\tunanswerable\twrongly answered")
	row := func(name string, f *Figures) {
		fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\n", name, f.Answerable, f.Found1, f.Found3, f.WronglyAbstained, f.Unanswerable, f.WronglyAnswered)
	}
	for _, kind := range slices.Sorted(maps.Keys(r.Kinds)) {
		row(kind, r.Kinds[kind])
	}
	row("all", &r.All)
	if err := t.Flush(); err != nil || !verbose {
		return err
	}
	for i := range r.Outcomes {
		if err := r.Outcomes[i].write(w); err != nil {
			return err
		}
	}
	return nil
}

func (o *Outcome) write(w io.Writer) error {
	verdict := "abstained"
	if o.Answered {
		verdict = "answered"
	}
	if o.Question.Answerable {
		verdict += fmt.Sprintf(", right at %d", o.Rank)
	}
	_, err := fmt.Fprintf(w, "%s  %s (%s): %s: %s\n", o.Question.ID, o.Question.Question, o.Kind, verdict, knowledge.OneLine(o.Best))
	return err
}

// WriteJSON writes the report as one JSON object.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(r)
}
