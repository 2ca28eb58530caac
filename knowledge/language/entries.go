package language

// Entry is one of a list of titled texts, as chronologies and dossier pages have
// them: a numbered title and the blocks below it.
type Entry struct {
	Title    int // the block of the title
	From, To int // the blocks below it, half open
	List     int // which list of the document it belongs to, counted from 0
}

// Entries returns the entries of the text in order.
func (t *Text) Entries() []Entry {
	var out []Entry
	list := -1
	for i := 0; i < len(t.Blocks); i++ {
		if t.role(i) != entry {
			continue
		}
		e := Entry{Title: i, From: i + 1, To: i + 1}
		for e.To < len(t.Blocks) && t.role(e.To) != entry && t.Blocks[e.To].Kind != Heading {
			e.To++
		}
		if n := len(out); n == 0 || out[n-1].To != i || t.Blocks[out[n-1].Title].Head != t.Blocks[i].Head {
			list++
		}
		e.List = list
		out = append(out, e)
		i = e.To - 1
	}
	return out
}
