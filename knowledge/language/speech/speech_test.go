package speech_test

import (
	"fmt"
	"strings"
	"testing"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
	"attache/knowledge/language/speech"

	"github.com/google/go-cmp/cmp"
)

// claims writes what is claimed in a text, one claim a line: whether it is quoted,
// who says it, the verb, the words.
func claims(raw string) []string {
	text := language.Analyse(raw)
	var out []string
	for _, c := range speech.Find(text, names.Find(text)) {
		kind := "told"
		if c.Direct {
			kind = "quoted"
		}
		speaker := c.Speaker
		if c.Class == speech.Unknown {
			speaker = "?"
		}
		out = append(out, fmt.Sprintf("%s | %s | %s | %s", kind, speaker, c.Verb, strings.Join(strings.Fields(c.Quote.In(raw)), " ")))
	}
	return out
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ what, text, want string }{
		{"verb and name behind", `"We will not leave," said Olena Marchuk, who heads the council.`,
			"quoted | Olena Marchuk | said | We will not leave,"},
		{"apposition between name and verb", `"The market is weak," Olena Marchuk, its chief executive, told Reuters on Monday.`,
			"quoted | Olena Marchuk | told | The market is weak,"},
		{"office before the name", `The director of the port of Torrevieja, Carlos Vega, confirmed that the bridge had been hit.`,
			"told | Carlos Vega | confirmed | the bridge had been hit"},
		{"office behind the verb, name behind a comma", `"Sentiment is very weak and negative," said the chief strategist of the house, Carlos Vega.`,
			"quoted | Carlos Vega | said | Sentiment is very weak and negative,"},
		{"in a statement", `Carlos Vega said in a statement: "The talks have failed and we are going home."`,
			"quoted | Carlos Vega | said | The talks have failed and we are going home."},
		{"on a network", `Carlos Vega wrote on Telegram that the bridge had been hit.`,
			"told | Carlos Vega | wrote | the bridge had been hit"},
		{"to an agency by phone", `"It is a disaster for all of us," Carlos Vega told AFP by phone.`,
			"quoted | Carlos Vega | told | It is a disaster for all of us,"},
		{"an institution", `"The bridge is gone," the ministry said in a statement on Tuesday.`,
			"quoted | the ministry | said | The bridge is gone,"},
		{"a government by its seat", `Moscow said it would not sign.`,
			"told | Moscow | said | it would not sign"},
		{"according to, in front", `According to Carlos Vega, the bridge will be rebuilt next year.`,
			"told | Carlos Vega | According to | the bridge will be rebuilt next year"},
		{"according to, behind", `The bridge will be rebuilt next year, according to Carlos Vega, the mayor of Torrevieja.`,
			"told | Carlos Vega | according to | The bridge will be rebuilt next year"},
		{"statement in front", `The bridge will be rebuilt next year, said Carlos Vega of the port.`,
			"told | Carlos Vega | said | The bridge will be rebuilt next year"},
		{"second verb of a sentence", `Carlos Vega met the fishermen on Monday and said that the harbour would open soon.`,
			"told | Carlos Vega | said | the harbour would open soon"},
		{"participle", `Carlos Vega left on Monday, saying that the harbour would open soon.`,
			"told | Carlos Vega | saying | the harbour would open soon"},
		{"words of a noun's clause are not the main speaker's", `In response to critics saying that it was late, Carlos Vega said that the harbour would open soon.`,
			"told | Carlos Vega | said | the harbour would open soon"},
		{"without that", `Police announced on Monday it had closed the road.`,
			"told | Police | announced | it had closed the road"},
		{"partly quoted", `Carlos Vega said that Russia wanted "to drag out the war for years".`,
			"quoted | Carlos Vega | said | to drag out the war for years"},
		{"as called", `Carlos Vega called the plan "the worst idea of the whole century".`,
			"quoted | Carlos Vega | called | the worst idea of the whole century"},
		{"as called, in few words", `Carlos Vega called the text "a fair basis".`,
			"quoted | Carlos Vega | called | a fair basis"},
		{"as described, in few words", `Olena Marchuk, the minister, described the offer as "very weak".`,
			"quoted | Olena Marchuk | described | very weak"},
		{"signed", `"I have never seen such a storm" — Carlos Vega, to RTP.`,
			"quoted | Carlos Vega |  | I have never seen such a storm"},
		{"as called, by whoever speaks for another", `A spokesman for the president, Col. Carlos Vega, dismissed the claim as "childish theatre" and said the count would go on.`,
			"quoted | Carlos Vega | dismissed | childish theatre"},
		{"as called, passive", `The plan was praised by Carlos Vega as "the best idea of the whole century".`,
			"quoted | Carlos Vega | praised | the best idea of the whole century"},
		{"after a colon, without a verb of saying", `Carlos Vega spoke about the storm: "We have never seen such waves."`,
			"quoted | Carlos Vega |  | We have never seen such waves."},
		{"an interview's turn", `Carlos Vega: "We are not going to talk about this today."`,
			"quoted | Carlos Vega |  | We are not going to talk about this today."},
		{"one word that is an answer", `Asked whether he would resign, Carlos Vega said: "No."`,
			"quoted | Carlos Vega | said | No."},
		{"interrupted", `"We hope," Carlos Vega said, "that the banks will open on Friday."`,
			"quoted | Carlos Vega | said | We hope,\nquoted | Carlos Vega | said | that the banks will open on Friday."},
		{"goes on behind the attribution", `"Yes," said Carlos Vega. "I will go there tomorrow with my wife."`,
			"quoted | Carlos Vega | said | Yes,\nquoted | Carlos Vega |  | I will go there tomorrow with my wife."},
		{"goes on behind where it was said", `"We agreed," Carlos Vega told reporters at a meeting in Brussels. "Now it is up to them."`,
			"quoted | Carlos Vega | told | We agreed,\nquoted | Carlos Vega |  | Now it is up to them."},
		{"an accusation", `The mayor, Carlos Vega, accused them of "treating voters with contempt".`,
			"quoted | Carlos Vega | accused | treating voters with contempt"},
		{"age and trade", `Olena Marchuk, 34, a teacher from Leeds, said she was shocked.`,
			"told | Olena Marchuk | said | she was shocked"},
		{"with its sources between", `Reuters reported, citing officials, that the plan was dead.`,
			"told | Reuters | reported | the plan was dead"},
		{"with its sources behind", `Reuters reported that the plan was dead, citing officials.`,
			"told | Reuters | reported | the plan was dead"},
		{"title between office and name", `The bank's chairman, Lord Peter Hale, has said he will step down.`,
			"told | Peter Hale | said | he will step down"},
		{"title with a full stop", `"He voted for the bill last year," said Rep. Maria Soto, D-Calif.`,
			"quoted | Maria Soto | said | He voted for the bill last year,"},
		{"verb before its object clause, no inversion", `His spokesman, Dan Reese, said the senator would vote no.`,
			"told | Dan Reese | said | the senator would vote no"},
		{"several sentences are one quotation", `"We came in 1990. We stayed for the sea," Carlos Vega said.`,
			"quoted | Carlos Vega | said | We came in 1990. We stayed for the sea,"},
		{"several paragraphs, marks left open", "“We came here in 1990,” Carlos Vega said.\n\n“We stayed for the sea and the light.\n\n“And we will die here,” he added.\n",
			"quoted | Carlos Vega | said | We came here in 1990,\nquoted | Carlos Vega |  | We stayed for the sea and the light.\nquoted | Carlos Vega | added | And we will die here,"},
		{"a sentence a line", "\"We came in 1990.\nWe stayed for the sea,\" Carlos Vega said.\n\"It was the light.\"\n",
			"quoted | Carlos Vega | said | We came in 1990. We stayed for the sea,\nquoted | Carlos Vega |  | It was the light."},
		{"a line that leads in", "The mood is bad. As one official put it:\n\n\"Both sides need to be realistic about this.\"\n",
			"quoted | one official | put it | Both sides need to be realistic about this."},
		{"British marks, and a plural's possessive within", `'We are not afraid of the workers' union or its leaders,' said Carlos Vega, the owner.`,
			"quoted | Carlos Vega | said | We are not afraid of the workers' union or its leaders,"},
		{"a quotation within", `"I was told 'never come back here' by the guards," Carlos Vega said.`,
			"quoted | Carlos Vega | said | I was told 'never come back here' by the guards,"},
		{"marks typed as two apostrophes", `''We are going home tomorrow,'' Carlos Vega said.`,
			"quoted | Carlos Vega | said | We are going home tomorrow,"},
		{"Ukrainian", `«Ми не здамося ніколи», — сказав Тарас Коваленко.`,
			"quoted | Тарас Коваленко | сказав | Ми не здамося ніколи"},
		{"Russian", `«Мы не сдадимся никогда», — заявил Тарас Коваленко.`,
			"quoted | Тарас Коваленко | заявил | Мы не сдадимся никогда"},
		{"German", `„Wir werden nicht aufgeben“, sagte Anna Schmidt.`,
			"quoted | Anna Schmidt | sagte | Wir werden nicht aufgeben"},
		{"few words, and the comma outside", "«Рішення остаточне», – заявив президент Іван Мельник. «Ми готові до нових переговорів», – сказав він.",
			"quoted | Іван Мельник | заявив | Рішення остаточне\nquoted | Іван Мельник | сказав | Ми готові до нових переговорів"},
		{"French", `« Nous ne céderons jamais », a déclaré Pierre Dupont.`,
			"quoted | Pierre Dupont | déclaré | Nous ne céderons jamais"},
		{"Turkish", `“Bu ülkeden asla vazgeçmeyeceğiz” dedi Mehmet Yılmaz.`,
			"quoted | Mehmet Yılmaz | dedi | Bu ülkeden asla vazgeçmeyeceğiz"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(strings.Split(tt.want, "\n"), claims(tt.text)); diff != "" {
				t.Errorf("%s\n%s", tt.text, diff)
			}
		})
	}
}

// Who is meant must be certain, and who wants no name gets none.
func TestSpeakers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ what, text, want string }{
		{"he is the only person named", `Carlos Vega arrived on Monday. "We are ready to go," he said.`,
			"quoted | Carlos Vega | said | We are ready to go,"},
		{"he is whom the sentence before is about", `Carlos Vega met Peter Brandt on Monday. "We are ready to go," he said.`,
			"quoted | Carlos Vega | said | We are ready to go,"},
		{"he may be either", `Carlos Vega and Peter Brandt met on Monday. "We are ready to go," he said.`,
			"quoted | ? | said | We are ready to go,"},
		{"he is nobody named within the marks", "Carlos Vega left on Monday.\n\"Peter Brandt is a friend of mine,\" he said.\n",
			"quoted | Carlos Vega | said | Peter Brandt is a friend of mine,"},
		{"nobody is named", `"We are ready to go," he said.`,
			"quoted | ? | said | We are ready to go,"},
		{"a role that one person has", `Carlos Vega, the Spanish envoy, landed in Kyiv. The Spanish envoy said the talks had gone well.`,
			"told | Carlos Vega | said | the talks had gone well"},
		{"a role that nobody is said to have", `Carlos Vega landed in Kyiv. The Spanish envoy said the talks had gone well.`,
			"told | The Spanish envoy | said | the talks had gone well"},
		{"anonymous stays anonymous", `Carlos Vega landed in Kyiv. "It is over, believe me," a senior Spanish official told Reuters.`,
			"quoted | a senior Spanish official | told | It is over, believe me,"},
		{"whoever speaks for a company is not the company", `A spokesman for Barclays said the bank was ready.`,
			"told | A spokesman for Barclays | said | the bank was ready"},
		{"one of several", `"There's a risk here," said one of the people, who asked not to be named.`,
			"quoted | one of the people | said | There's a risk here,"},
		{"several", `Two people familiar with the matter told Bloomberg that the bank would be sold.`,
			"told | Two people familiar with the matter | told | the bank would be sold"},
		{"a relative is not the person", `Carlos Vega's brother said the house was sold.`, ""},
		{"a report", `Ministers "failed to act in time," the report said.`,
			"quoted | the report | said | failed to act in time,"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(claims(tt.text), "\n"); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestNoStatements(t *testing.T) {
	t.Parallel()
	for what, text := range map[string]string{
		"a title beside a verb":      `In the memoir, "A Life on the River and the Sea," Olena Marchuk wrote of her youth.`,
		"scare quotes":               `The "senseless" war goes on, and the 'productive' talks are "frozen".`,
		"so-called":                  `The so-called "green corridor of the north" was closed.`,
		"titles of works":            `She has read "The Old Man and the Sea" and watched "Gone with the Wind".`,
		"a name that a person has":   `Carlos Vega met the "butcher of" Torrevieja, whom the papers call "the fox".`,
		"what something is known as": `The arrangement, also known as "the great swap of the north", ended.`,
		"apostrophes":                `It's the dogs' day, and the '90s weren't the neighbours' best years.`,
		"marks never closed":         "The sign read \"closed for the winter.\n\nIt opened again in May.\n",
		"inches":                     `It has a 13.3" display, while the other has either 15" or 17" displays.`,
		"an object, not a clause":    `Carlos Vega, the minister, explained the reasoning behind the plan.`,
		"a state":                    `The law believed that no Islamic state that was poor could stand.`,
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			for _, c := range claims(text) {
				t.Errorf("%s\nclaims %s", text, c)
			}
		})
	}
}

func TestToldAndHedged(t *testing.T) {
	t.Parallel()
	raw := `The envoy reportedly insisted, in an interview with Reuters, that the plan was dead.`
	text := language.Analyse(raw)
	got := speech.Find(text, names.Find(text))
	if len(got) != 1 || !got[0].Hedged || len(got[0].Told) != 1 || got[0].Told[0].In(raw) != "Reuters" || got[0].Class != speech.Anonymous {
		t.Errorf("got %+v", got)
	}
}

func TestWhomAStatementTellsOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Carlos Vega left on Monday. His deputy, Maria Soto, said he had gone without a word.": "Carlos Vega",
		"Carlos Vega left on Monday. Officials said he had gone without a word.":               "Carlos Vega",
		"Carlos Vega left on Monday. Peter Brandt said he had gone without a word.":            "",
		"Peter Brandt and Carlos Vega met. Maria Soto said he had gone without a word.":        "",
	} {
		found := speech.Find(language.Analyse(text), names.Find(language.Analyse(text)))
		if len(found) != 1 || found[0].About.In(text) != want {
			t.Errorf("%s\ngot %+v\nwant %q", text, found, want)
		}
	}
}

func TestTurnsOfATranscript(t *testing.T) {
	t.Parallel()
	for what, tt := range map[string]struct{ text, want string }{
		"a hearing": {"Hearing of 3 May\n\nJUDGE BRANDT: Your witness.\n\nMS. HADDAD: Where were you, Mr. Vega?\n\nMR. VEGA: At home. I slept.\n\nTHE CLERK: All rise.\n",
			"quoted | Brandt |  | Your witness.\nquoted | Haddad |  | Where were you, Mr. Vega?\nquoted | Vega |  | At home. I slept.\nquoted | THE CLERK |  | All rise."},
		"an interview": {"Olena Marchuk runs the port. She spoke to Carlos Vega on Monday.\n\nQ: Is the port open?\n\nA: Not yet. We need a week.\n\nQ: And then?\n\nA: Then we work day and night.\n",
			"quoted | ? |  | Is the port open?\nquoted | Olena Marchuk |  | Not yet. We need a week.\nquoted | ? |  | And then?\nquoted | Olena Marchuk |  | Then we work day and night."},
		"names in bold": {"**Carlos Vega:** Is the port open?\n\n**Olena Marchuk:** Not yet. We need a week.\n\n**Carlos Vega:** That is long.\n",
			"quoted | Carlos Vega |  | Is the port open?\nquoted | Olena Marchuk |  | Not yet. We need a week.\nquoted | Carlos Vega |  | That is long."},
		"a paper's questions": {"Olena Marchuk runs the port.\n\nGazette: Is the port open?\n\nMarchuk: Not yet. We need a week.\n\nGazette: And then?\n\nMarchuk: Then we work day and night.\n\nNote: The port is closed.\n",
			"quoted | ? |  | Is the port open?\nquoted | Olena Marchuk |  | Not yet. We need a week.\nquoted | ? |  | And then?\nquoted | Olena Marchuk |  | Then we work day and night."},
		"who is who": {"Carlos Vega: Mayor of Torrevieja.\n\nOlena Marchuk: Head of the port.\n\nPeter Brandt: Owner of the ferry.\n", ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(claims(tt.text), "\n"); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

// TestWhoWasTold: an outlet that is told is named behind the verb; a body that the
// speaker belongs to is not told.
func TestWhoWasTold(t *testing.T) {
	for text, want := range map[string]string{
		`"We have been patient," said Claire Fabre, who leads the CGT's branch of dockers.`: "",
		`"We have been patient," Claire Fabre told the BBC on Monday.`:                      "BBC",
		`"We have been patient," Claire Fabre said in an interview with Reuters.`:           "Reuters",
	} {
		parsed := language.Analyse(text)
		got := ""
		for _, c := range speech.Find(parsed, names.Sure(names.FindDoubtful(parsed))) {
			for _, s := range c.Told {
				got += s.In(text)
			}
		}
		if got != want {
			t.Errorf("%s: told %q, want %q", text, got, want)
		}
	}
}
