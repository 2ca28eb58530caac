package knowledge

// Disagreement is one thing that sources put differently.
type Disagreement struct {
	About string
	Sides []Side
}

// Side is one value and who gives it.
type Side struct {
	Value  string
	Quotes []Citation
}
