package knowledge

import ()

// What makes two sentences the same statement with another day or number in it:
// most of the words of both, by weight, and a name. More happenings than maxNamed
// that share a name are too many to compare: they are what the dossier is about.
const (
	shiftShort = .75
	shiftLong  = .5
	numberLess = .1 // the number that differs is a word of both
	maxNamed   = 2000
)

// shifts finds, among the happenings that only new documents tell, those that an
// old document tells in the same words with another day or number. A plan moves to
// another day; what has happened does not, and is disputed instead.
func (r *changesReader) shifts(old, fresh []*happening) (map[*happening]bool, error) {
	named := map[string][]*telling{}
	for _, h := range old {
		for _, t := range h.told {
			if r.q.Until > 0 && t.doc.Stored.Revision > r.q.Until {
				continue
			}
			for _, id := range t.entities {
				named[id] = append(named[id], t)
			}
		}
	}
	out := map[*happening]bool{}
	c := citer{d: r.d, ctx: r.ctx}
	plans := r.plans
	for _, h := range fresh {
		now := h.best
		value := now.value
		was, what, ok := putOff(now, plans)
		if ok {
			value = func(string) string { return now.event.When.To.String() }
		} else if was, what, ok = statedOtherwise(now, named); !ok {
			continue
		}
		shift := Shift{What: what,
			Was: Side{Value: was.value(what), Quotes: []Citation{c.cite(was, was.event.Span)}},
			Now: Side{Value: value(what), Quotes: c.citeAll(now, h.told)}}
		out[h] = true
		r.out.Changed = append(r.out.Changed, shift)
	}
	return out, c.err
}

// putOffWords is how many words a plan and the sentence that puts it off must have in
// common, when it names the day of the plan too.
const putOffWords = 2

// plansByDay are the tellings that plan something, by its day.
func plansByDay(all []*happening) map[Date][]*telling {
	out := map[Date][]*telling{}
	for _, h := range all {
		for _, t := range h.told {
			if t.planned() && t.onDay() {
				out[t.event.When.From] = append(out[t.event.When.From], t)
			}
		}
	}
	return out
}

// findPutOff finds the plans of before, and what has been put off of all plans.
func (r *changesReader) findPutOff(all []*happening) {
	r.plans, r.putOff = map[Date][]*telling{}, map[DocID][]Span{}
	plans := plansByDay(all)
	for day, told := range plans {
		before, _ := r.split(told)
		r.plans[day] = before
	}
	for _, h := range all {
		for _, t := range h.told {
			for _, was := range plansOf(t, plans) {
				r.putOff[was.doc.ID] = append(r.putOff[was.doc.ID], was.event.Span)
			}
		}
	}
}

// plansOf are the plans that a sentence puts off from one day to another.
func plansOf(t *telling, plans map[Date][]*telling) (out []*telling) {
	w := t.event.When
	if t.event.Status != Postponed || w.To.Day == 0 || w.To.Compare(w.From) <= 0 {
		return nil
	}
	words := t.terms()
	for _, was := range plans[w.From] {
		if was.doc.ID != t.doc.ID && len(inBoth(was.terms(), words)) >= putOffWords {
			out = append(out, was)
		}
	}
	return out
}

// putOff returns the latest plan that a sentence puts off from one day to another.
func putOff(now *telling, plans map[Date][]*telling) (was *telling, what string, ok bool) {
	was = latest(plansOf(now, plans))
	return was, "date", was != nil
}

// terms are the words of a telling.
func (t *telling) terms() map[string]bool {
	out := map[string]bool{}
	for _, w := range t.content.words {
		out[w.term] = true
	}
	return out
}

// statedOtherwise returns the latest telling that says the same as one does with
// another day, or another number of something, and which.
func statedOtherwise(now *telling, named map[string][]*telling) (was *telling, what string, ok bool) {
	for _, id := range now.entities {
		if len(named[id]) > maxNamed {
			continue
		}
		for _, t := range named[id] {
			if was != nil && t.doc.Published.Value.Compare(was.doc.Published.Value) <= 0 || t.doc.Published.Value.Compare(now.doc.Published.Value) > 0 {
				continue
			}
			l := compare(now, t)
			if l.short < shiftShort-numberLess*float64(min(l.clash, 1)) || l.long < shiftLong || l.kinds < 0 {
				continue
			}
			if other, differs := differentIn(now, t, l); differs {
				was, what, ok = t, other, true
			}
		}
	}
	return was, what, ok
}

// differentIn tells in what alone two statements differ: "date", or what is
// counted.
func differentIn(now, was *telling, l likeness) (string, bool) {
	switch {
	case l.clash == 1:
		for what, n := range now.content.counts {
			if m, ok := was.content.counts[what]; ok && m.number != n.number {
				return what, true
			}
		}
	case l.clash == 0 && was.planned() && was.onDay() && now.onDay() && !meetTimes(was.event.When, now.event.When):
		return "date", true
	}
	return "", false
}

// planned reports whether a telling tells of a day that was yet to come.
func (t *telling) planned() bool {
	return t.event.Status != Happened && t.event.Status != Denied && t.event.When.From.Compare(t.doc.Published.Value) > 0
}

// onDay reports whether a telling gives a day itself.
func (t *telling) onDay() bool { return t.own() && t.event.When.From.Day > 0 }

// value is the day that a telling gives, or its number of something.
func (t *telling) value(what string) string {
	if what == "date" {
		return t.event.When.From.String()
	}
	return OneLine(t.content.counts[what].words)
}
