package speech

import (
	"cmp"
	"slices"
	"strings"
)

// cue is a phrase that leads to an outlet's name or follows it.
type cue struct {
	words       []string
	how         evidence
	told        bool // the outlet is spoken to
	said        bool // the outlet is the subject of a verb before it: "reported Reuters"
	cites       bool // what stands before repeats the outlet
	reports     bool // a verb of which the outlet is the subject
	outletOnly  bool // bodies of all kinds stand behind it: "according to"
	needsAdverb bool // "has learned", not "learned"
	noAdverb    bool // a noun that the name must touch
}

// leading are the cues before a name, by their last word, the longest first.
var leading = func() map[string][]cue {
	out := map[string][]cue{}
	for _, list := range []cueList{
		{cueKind{how: strong}, `nach informationen der, nach informationen des, nach informationen von, laut einem bericht der, laut einem bericht des,
			einem bericht der, einem bericht des, according to a report by, according to a report in, according to a report from, according to reports in`},
		{cueKind{how: likely}, `report from, report by, report in, reports from, reports in, reporting from, reporting by, exclusive from, article in, article by,
			articles in, story in, story by, investigation by, published by, published in, reported by, reported in, revealed by, revealed in, obtained by,
			seen by, quoted by, quoted in, reviewed by, viewed by, broadcast by, broadcast on, aired by, aired on, cited by, carried by, appeared in, ed in, column in, inputs from, published on, reported on, bericht von, bericht in der, bericht im, bericht der, bericht des, selon des informations de, d'après des informations de, cité par, cités par, citée par, révélé par, publié par,
			dans les colonnes de, dans les colonnes du, según informó, citado por, secondo quanto riportato da`},
		{cueKind{how: likely, cites: true}, `citing, quoting, unter berufung auf, beruft sich auf, citant, со ссылкой на, ссылаясь на, ссылкой на, з посиланням на, посилаючись на`},
		{cueKind{how: weak, told: true}, `told, telling, tells, confirmed to, said to, spoke to, speaking to, disclosed to, leaked to, described to, statement to,
			comments to, remarks to, confirming to, provided to, talking to, talked to, interview to, interview with, interviews with, interview for, spoke with,
			shared with, speaking with, interviewed by, gegenüber der, gegenüber dem, gegenüber, interview mit der, interview mit dem, interview mit, gespräch mit der,
			gespräch mit dem, gespräch mit, sagte der, sagte dem, déclaré à, déclaré au, confié à, confié au, indiqué à, dit à, dit au, affirmé à, affirmé au,
			expliqué à, entretien à, entretien au, entretien avec, interview à, interview au, рассказал, рассказала, рассказали, в интервью, в беседе с, в комментарии,
			розповів, розповіла, розповіли, в інтерв'ю, в інтерв’ю, у коментарі, в коментарі, declaró a, ha detto a`},
		{cueKind{how: weak, cites: true, outletOnly: true}, `via`},
		{cueKind{how: weak, cites: true}, `cites, cited`},
		{cueKind{how: weak, outletOnly: true}, `according to, laut, selon, d'après, по данным, по информации, за даними, за інформацією, según, secondo`},
		{cueKind{how: weak, said: true}, `reported, reports, revealed, wrote, berichtete, berichtet, meldete, meldet, schreibt, schrieb, rapporte, révèle, affirme,
			a annoncé, a indiqué, a rapporté, a révélé,
			сообщает, сообщил, сообщила, сообщило, сообщают, передает, передаёт, передал, передала, передало, пишет, пишут, повідомляє, повідомив, повідомила, повідомило,
			повідомляють, передає, пише, пишуть, інформує`},
	} {
		for _, x := range list.cues() {
			last := x.words[len(x.words)-1]
			out[last] = append(out[last], x)
		}
	}
	return longestFirst(out)
}()

// isCue reports whether a word alone leads to a name, so that with a capital it is
// no part of one: "Laut Spiegel".
func isCue(word string) bool {
	return slices.ContainsFunc(leading[word], func(x cue) bool { return len(x.words) == 1 })
}

// trailing are the cues behind a name, by their first word, the longest first.
var trailing = func() map[string][]cue {
	out := map[string][]cue{}
	for _, list := range []cueList{
		{cueKind{how: weak, noAdverb: true}, `report, reporting, exclusive, scoop, understands`},
		{cueKind{how: likely, noAdverb: true}, `reporters, reporter, correspondent, journalists, sources said, haberine göre, aktardığına göre,
			bildirdiğine göre, was first to report, was the first to report`},
		{cueKind{how: likely, needsAdverb: true}, `learned, learnt, understands, quoted`},
		{cueKind{how: weak, needsAdverb: true}, `seen, been told, been shown`},
		{cueKind{how: likely}, `quoted, quotes`},
		{cueKind{how: weak, reports: true}, `reveals, revealed, reported, reports, discloses, disclosed, publishes, published, wrote, writes, broke the news,
			berichtet, berichtete, meldet, meldete, schreibt, schrieb, rapporte, révèle, écrit, a rapporté, a révélé, a affirmé, сообщает, сообщил, сообщила, сообщило,
			передает, передаёт, пишет, повідомляє, повідомив, повідомила, повідомило, передає, пише, bildirdi, aktardı, yazdı, duyurdu, informó, publicó`},
		{cueKind{how: weak}, `obtained, zufolge, is reporting, cited, göre`},
		{cueKind{how: likely, reports: true}, `konuşan, konuştu`},
	} {
		for _, x := range list.cues() {
			out[x.words[0]] = append(out[x.words[0]], x)
		}
	}
	return longestFirst(out)
}()

// cueKind is what the phrases of one list have in common.
type cueKind struct {
	how                                                           evidence
	told, said, cites, reports, outletOnly, needsAdverb, noAdverb bool
}

// cueList is phrases of one kind, with commas between them.
type cueList struct {
	cueKind
	phrases string
}

func (k cueList) cues() []cue {
	var out []cue
	for phrase := range strings.SplitSeq(k.phrases, ",") {
		out = append(out, cue{words: strings.Fields(phrase), how: k.how, told: k.told, said: k.said, cites: k.cites, outletOnly: k.outletOnly, reports: k.reports, needsAdverb: k.needsAdverb, noAdverb: k.noAdverb})
	}
	return out
}

func longestFirst(table map[string][]cue) map[string][]cue {
	for _, list := range table {
		slices.SortStableFunc(list, func(a, b cue) int {
			return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(b.how, a.how), cmp.Compare(b2i(b.needsAdverb), b2i(a.needsAdverb)))
		})
	}
	return table
}

// asides join what is told to who tells it.
var asides = set(`as wie comme как як то`)

var articles = set(`the der die das dem den le la les el a an`)

var quoteMarks = set(`" “ ” „ « » ‘ ’ '`)

// classNouns say that the name behind them is an outlet's.
var classNouns = set(`newspaper paper magazine broadcaster agency website outlet daily weekly tabloid channel network station journal portal zeitung magazin nachrichtenagentur
	agentur sender tageszeitung zeitschrift nachrichtenmagazin quotidien hebdomadaire magazine l'agence chaîne газета газете газету газеты агентство агентству
	агентства издание изданию издания телеканал телеканалу телеканала журнал журналу журнала видання виданню газеті агенція агенції агентству телеканалу gazetesi periódico diario agencia`)

// media are nouns that a name only describes: "Western media".
var media = set(`media press television tv radio newspapers papers outlets agencies news reports channels broadcasters websites intelligence authorities prosecutors troops forces
	lawmakers parliament government state`)

// reporters are people of an outlet.
var reporters = set(`reporter reporters journalist journalists correspondent editor`)

// numbered are words of outlets that have a number behind them.
var numbered = set(`channel kanal canal france tv tv2 rai radio télé antenne`)

var webEndings = set(`com net org info news co ua de fr uk eu tv io media today ru tr in au ca us ch at nl pl no se dk fi it es pt cz sk ro gr ie nz za`)

// bodies are words in names of bodies that report and are told things without
// being outlets: a company reports its earnings, a minister tells parliament.
var bodies = set(`inc corp corporation co company ltd plc llc group bank association ministry department university institute council court committee
	commission congress senate parliament house nato un nations union board assembly kremlin pentagon police army fund reserve federation society
	treasury bureau office government administration party airlines airways motors energy technologies systems partners holdings security duma knesset
	bundestag rada opec imf coast guard navy hospital agency authority service club league ministerium polizei gericht justice interpol europol who eu fbi cia
	nasa fed ecb wto iaea opcw osce sec doj minister president lords commons state city county school college foundation organisation organization`)

// presses are words that stand in the names of outlets, and agencies and papers
// whose names are words of their own, beside [outletWords].
var presses = set(`newswire presse prensa stampa gazeta газета газете gazetesi haber haberleri ajansı nachrichten rundfunk allgemeine rundschau tagesschau tagblatt tageblatt
	blatt kurier anzeiger anzeigen nachrichtenagentur lemonde libération échos parisien l'équipe agencia diario periódico país mundo nación corriere repubblica gazzetta dagblad dagbladet
	aftenposten politiken svenska zeitung handelsblatt wirtschaftswoche süddeutsche frankfurter faz taz bild focus welt presseagentur ria риа тасс интерфакс рбк ведомости
	известия коммерсант коммерсантъ новости укрінформ ukrinform уніан unian суспільне suspilne cumhuriyet hürriyet milliyet sabah sözcü anka iha dha aa pti ani jiji yonhap antara
	bernama mena wafa irna sana dw rfi rtl zdf ard orf srf nhk tvp pap ctk čtk mti belta lusa apa belga ritzau tt ntb stt afx upi pa aap ians xinhua itar rte rté cgtn cctv rt pbs usatoday
	inquirer examiner bulletin register recorder dispatch advocate courier ledger sentinel weekly review newsroom newspaper nyt wsj ft economist guardian haaretz dawn hindu
	newsweek forbes fortune variety axess`)
