package ingest

import "testing"

// TestPlainlyEnglish asserts that the short way takes no text for English that
// only has some of its words.
func TestPlainlyEnglish(t *testing.T) {
	english := "The port authority said that the ships were delayed by a storm, and that it would take about nine days to clear the queue of vessels which wait outside the harbour."
	german := "Die Hafenbehörde teilte mit, dass die Schiffe von einem Sturm aufgehalten wurden, wie das Magazin The Economist und die Zeitung The New York Times unter Berufung auf Kreise der Reederei of the North berichten."
	list := "The Hague, The Times, The Wall, The Rock, The Voice, The Band, The Who, The Doors, The Clash, The Cure, The Police, The Kinks, The Beatles, The Byrds."
	if !plainlyEnglish(english) {
		t.Error("an English sentence is not taken for English")
	}
	for _, other := range []string{german, list, "The end."} {
		if plainlyEnglish(other) {
			t.Errorf("taken for English: %s", other)
		}
	}
}
