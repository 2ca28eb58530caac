package knowledge_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/knowledgetest"
)

// reported returns n made-up reports that name the same few people, places and
// outlets, a third of them with sentences of an earlier one: what many documents
// have in common must not slow down an answer from a few.
func reported(n int) []knowledge.Document {
	random := rand.New(rand.NewPCG(1, 1))
	pick := func(list string) string { all := strings.Fields(list); return all[random.IntN(len(all))] }
	person := func() string {
		return pick("Ada Jon Mina Lars Petra Tor Siri Olaf Helga Paul") + " " + pick("Brekke Vik Aas Holm Moe Eide Lund Rist Strand Okafor Lorck Brandt Conti Dolny Marsh")
	}
	place := func() string { return pick("Varnstad Amsel Tarnow Luebo Reval Oslo Geneva Nairobi Lima Kingsmead") }
	word := func() string {
		return pick(`harbour bridge school hospital border market water treaty budget railway airport museum factory quay pipeline election strike storm flood trial`)
	}
	sentence := func() string {
		switch random.IntN(5) {
		case 0:
			return fmt.Sprintf("%s met %s and %s in %s on %d May 2024 to speak of the %s and the %s.", person(), person(), person(), place(), 1+random.IntN(28), word(), word())
		case 1:
			return fmt.Sprintf("At least %d people were hurt when the %s of %s closed after the %s, %s said.", random.IntN(90), word(), place(), word(), person())
		case 2:
			return fmt.Sprintf("\"We will never close the %s of %s before the %s,\" %s said.", word(), place(), word(), person())
		case 3:
			return fmt.Sprintf("%s did not sign the %s of %s in %s, the ministry said, and the %s stays open.", person(), word(), place(), place(), word())
		}
		return fmt.Sprintf("The %s near the %s of %s has %d gates, and the %s was built in %d.", word(), word(), place(), 2+random.IntN(30), word(), 1900+random.IntN(100))
	}
	docs := make([]knowledge.Document, n)
	var earlier []string
	for i := range docs {
		var text strings.Builder
		fmt.Fprintf(&text, "The %s of %s\n\n%d May 2024\n\n", word(), place(), 1+random.IntN(28))
		if random.IntN(2) == 0 {
			fmt.Fprintf(&text, "%s (%s) - ", place(), pick("Reuters AFP AP dpa TASS NordPress"))
		}
		for k := range 12 {
			s := sentence()
			if len(earlier) > 0 && random.IntN(3) == 0 && k < 3 {
				s = earlier[random.IntN(len(earlier))]
			}
			earlier = append(earlier, s)
			text.WriteString(s + "\n\n")
		}
		docs[i] = knowledge.NewDocument(fmt.Sprintf("%06d.txt", i), text.String())
	}
	return docs
}

// BenchmarkReported measures, in a dossier of ten thousand reports, what an answer
// waits for beside the search: its origins and what is disputed in it; and the
// commands that show these of all documents. The caches are cold at first only.
func BenchmarkReported(b *testing.B) {
	d := knowledgetest.Open(b, knowledge.Config{})
	docs := reported(10_000)
	knowledgetest.Fill(b, d, docs)
	questions := []string{"who met Ada Brekke in Oslo about the harbour?", "how many gates has the bridge of Varnstad?", "what did Helga Strand say about the school of Lima?", "did Tor Eide sign the treaty of Geneva?", "how many people were hurt in Reval?"}
	asked := make([]knowledge.Evidence, len(questions))
	for i, q := range questions {
		found, err := d.Ask(b.Context(), q, 8)
		if err != nil {
			b.Fatal(err)
		}
		asked[i] = found
	}
	measure := func(name string, run func(i int) error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := run(i); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	measure("ask", func(i int) error {
		_, err := d.Ask(b.Context(), questions[i%len(questions)], 8)
		return err
	})
	measure("origins of an answer", func(i int) error {
		_, err := d.OriginsOf(b.Context(), asked[i%len(asked)].Quotes[:3])
		return err
	})
	measure("disputes in an answer", func(i int) error {
		_, err := d.DisagreementsOn(b.Context(), questions[i%len(questions)], asked[i%len(asked)])
		return err
	})
	measure("compare a topic", func(i int) error {
		_, err := d.Disagreements(b.Context(), []string{"Ada Brekke", "treaty of Geneva", "Varnstad"}[i%3])
		return err
	})
	measure("compare everything", func(int) error {
		_, err := d.Disagreements(b.Context(), "")
		return err
	})
	measure("origins of everything", func(int) error {
		var ids []knowledge.DocID
		for _, doc := range d.Documents() {
			ids = append(ids, doc.ID)
		}
		_, err := d.Origins(b.Context(), ids)
		return err
	})
	measure("put one more", func(i int) error {
		_, err := d.Put(b.Context(), []knowledge.Document{knowledge.NewDocument(fmt.Sprintf("more/%d.txt", i), fmt.Sprintf("More\n\nThe %d. report. %s\n", i, docs[i%len(docs)].Text))})
		return err
	})
}
