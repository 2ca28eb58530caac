package discord

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// Command is the definition of a command as Discord registers it. The library's
// own has null for whatever a command or option has none of.
type Command struct {
	Name                     string                                 `json:"name"`
	NameLocalizations        map[string]string                      `json:"name_localizations,omitempty"`
	Type                     discordgo.ApplicationCommandType       `json:"type"`
	Description              string                                 `json:"description"`
	DescriptionLocalizations map[string]string                      `json:"description_localizations,omitempty"`
	Options                  []Option                               `json:"options,omitempty"`
	Contexts                 []discordgo.InteractionContextType     `json:"contexts"`
	IntegrationTypes         []discordgo.ApplicationIntegrationType `json:"integration_types"`
}

// Option is one thing that is asked for beside a command, or a command below it.
type Option struct {
	Type                     discordgo.ApplicationCommandOptionType `json:"type"`
	Name                     string                                 `json:"name"`
	NameLocalizations        map[string]string                      `json:"name_localizations,omitempty"`
	Description              string                                 `json:"description"`
	DescriptionLocalizations map[string]string                      `json:"description_localizations,omitempty"`
	Required                 bool                                   `json:"required,omitempty"`
	Autocomplete             bool                                   `json:"autocomplete,omitempty"`
	MaxLength                int                                    `json:"max_length,omitempty"`
	Choices                  []choice                               `json:"choices,omitempty"`
	Options                  []Option                               `json:"options,omitempty"`
}

const (
	// umbrella is the command that takes any other as its argument.
	umbrella = "attache"
	// checkCommand is the command on messages. Its name is what people read.
	checkCommand = "Check with the dossier"
)

// Commands returns the commands of the bot, as an array fit for one bulk overwrite.
// They work in servers, in direct messages with the bot and, where a person has
// added the bot to their account, everywhere. What only some may do is not left
// out: the bot says so when it is asked to.
func Commands() []Command {
	about := text("about", completed)
	return []Command{
		command("ask", text("question", required), private()),
		command("timeline", about, text("since", completed), text("until", completed), yesNo("all"), private()),
		command("who", text("name", required, completed), private()),
		command("brief", private()),
		command("compare", about, private()),
		command("origins", about, private()),
		command("next", private()),
		onlyInServers(command("digest",
			below("digest", "subscribe", text("at"), text("zone", completed), text("days", chosen("every day", "weekdays")), about, text("quiet"), yesNo("always")),
			below("digest", "now", about, private()),
			below("digest", "preview", about),
			below("digest", "list"),
			below("digest", "pause", text("number")),
			below("digest", "resume", text("number")),
			below("digest", "stop", text("number")),
			below("digest", "why"))),
		command("sources",
			below("sources", "list", private()),
			below("sources", "add", text("url"), file()),
			below("sources", "remove", text("document", required, completed))),
		command("help", private()),
		command(umbrella, text("command", required), private()),
		{Name: checkCommand, NameLocalizations: namesOf(checkCommand), Type: discordgo.MessageApplicationCommand, Contexts: everywhere(), IntegrationTypes: anyhow()},
	}
}

func everywhere() []discordgo.InteractionContextType {
	return []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
}

// anyhow is installed in a server, or by a person for themselves.
func anyhow() []discordgo.ApplicationIntegrationType {
	return []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
}

func command(name string, options ...Option) Command {
	english, others := describe(name)
	return Command{
		Name: name, NameLocalizations: namesOf(name), Type: discordgo.ChatApplicationCommand, Description: english, DescriptionLocalizations: others,
		Options: options, Contexts: everywhere(), IntegrationTypes: anyhow(),
	}
}

// onlyInServers is a command that makes no sense where the bot cannot post.
func onlyInServers(c Command) Command {
	c.Contexts = []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM}
	c.IntegrationTypes = []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	return c
}

// below is a command below another, such as "list" below "sources".
func below(command, name string, options ...Option) Option {
	english, others := describe(command + " " + name)
	return Option{Type: discordgo.ApplicationCommandOptionSubCommand, Name: name, NameLocalizations: namesOf(name), Description: english, DescriptionLocalizations: others, Options: options}
}

func text(name string, change ...func(*Option)) Option {
	english, others := describe(name)
	o := Option{Type: discordgo.ApplicationCommandOptionString, Name: name, NameLocalizations: namesOf(name), Description: english, DescriptionLocalizations: others, MaxLength: maxArgument}
	for _, f := range change {
		f(&o)
	}
	return o
}

func required(o *Option)  { o.Required = true }
func completed(o *Option) { o.Autocomplete = true }

// chosen lets a person choose among values.
func chosen(values ...string) func(*Option) {
	return func(o *Option) {
		o.MaxLength = 0
		for _, v := range values {
			o.Choices = append(o.Choices, choice{Name: v, Value: v})
		}
	}
}

func private() Option { return yesNo("private") }

func yesNo(name string) Option {
	o := text(name)
	o.Type, o.MaxLength = discordgo.ApplicationCommandOptionBoolean, 0
	return o
}

func file() Option {
	o := text("file")
	o.Type, o.MaxLength = discordgo.ApplicationCommandOptionAttachment, 0
	return o
}

// names is the table of what commands and options are called in the languages of
// Discord's clients, by locale (docs: Reference, Locales). Whatever it does not
// hold is called as in English, which is what requests hold in any case.
var names = map[string]map[string]string{
	checkCommand: {
		"de": "Mit dem Dossier prüfen",
		"fr": "Vérifier avec le dossier",
		"uk": "Звірити з досьє",
	},
	"question": {"de": "frage", "fr": "question", "uk": "запитання"},
	"name":     {"de": "name", "fr": "nom", "uk": "ім-я"},
	"about":    {"de": "zu", "fr": "sujet", "uk": "про"},
	"all":      {"de": "alles", "fr": "tout", "uk": "усе"},
	"since":    {"de": "ab", "fr": "depuis", "uk": "від"},
	"until":    {"de": "bis", "fr": "jusqu-à", "uk": "до"},
	"private":  {"de": "privat", "fr": "privé", "uk": "приватно"},
}

// namesOf returns what a command or option is called in other languages, nil where
// it is called the same in all.
func namesOf(name string) map[string]string { return maps.Clone(names[name]) }

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
	"all": {
		"en": "Also what is dated only by its report",
		"de": "Auch, was nur durch seine Meldung datiert ist",
		"fr": "Aussi ce que seul l’article qui le rapporte date",
		"uk": "Також те, що датоване лише повідомленням про нього",
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
	"compare": {
		"en": "What the documents put differently: numbers, days, wordings",
		"de": "Was die Dokumente verschieden angeben: Zahlen, Tage, Wortlaute",
		"fr": "Ce que les documents disent autrement : chiffres, dates, formulations",
		"uk": "Що документи подають по-різному: числа, дні, формулювання",
	},
	"origins": {
		"en": "How many independent sources stand behind it, and which documents repeat them",
		"de": "Wie viele unabhängige Quellen dahinterstehen und wer sie wiederholt",
		"fr": "Combien de sources indépendantes il y a, et quels documents les reprennent",
		"uk": "Скільки за цим незалежних джерел і які документи їх повторюють",
	},
	"next": {
		"en": "What is to come: who says so, and how firmly",
		"de": "Was bevorsteht: wer es sagt und wie bestimmt",
		"fr": "Ce qui doit arriver : qui le dit, et avec quelle fermeté",
		"uk": "Що попереду: хто це каже і наскільки певно",
	},
	"digest": {
		"en": "What is new in the dossier, posted to this channel at a time you choose",
		"de": "Was im Dossier neu ist, in diesem Kanal zu einer gewählten Zeit",
		"fr": "Ce qui est nouveau dans le dossier, dans ce salon, à l’heure choisie",
		"uk": "Що нового в досьє, у цьому каналі в обраний час",
	},
	"digest subscribe": {
		"en": "Post a digest to this channel regularly",
		"de": "Regelmäßig eine Zusammenstellung in diesem Kanal",
		"fr": "Publier régulièrement un résumé dans ce salon",
		"uk": "Регулярно публікувати зведення в цьому каналі",
	},
	"digest now": {
		"en": "What is new since the last digest of this channel",
		"de": "Was seit der letzten Zusammenstellung neu ist",
		"fr": "Ce qui est nouveau depuis le dernier résumé",
		"uk": "Що нового після останнього зведення",
	},
	"digest preview": {
		"en": "What the next digest would say, for you alone",
		"de": "Was die nächste Zusammenstellung sagen würde, nur für dich",
		"fr": "Ce que dirait le prochain résumé, pour vous seul",
		"uk": "Що було б у наступному зведенні, лише для вас",
	},
	"digest list": {
		"en": "The digests of this channel, and when they come",
		"de": "Die Zusammenstellungen dieses Kanals und wann sie kommen",
		"fr": "Les résumés de ce salon, et quand ils arrivent",
		"uk": "Зведення цього каналу і коли вони надходять",
	},
	"digest pause": {
		"en": "Hold a digest back until it is resumed",
		"de": "Eine Zusammenstellung aussetzen, bis sie wieder aufgenommen wird",
		"fr": "Suspendre un résumé jusqu’à sa reprise",
		"uk": "Призупинити зведення до відновлення",
	},
	"digest resume": {
		"en": "Go on with a digest that was paused",
		"de": "Mit einer ausgesetzten Zusammenstellung fortfahren",
		"fr": "Reprendre un résumé suspendu",
		"uk": "Відновити призупинене зведення",
	},
	"quiet": {
		"en": "Hours in which nothing is posted, such as 22:00-07:00",
		"de": "Stunden, in denen nichts kommt, etwa 22:00-07:00",
		"fr": "Heures sans publication, par exemple 22:00-07:00",
		"uk": "Години, коли нічого не публікується, наприклад 22:00-07:00",
	},
	"always": {
		"en": "Say so too when there is nothing new",
		"de": "Auch melden, wenn es nichts Neues gibt",
		"fr": "Le dire aussi quand il n’y a rien de nouveau",
		"uk": "Повідомляти і тоді, коли нового немає",
	},
	"digest stop": {
		"en": "End a digest of this channel",
		"de": "Eine Zusammenstellung dieses Kanals beenden",
		"fr": "Mettre fin à un résumé de ce salon",
		"uk": "Припинити зведення цього каналу",
	},
	"digest why": {
		"en": "Why each thing was in the last digest, or was not",
		"de": "Warum etwas in der letzten Zusammenstellung stand oder nicht",
		"fr": "Pourquoi chaque chose figurait dans le dernier résumé, ou non",
		"uk": "Чому щось було в останньому зведенні або ні",
	},
	"at": {
		"en": "A time of day, such as 08:00",
		"de": "Eine Uhrzeit, etwa 08:00",
		"fr": "Une heure, par exemple 08:00",
		"uk": "Час доби, наприклад 08:00",
	},
	"zone": {
		"en": "The time zone, such as Europe/Kyiv",
		"de": "Die Zeitzone, etwa Europe/Kyiv",
		"fr": "Le fuseau horaire, par exemple Europe/Kyiv",
		"uk": "Часовий пояс, наприклад Europe/Kyiv",
	},
	"days": {
		"en": "On which days",
		"de": "An welchen Tagen",
		"fr": "Quels jours",
		"uk": "У які дні",
	},
	"number": {
		"en": "Which one, by its number in the list",
		"de": "Welche, nach ihrer Nummer in der Liste",
		"fr": "Lequel, par son numéro dans la liste",
		"uk": "Котре, за номером у списку",
	},
	"sources": {
		"en": "The documents: see them, add one, take one out",
		"de": "Die Dokumente: ansehen, eines aufnehmen, eines entfernen",
		"fr": "Les documents : les voir, en ajouter, en retirer",
		"uk": "Документи: переглянути, додати, вилучити",
	},
	"sources list": {
		"en": "Every document, its publisher and date, and how they were found",
		"de": "Alle Dokumente, Herausgeber und Datum, und wie sie gefunden wurden",
		"fr": "Tous les documents, leur éditeur et leur date, et comment on les connaît",
		"uk": "Усі документи, їхні видавці й дати, і звідки вони відомі",
	},
	"sources add": {
		"en": "Take a page or a file into the dossier (administrators)",
		"de": "Eine Seite oder Datei ins Dossier aufnehmen (Administratoren)",
		"fr": "Ajouter une page ou un fichier au dossier (administrateurs)",
		"uk": "Додати сторінку чи файл до досьє (адміністратори)",
	},
	"sources remove": {
		"en": "Take a document out of the dossier (administrators)",
		"de": "Ein Dokument aus dem Dossier entfernen (Administratoren)",
		"fr": "Retirer un document du dossier (administrateurs)",
		"uk": "Вилучити документ із досьє (адміністратори)",
	},
	"url": {
		"en": "The address of a page, a feed or a file",
		"de": "Die Adresse einer Seite, eines Feeds oder einer Datei",
		"fr": "L’adresse d’une page, d’un flux ou d’un fichier",
		"uk": "Адреса сторінки, стрічки чи файла",
	},
	"file": {
		"en": "A text, page, PDF, Word file or e-mail",
		"de": "Ein Text, eine Seite, PDF-, Word-Datei oder E-Mail",
		"fr": "Un texte, une page, un PDF, un fichier Word ou un courriel",
		"uk": "Текст, сторінка, PDF, файл Word або лист",
	},
	"document": {
		"en": "Its path or id, as the list has it",
		"de": "Pfad oder Kennung, wie in der Liste",
		"fr": "Son chemin ou identifiant, comme dans la liste",
		"uk": "Шлях або ідентифікатор, як у списку",
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
// Discord adds and the bot does not set are passed over, and so is the order of
// commands.
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

func sorted[T cmp.Ordered](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
