package knowledge

import "strings"

// Change is a run of words on the way from one text to another.
type Change struct {
	Kind  ChangeKind
	Words string // with single spaces
}

// ChangeKind tells which of two texts has the words.
type ChangeKind uint8

// The kinds of changes.
const (
	Kept ChangeKind = iota // both texts
	Gone                   // the first alone
	New                    // the second alone
)

// mostCompared bounds the pairs of words that are compared: beyond it the middle of
// the texts is told as wholly changed.
const mostCompared = 4 << 20

// Wording tells word by word how a text becomes another. Runs of one kind are one
// change, and Gone stands before New.
func Wording(from, to string) []Change {
	a, b := strings.Fields(from), strings.Fields(to)
	var w rewording
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		w.add(Kept, a[0])
		a, b = a[1:], b[1:]
	}
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	rest := a[len(a)-tail:]
	w.middle(a[:len(a)-tail], b[:len(b)-tail])
	for _, word := range rest {
		w.add(Kept, word)
	}
	w.settle()
	return w.out
}

// rewording gathers changes; the runs since the last word that was kept are apart.
type rewording struct {
	out       []Change
	gone, new []string
}

func (w *rewording) add(k ChangeKind, word string) {
	switch k {
	case Gone:
		w.gone = append(w.gone, word)
	case New:
		w.new = append(w.new, word)
	case Kept:
		w.settle()
		if last := len(w.out) - 1; last >= 0 && w.out[last].Kind == Kept {
			w.out[last].Words += " " + word
			return
		}
		w.out = append(w.out, Change{Kept, word})
	}
}

func (w *rewording) settle() {
	if len(w.gone) > 0 {
		w.out = append(w.out, Change{Gone, strings.Join(w.gone, " ")})
	}
	if len(w.new) > 0 {
		w.out = append(w.out, Change{New, strings.Join(w.new, " ")})
	}
	w.gone, w.new = nil, nil
}

// middle walks along the longest run of words that both texts have in this order.
func (w *rewording) middle(a, b []string) {
	if len(a)*len(b) > mostCompared {
		w.gone, w.new = append(w.gone, a...), append(w.new, b...)
		return
	}
	width := len(b) + 1
	common := make([]int32, (len(a)+1)*width) // [i*width+j] is the longest common run of a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i*width+j] = common[(i+1)*width+j+1] + 1
			} else {
				common[i*width+j] = max(common[(i+1)*width+j], common[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			w.add(Kept, a[i])
			i, j = i+1, j+1
		case common[(i+1)*width+j] >= common[i*width+j+1]:
			w.add(Gone, a[i])
			i++
		default:
			w.add(New, b[j])
			j++
		}
	}
	w.gone, w.new = append(w.gone, a[i:]...), append(w.new, b[j:]...)
}
