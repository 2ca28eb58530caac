package knowledge

import (
	"cmp"
	"context"
	"slices"
)

// contradictions returns the chronologies among happenings whose own dates go
// against their order: for each the two entries that do so first. Their undated
// entries keep their order and have no bounds.
func (d *Dossier) contradictions(ctx context.Context, all []*happening) ([]Disagreement, error) {
	lists := map[listKey][]*telling{}
	var keys []listKey
	for _, h := range all {
		for _, t := range h.told {
			if t.event.Order > 0 && t.own() && !t.event.When.From.IsZero() {
				key := listKey{t.doc.ID, t.event.List}
				if lists[key] == nil {
					keys = append(keys, key)
				}
				lists[key] = append(lists[key], t)
			}
		}
	}
	c := citer{d: d, ctx: ctx}
	var out []Disagreement
	for _, key := range keys {
		list := lists[key]
		slices.SortFunc(list, func(a, b *telling) int { return cmp.Compare(a.event.Order, b.event.Order) })
		for i := 1; i < len(list); i++ {
			before, after := list[i-1], list[i]
			if before.first <= after.last {
				continue
			}
			dispute := Disagreement{About: "the order of a list"}
			for _, t := range []*telling{before, after} {
				dispute.Sides = append(dispute.Sides, Side{Value: t.event.When.From.String(), Quotes: []Citation{c.cite(t, t.event.Span)}})
			}
			out = append(out, dispute)
			break
		}
	}
	return out, c.err
}
