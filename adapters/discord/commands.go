package discord

import (
	"cmp"
	"reflect"
	"slices"
)

// Command is the definition of a slash command as Discord registers it.
type Command struct {
	Name                     string            `json:"name"`
	Type                     int               `json:"type"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []Option          `json:"options,omitempty"`
	Contexts                 []int             `json:"contexts"`
	IntegrationTypes         []int             `json:"integration_types"`
}

// Option is one thing that is asked for beside a command.
type Option struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
	MaxLength                int               `json:"max_length,omitempty"`
}

// The numbers that Discord gives to kinds of commands and options (docs:
// Application Commands).
const (
	typeChatInput = 1
	optionString  = 3
	optionBoolean = 5
)

// umbrella is the command that takes any other as its argument.
const umbrella = "attache"

// Commands returns the slash commands of the bot, as an array fit for one bulk
// overwrite. They work in servers, in direct messages with the bot and, where a
// person has added the bot to their account, everywhere.
func Commands() []Command {
	return []Command{
		command("ask", text("question", true)),
		command("timeline", text("about", false), text("since", false), text("until", false)),
		command("who", completed("name")),
		command("brief"),
		command("sources"),
		command("help"),
		command(umbrella, text("command", true)),
	}
}

func command(name string, options ...Option) Command {
	english, others := describe(name)
	private, privates := describe("private")
	return Command{
		Name: name, Type: typeChatInput, Description: english, DescriptionLocalizations: others,
		Options:          append(options, Option{Type: optionBoolean, Name: "private", Description: private, DescriptionLocalizations: privates}),
		Contexts:         []int{0, 1, 2}, // servers, direct messages with the bot, other direct messages
		IntegrationTypes: []int{0, 1},    // added to a server, added to a person's account
	}
}

func text(name string, required bool) Option {
	english, others := describe(name)
	return Option{Type: optionString, Name: name, Description: english, DescriptionLocalizations: others, Required: required, MaxLength: maxArgument}
}

func completed(name string) Option {
	o := text(name, true)
	o.Autocomplete = true
	return o
}

// describe returns what a person reads about a command or option, in English and
// in other languages. Discord shows the one of the person's client.
func describe(name string) (english string, others map[string]string) {
	all := descriptions[name]
	others = map[string]string{}
	for locale, text := range all {
		if locale != "en" {
			others[locale] = text
		}
	}
	return all["en"], others
}

// descriptions is the table of what commands and options are described as, by
// locale (docs: Reference, Locales). Each is 1 to 100 characters.
var descriptions = map[string]map[string]string{
	"ask": {
		"en": "Ask the dossier: the answer is sentences from it, word for word, with their sources",
		"de": "Das Dossier fragen: die Antwort sind Sätze daraus, wörtlich und mit Quelle",
		"fr": "Interroger le dossier : la réponse en cite les phrases, mot pour mot, avec leurs sources",
		"uk": "Запитати досьє: у відповідь його речення, слово в слово, з джерелами",
	},
	"question": {
		"en": "In your own words",
		"de": "In eigenen Worten",
		"fr": "Avec vos propres mots",
		"uk": "Своїми словами",
	},
	"timeline": {
		"en": "What happened, in order, and how each date is known",
		"de": "Was geschah, der Reihe nach, und woher jedes Datum bekannt ist",
		"fr": "Ce qui s’est passé, dans l’ordre, et d’où vient chaque date",
		"uk": "Що сталося, за порядком, і звідки відома кожна дата",
	},
	"about": {
		"en": "Only what these words are about, such as a name or a place",
		"de": "Nur, worum es bei diesen Wörtern geht, etwa ein Name oder Ort",
		"fr": "Seulement ce dont parlent ces mots, un nom ou un lieu par exemple",
		"uk": "Лише те, про що ці слова, наприклад ім’я або місце",
	},
	"since": {
		"en": "From this date on: 2025, 2025-11 or 2025-11-19",
		"de": "Ab diesem Datum: 2025, 2025-11 oder 2025-11-19",
		"fr": "À partir de cette date : 2025, 2025-11 ou 2025-11-19",
		"uk": "Від цієї дати: 2025, 2025-11 або 2025-11-19",
	},
	"until": {
		"en": "Up to this date: 2025, 2025-11 or 2025-11-19",
		"de": "Bis zu diesem Datum: 2025, 2025-11 oder 2025-11-19",
		"fr": "Jusqu’à cette date : 2025, 2025-11 ou 2025-11-19",
		"uk": "До цієї дати: 2025, 2025-11 або 2025-11-19",
	},
	"who": {
		"en": "What the dossier says of a person, an organisation or a place",
		"de": "Was das Dossier über eine Person, Organisation oder einen Ort sagt",
		"fr": "Ce que le dossier dit d’une personne, d’une organisation ou d’un lieu",
		"uk": "Що досьє каже про людину, організацію чи місце",
	},
	"name": {
		"en": "A name, or the beginning of one",
		"de": "Ein Name oder sein Anfang",
		"fr": "Un nom, ou son début",
		"uk": "Ім’я або його початок",
	},
	"brief": {
		"en": "The dossier on one page",
		"de": "Das Dossier auf einer Seite",
		"fr": "Le dossier en une page",
		"uk": "Досьє на одній сторінці",
	},
	"sources": {
		"en": "Every document, its publisher and date, and how they were found",
		"de": "Alle Dokumente, Herausgeber und Datum, und wie sie gefunden wurden",
		"fr": "Tous les documents, leur éditeur et leur date, et comment on les connaît",
		"uk": "Усі документи, їхні видавці й дати, і звідки вони відомі",
	},
	"help": {
		"en": "What you can ask, with examples that work here",
		"de": "Was man fragen kann, mit Beispielen",
		"fr": "Ce que l’on peut demander, avec des exemples",
		"uk": "Що можна запитати, з прикладами",
	},
	umbrella: {
		"en": "Any other command, such as /numbers or /compare, or a question",
		"de": "Jeder andere Befehl, etwa /numbers oder /compare, oder eine Frage",
		"fr": "Toute autre commande, comme /numbers ou /compare, ou une question",
		"uk": "Будь-яка інша команда, як-от /numbers чи /compare, або запитання",
	},
	"command": {
		"en": "As you would type it: /numbers",
		"de": "Wie getippt: /numbers",
		"fr": "Comme on l’écrirait : /numbers",
		"uk": "Так, як її пишуть: /numbers",
	},
	"private": {
		"en": "Only you see the answer",
		"de": "Nur du siehst die Antwort",
		"fr": "Vous seul voyez la réponse",
		"uk": "Відповідь бачите лише ви",
	},
}

// same reports whether the registered commands are those wanted. Fields that
// Discord adds and the bot does not set are passed over, and so is order.
func same(registered, wanted []Command) bool {
	return reflect.DeepEqual(ordered(registered), ordered(wanted))
}

func ordered(list []Command) []Command {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Command) int { return cmp.Compare(a.Name, b.Name) })
	for i := range list {
		list[i].Contexts, list[i].IntegrationTypes = sorted(list[i].Contexts), sorted(list[i].IntegrationTypes)
	}
	return list
}

func sorted(list []int) []int {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
