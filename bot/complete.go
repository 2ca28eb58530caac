package bot

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"attache/knowledge"
)

// CompleteDate offers dates at which something happens in the dossier, for what was
// typed so far: "2025-1", "nov", nothing. The coarsest come first, since a person
// goes on typing to see finer ones, and of these the latest.
func (b *Bot) CompleteDate(ctx context.Context, typed string, limit int) []knowledge.Date {
	counted, err := b.dossier.DatedHappenings(ctx)
	if err != nil {
		b.logger.Warn("no dates are offered", "why", err)
		return nil
	}
	offered := map[knowledge.Date]bool{}
	for d := range counted {
		for _, coarser := range []knowledge.Date{{Year: d.Year}, {Year: d.Year, Month: d.Month}, d} {
			if dateTyped(coarser, typed) {
				offered[coarser] = true
			}
		}
	}
	out := slices.SortedFunc(maps.Keys(offered), func(x, y knowledge.Date) int {
		return cmp.Or(cmp.Compare(fineness(x), fineness(y)), cmp.Compare(y.String(), x.String()))
	})
	return out[:min(len(out), limit)]
}

// dateTyped reports whether a date may be meant by what was typed of it.
func dateTyped(d knowledge.Date, typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(typed))
	if strings.HasPrefix(d.String(), typed) {
		return true
	}
	for word := range strings.FieldsSeq(typed) {
		said := strings.Fields(strings.ToLower(LongDateWords(d)))
		if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, word) }) {
			return false
		}
	}
	return true
}

// fineness is 0 for a year, 1 for a month and 2 for a day.
func fineness(d knowledge.Date) int {
	switch {
	case d.Month == 0:
		return 0
	case d.Day == 0:
		return 1
	}
	return 2
}

// CompleteDocument offers documents by their paths, for what was typed of path or
// title.
func (b *Bot) CompleteDocument(_ context.Context, typed string, limit int) []string {
	typed = strings.ToLower(strings.TrimSpace(typed))
	var out []string
	for _, d := range b.dossier.Documents() {
		if len(out) < limit && strings.Contains(strings.ToLower(d.Path+" "+d.Title.Value), typed) {
			out = append(out, d.Path)
		}
	}
	return out
}
