package language

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// In each text "|" stands where one sentence ends and the next begins.
func TestSentences(t *testing.T) {
	for name, text := range map[string]string{
		"plain":                         "Hello World.| My name is Jonas.",
		"question and exclamation":      "What is it?| There it is!| I found it.",
		"double marks":                  "Hello!!| Long time no see?!| Yes.",
		"title before a name":           "Gen. Hnatov met Mr. Smith and Sen. Jones.| They left.",
		"initials":                      "My name is Jonas E. Smith.| George W. Bush spoke.| J. A. Hobson wrote it.",
		"I as a word":                   "We make a good team, you and I.| Did you see Albert I. Jones yesterday?",
		"letter that ends":              "That was plan B.| The next one failed.",
		"country in the middle":         "I work for the U.S. Government in Virginia.",
		"country at the end":            "I live in the U.S.| How about you?",
		"country as a line of a title":  "Over U.S. Motives he said nothing.",
		"company":                       "They closed the deal with Pitt, Briggs & Co.| It closed yesterday.",
		"company before a role":         "Apple Inc. CEO Steve Jobs died.",
		"junior":                        "That is JFK Jr.'s book.",
		"month":                         "They met on Oct. 24–26 and by Dec. 6 in Miami.| It was cold.",
		"number and page":               "See No. 5 and p. 55 of vol. 3.| He said no. |Then he left.",
		"degree sign":                   "Find it at N°. 1026.253.553.| That is where it is.",
		"latin":                         "Cities, e.g. Kyiv, and others, i.e. Odesa (lit. \"Great City\") fell.",
		"money":                         "She has $100.00.| It is hers.| $5 billion was lost.",
		"address":                       "Write to Jane.Doe@example.com.| I sent her a note.",
		"brand that begins small":       "Sales fell.| iPhone sales rose.",
		"quote inside":                  "She turned to him, \"This is great.\" she said.",
		"quote at the end":              "\"This is great.\"| She held the book.",
		"curly quote at the end":        "He said: “It is over.”| They left.",
		"who spoke":                     "“Will they sign?” Foreign Minister Jan Nowak asked.| Nobody knew.",
		"two quotes":                    "\"Stop!\"| \"Why?\"",
		"bracket":                       "He teaches (He worked as an engineer.) at home.",
		"sentence in brackets":          "He left.| (It was late.)| She stayed.",
		"note":                          "It was lost.[12]| Nobody cared.",
		"ellipsis":                      "I never meant that....| She left.",
		"ellipsis with spaces":          "I wasn't . . . well, the thing is . . . I didn't mean it.",
		"four spaced points":            "Nothing was left . . . .| Next sentence.",
		"words left out":                "He said [...] Kyiv (…) Warsaw fell.",
		"clock":                         "At 5 p.m. Saturday they met, and at 3 p.m. EST Reuters wrote.| It ended.",
		"clock at the end":              "The talks in the capital ended at 6 p.m. |Smith then went home.",
		"year at the end":               "It began in 2022.| By 2025 it went on.",
		"lost space":                    "This ended the conflict.|The plan failed.",
		"host":                          "He works at CaliToday.Net in Kyiv.",
		"German":                        "Am 3. Oktober kam Dr. Meier, z.B. nach Bonn.| Er ging.",
		"Russian":                       "В 2022 г. Москва и т. д. начала войну.| Путин А. С. сказал.| Это было в 2023 г.| Он ушёл.",
		"Ukrainian":                     "Зустріч у м. Київ відбулася о 10 год.| Її провів ген. Гнатов.",
		"Turkish":                       "Prof. Yılmaz geldi.| İstanbul’da kaldı.",
		"Spanish":                       "¿Quién es?| ¡Es él!| El Sr. García llegó.",
		"Greek and Armenian":            "Ο πρόεδρος έφυγε.| Η σύνοδος τελείωσε.| Նա գնաց։ |Եկավ։",
		"Arabic":                        "غادر الرئيس.| هل عاد؟| نعم.",
		"Hindi":                         "वह चला गया।| वह लौट आया।",
		"Chinese":                       "他走了。|她来了！|真的吗？",
		"Japanese":                      "「行く。」と彼は言った。|彼女は来た。",
		"nothing but points":            ". . . . .",
		"unfinished":                    "A secret plan.| And then",
		"wrapped":                       "It was a cold\nnight in the city.| They\nleft.",
		"figure first":                  "1.5 million left.| 3 stayed.",
		"mark and bracket":              "It failed (again!).| They left.",
		"closing mark of a short quote": "He called it \"senseless.\"| The president agreed.",
	} {
		t.Run(name, func(t *testing.T) {
			var want []string
			for _, s := range strings.Split(text, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			raw := strings.ReplaceAll(text, "|", "")
			var got []string
			for _, s := range SplitSentences(raw, Span{0, len(raw)}) {
				got = append(got, s.In(raw))
			}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("\n got %s\nwant %s", strings.Join(got, "|"), strings.Join(want, "|"))
			}
		})
	}
}

// The corpus has one sentence a line.
func TestNoSentenceOfTheCorpusIsSplit(t *testing.T) {
	files, err := filepath.Glob("../eval/testdata/wikinews/docs/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		text := Analyse(string(raw))
		for i, s := range text.Sentences {
			if i > 0 && text.Sentences[i-1].Block == s.Block {
				t.Errorf("%s: split before %q", filepath.Base(f), s.In(text.Raw))
			}
			if strings.Contains(s.In(text.Raw), "\n") {
				t.Errorf("%s: joined %q", filepath.Base(f), s.In(text.Raw))
			}
		}
	}
}

func TestSentenceKnowsItsTokens(t *testing.T) {
	text := Analyse("A Heading\n\nOne two. Three \"four\".\n- five\n")
	var got []string
	for _, s := range text.Sentences {
		var words []string
		for _, k := range text.Tokens[s.From:s.To] {
			words = append(words, k.In(text.Raw))
		}
		got = append(got, strings.Join(words, " "))
		if at := text.SentenceAt(s.Start); text.Sentences[at].Span != s.Span {
			t.Errorf("SentenceAt(%d) is %d", s.Start, at)
		}
	}
	want := `A Heading|One two .|Three " four " .|five`
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
	if text.Sentences[0].Complete || !text.Sentences[2].Complete {
		t.Error("a heading is no complete sentence, a sentence is one")
	}
}
