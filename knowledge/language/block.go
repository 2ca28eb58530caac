package language

// BlockKind tells what part a block plays on its page.
type BlockKind uint8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota // running text
	Heading                    // a short line that names what follows
	Item                       // one item of a list; the marker is not in its Body
	Label                      // a short line that is no sentence and names nothing below it: a card's figure, name or tag
	Furniture                  // what the page's machinery put there: "Logo", a doubled title, "Must Read: …"; never an answer
)

// Block is one line of text, or several where a paragraph was wrapped by hand.
type Block struct {
	Span        // without the white space around it
	Body   Span // without the list marker, the number or the markup of a heading
	Kind   BlockKind
	Level  int    // of a heading: 0 is the document's title, 1 a section, 2 a part of one, …; 0 for other kinds
	Indent int    // white space before the first line, in bytes
	Head   int    // index of the heading block that governs this one (of a heading: the one above it), -1 for none
	After  bool   // an empty line (or the start of the text) stands before it
	Marker string // the list marker or the number of a heading, as written: "-", "•", "3."
}

// role tells what a short block does on a card; kinds alone do not say it.
type role uint8

const (
	noRole  role = iota
	figure       // a quantity that the next lines explain
	name         // a name that stood twice
	counter      // a number that counts cards: "1", "2", "3"
	key          // "Status: …"
	row          // a row of a table
	detail       // a line that explains the label above it
	tag          // a category under an entry: "Diplomacy"
	entry        // an item or a numbered heading that tags or text belong to
)

// blocks splits raw at line ends, joins what was wrapped by hand, and classifies
// the blocks that result. The roles stand beside the blocks.
func blocks(raw string) ([]Block, []role) {
	p := newPage(raw)
	p.markFurniture()
	p.markMenu()
	p.resolveMarkers()
	p.markCounters()
	p.markKeys()
	for i := range p.blocks {
		p.classify(i)
	}
	p.itemise()
	p.govern()
	return p.blocks, p.roles
}
