package knowledge

import "context"

// DatedHappenings counts the happenings that begin at each date, as precisely as
// the date is known. Happenings whose only date is that of their report are left
// out.
func (d *Dossier) DatedHappenings(ctx context.Context) (map[Date]int, error) {
	all, err := d.happenings(ctx)
	if err != nil {
		return nil, err
	}
	out := map[Date]int{}
	for _, h := range all {
		if !h.when.From.IsZero() && h.corroborated() {
			out[h.when.From]++
		}
	}
	return out, nil
}
