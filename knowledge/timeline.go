package knowledge

// TimelineEntry is one happening, told by one or more documents.
type TimelineEntry struct {
	When         When
	Status       Status
	Text         Citation   // what to show: the title where there is one, else the sentence
	Citations    []Citation // every telling of it
	ResolvedFrom []Citation // the words that the time was worked out from
	Origins      []Origin
}
