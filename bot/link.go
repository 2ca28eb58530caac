package bot

import "attache/knowledge"

// Linker knows where a citation can be read.
type Linker interface {
	// Link returns the address of a page that opens on the citation's words, or ""
	// where there is none.
	Link(c knowledge.Citation) string
}

// Link is where a reader of the answer can see the citation in its document: the
// page that the answer's Links know, else the document's own address, else "".
func (a Answer) Link(c knowledge.Citation) string {
	if a.Links != nil {
		if address := a.Links.Link(c); address != "" {
			return address
		}
	}
	return c.URL
}
