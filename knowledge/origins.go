package knowledge

// Origin is one source and the documents that repeat it.
type Origin struct {
	Name      string // empty where the documents do not state it
	Stated    bool
	Documents []Source
	Because   []Citation // the words that show it
}
