package speech_test

import (
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"
)

// outlets writes the outlets that a text surely repeats, those that it may repeat
// with a question mark, and checks where they stand.
func outlets(t *testing.T, raw string) string {
	t.Helper()
	text := language.Analyse(raw)
	var out []string
	for _, p := range speech.FindProvenance(text, names.Find(text)) {
		if !p.Span.Contains(p.At) {
			t.Errorf("%q does not hold %q", p.Span.In(raw), p.At.In(raw))
		}
		if p.Sure {
			out = append(out, p.Name)
		} else {
			out = append(out, p.Name+"?")
		}
	}
	return strings.Join(out, ", ")
}

func TestProvenance(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ what, text, want string }{
		{"a report from", `The two sides met in Oslo, an exclusive report from Politico shows.`, "Politico"},
		{"the outlet's report", `The Bloomberg report suggests that the talks failed.`, "Bloomberg"},
		{"telling", `"It is over," an official said, telling Reuters that the talks had failed.`, "Reuters"},
		{"confirmed to", `"We know of it," an official confirmed to Reuters.`, "Reuters"},
		{"reported by", `The call, reported by Der Spiegel, lasted an hour.`, "Der Spiegel"},
		{"as first reported by", `The deal fell through, as first reported by the Financial Times.`, "Financial Times"},
		{"revealed", `Politico revealed that the two sides had met in Oslo.`, "Politico"},
		{"earlier reported", `Bloomberg earlier reported that the two sides had met.`, "Bloomberg"},
		{"has learned", `Bloomberg has learned that the two sides met in Oslo.`, "Bloomberg"},
		{"citing", `The two sides met in Oslo, state television said, citing Reuters.`, "Reuters"},
		{"seen by", `According to documents seen by Reuters, the two sides met in Oslo.`, "Reuters"},
		{"an interview with", `Carlos Vega said in an interview with the BBC that he would go.`, "BBC"},
		{"according to", `The two sides met in Oslo, according to The New York Times.`, "New York Times"},
		{"a dateline", "OSLO (Reuters) - The two sides met on Monday in the capital.\n", "Reuters"},
		{"a line of sources", "The two sides met in Oslo on Monday.\n\nSource: Fjord Weekly / Politico (2025)\n", "Fjord Weekly, Politico"},
		{"a paper that nobody knows", `The two sides met in Oslo, as reported by the Daily Fjord.`, "Daily Fjord"},
		{"a dateline with a day", "OSLO, Nov 20 (Reuters) - The two sides met on Monday in the capital.\n", "Reuters"},
		{"a dateline of an agency written small", "Berlin (dpa) - Die beiden Seiten trafen sich am Montag.\n", "dpa"},
		{"a dateline between strokes", "МОСКВА, 12 мая. /ТАСС/. Стороны встретились в понедельник в столице.\n", "ТАСС"},
		{"a release", "LONDON, April 3, 2024 /PRNewswire/ -- The two companies have agreed to merge.\n", "PRNewswire"},
		{"a name and a dash", "AFP - The two sides met on Monday in the capital.\n", "AFP"},
		{"a byline of staff", "Two sides meet in Oslo\n\nBy AP staff\n\nThe two sides met on Monday in the capital.\n", "AP"},
		{"a byline of staff of a paper that nobody knows", "Two sides meet in Oslo\n\nBy Fjordposten Staff\n\nThe two sides met on Monday in the capital.\n", "Fjordposten"},
		{"a byline with an agency", "Two sides meet in Oslo\n\nBy Jane Doe, Associated Press\n\nThe two sides met on Monday in the capital.\n", "Associated Press"},
		{"an agency in brackets at the end", "Two sides meet in Oslo\n\nThe two sides met on Monday in the capital. (AFP)\n", "AFP"},
		{"an agency behind a dash at the end", "Two sides meet in Oslo\n\nThe two sides met on Monday in the capital.\n\n— Xinhua\n", "Xinhua"},
		{"an abbreviation at the end", "The two sides met on Monday at the World Trade Organization (WTO)\n", ""},
		{"a report in", `The two sides met in Oslo, according to a report in Der Spiegel.`, "Der Spiegel"},
		{"as it reported", `As the Bergen Herald reported, the two sides met in Oslo.`, "Bergen Herald"},
		{"it reported, at the end", `The two sides met in Oslo, Bloomberg reported on Monday.`, "Bloomberg"},
		{"told by an official", `"It is over," a senior official told Fjordposten on Monday.`, "Fjordposten"},
		{"told a paper", `The minister told the Norwegian daily newspaper Fjordposten that it was over.`, "Fjordposten"},
		{"sources of the outlet", `The two sides met in Oslo, Reuters sources said.`, "Reuters"},
		{"quoted an official", `Xinhua quoted the minister as saying that the talks had failed.`, "Xinhua"},
		{"a domain", `The two sides met in Oslo. "It is over," Vega told Fjordnews.no on Monday.`, "Fjordnews.no"},
		{"two outlets in a chain", `The two sides met in Oslo, the BBC reported, citing Bloomberg.`, "BBC, Bloomberg"},
		{"the Times of", `The two sides met in Oslo, according to the Times of Malta.`, "Times of Malta"},
		{"German: wie berichtet", `Wie der Spiegel berichtet, haben sich die beiden Seiten getroffen.`, "Spiegel"},
		{"German: laut einem Bericht", `Laut einem Bericht der Süddeutschen Zeitung haben sich beide getroffen.`, "Süddeutschen Zeitung"},
		{"German: unter Berufung auf", `Die Seiten haben sich getroffen, meldet die Agentur unter Berufung auf Bloomberg.`, "Bloomberg"},
		{"German: gegenüber", `Das bestätigte ein Sprecher gegenüber der „Fjordpost“ am Montag.`, "Fjordpost"},
		{"German: laut Gericht", `Laut Gericht haben sich beide Seiten geeinigt. Laut Polizei gab es zwei Verletzte.`, ""},
		{"French: selon", `Les deux parties se sont rencontrées à Oslo, selon l'AFP.`, "AFP"},
		{"French: a déclaré à", `« C'est fini », a déclaré à l'AFP un responsable norvégien.`, "AFP"},
		{"French: d'après", `Les deux parties se sont rencontrées, d'après Le Monde.`, "Le Monde"},
		{"Russian: со ссылкой на", `Стороны встретились в Осло, пишет агентство со ссылкой на Bloomberg.`, "Bloomberg"},
		{"Russian: сообщает", `Стороны встретились в Осло, сообщает «Коммерсантъ».`, "Коммерсантъ"},
		{"Russian: a line of sources", "Стороны встретились в Осло.\n\nИсточник: Интерфакс\n", "Интерфакс"},
		{"Ukrainian: як повідомляє", `Сторони зустрілися в Осло, як повідомляє «Фіорд», переговори тривали добу.`, "Фіорд"},
		{"Ukrainian: розповів виданню", `Про це чиновник розповів виданню «Фіорд» у понеділок.`, "Фіорд"},
		{"Turkish: haberine göre", `Reuters'ın haberine göre taraflar Oslo'da bir araya geldi.`, "Reuters"},
		{"Turkish: a line of sources", "Taraflar Oslo'da bir araya geldi.\n\nKaynak: Anadolu Ajansı\n", "Anadolu Ajansı"},
		{"media that are only described", `The minister told Norwegian media that the plan was dead, according to Western officials.`, ""},
		{"who is told, and may be anybody", `The envoy told Brekken that the plan was dead. The envoy left Brekken in the evening.`, "Brekken?"},
		{"a paper that has a place in its name", `The central bank will cut rates, Business Daily Africa reports.`, "Business Daily Africa"},
		{"a name that its language writes small", `Про це пише Українська правда.`, "Українська правда"},
		{"what was confirmed to an outlet", `Two aides confirmed the meeting to CNN.`, "CNN"},
		{"an outlet that was told", `Sky News has been told that the deal is off.`, "Sky News"},
		{"an outlet that understands", `The club has agreed a fee, BBC Sport understands.`, "BBC Sport"},
		{"a byline for a paper", "By Maria Lopez for El País\n\nThe reservoir fell to 12 percent on Monday.\n", "El País"},
		{"whose text it is", "The reservoir fell to 12 percent on Monday.\n\n© 2024 Reuters\n", "Reuters"},
		{"according to who is no outlet", `According to Amnesty International, 40 people were killed.`, ""},
		{"a link", `The phone has a camera and connects via a USB cable.`, ""},
		{"a company that says", `The ferry carried 240 passengers, Amsel Lines said.`, ""},
		{"earnings", `Barclays reported losses of two billion dollars. Barclays reported that its costs had risen.`, ""},
		{"a company speaks of others", `Acme Corporation reported that demand in Asia was weak.`, ""},
		{"a parliament", `The minister told Congress that the plan was dead, and spoke to Parliament.`, ""},
		{"a person", `Carlos Vega told Peter Brandt that the plan was dead, as reported by Peter Brandt.`, ""},
		{"who is no source", `They report the talks with alarm. The two sides sued Reuters.`, ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			if got := outlets(t, tt.text); got != tt.want {
				t.Errorf("%s\n got %q\nwant %q", tt.text, got, tt.want)
			}
		})
	}
}
