package bot

import "fmt"

// Progress is how far the documents are read; the zero value where all are.
type Progress struct {
	Read, Total int // documents
}

// going reports whether documents are being read.
func (p Progress) going() bool { return p.Total > 0 }

// soFar says in an answer that was worked out meanwhile from how much it is.
func (p Progress) soFar(a *Answer) {
	if !p.going() {
		return
	}
	far := Notice{Text: fmt.Sprintf("%d of %s are read so far; this answer is from those.", p.Read, counted(p.Total, "document", "documents")), Hint: "Ask again in a while."}
	if a.Abstained {
		a.Blocks = append([]Block{far}, a.Blocks...)
	} else {
		a.Blocks = append(a.Blocks[:len(a.Blocks):len(a.Blocks)], far)
	}
	a.Version = "" // the next is from more
}
