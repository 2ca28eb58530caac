package ingest

import "testing"

func TestManyWaysToSayWhoAndWhen(t *testing.T) {
	for name, test := range map[string]struct{ text, title, publisher, published string }{
		"agency, no year": {"Ukraine parliament dismisses ministers\n\nKYIV, Nov 19 (Reuters) - Ukraine's parliament on Wednesday dismissed two ministers over a scandal, as the president tried to contain it.\n",
			"Ukraine parliament dismisses ministers", "Reuters", ""},
		"agency, no date": {"Storm hits Manila\n\nMANILA, Philippines (AP) — A storm hit Manila on Monday, officials said, and thousands fled.\n",
			"Storm hits Manila", "AP", ""},
		"month first": {"A Plan Is Made\n\nDaily Planet (11/20/2025): In a revelation that has sent shockwaves, a report says so.\n",
			"A Plan Is Made", "Daily Planet", "2025-11-20"},
		"day first, says the text": {"A Plan Is Made\n\nDaily Planet (3/4/2025): In a revelation that has sent shockwaves, a report says so. It began on 25/3/2025.\n",
			"A Plan Is Made", "Daily Planet", "2025-04-03"},
		"month first, says the text": {"A Plan Is Made\n\nDaily Planet (3/4/2025): In a revelation that has sent shockwaves, a report says so. It began on 2/25/2025.\n",
			"A Plan Is Made", "Daily Planet", "2025-03-04"},
		"labels": {"A Plan Is Made\nSource: Al Jazeera\nDate: 20 November 2025\n\nIn a revelation that has sent shockwaves, a report says so.\n",
			"A Plan Is Made", "Al Jazeera", "2025-11-20"},
		"source at the foot": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so. He was there.\n\nSource: Al Jazeera and agencies\n",
			"A Plan Is Made", "Al Jazeera and agencies", ""},
		"two sources at the foot": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so. He was there.\n\nSource: The Planet / Bloomberg (2027)\n",
			"A Plan Is Made", "", ""},
		"briefing of a day": {"Energy briefing - 31 January 2027\n\nWhat the memorandum says\n\nThe document clusters into three baskets, officials said.\n",
			"Energy briefing - 31 January 2027", "", "2027-01-31"},
		"slug of an archive": {"BTA - 16 May 2025 - Death toll from flood rises to nine\n\nThe death toll rose to nine on Friday, the ministry said.\n",
			"BTA - 16 May 2025 - Death toll from flood rises to nine", "BTA", "2025-05-16"},
		"title of a day that is told of": {"The raid of 31 January 2027\n\nThe raid began at dawn, officials said.\n",
			"The raid of 31 January 2027", "", ""},
		"day at the foot": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so. He was there.\n\n— Published 6 October 2033\n",
			"A Plan Is Made", "", "2033-10-06"},
		"last change at the foot": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so. He was there.\n\nLast updated: 6 October 2033\n",
			"A Plan Is Made", "", "2033-10-06"},
		"foot that tells": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so.\n\nPublished on 6 October 2033, the report of the commission named nobody.\n",
			"A Plan Is Made", "", ""},
		"organisation and day": {"Situation report 1\n\nRelief Network, 5 September 2031\n\nLocal hospitals counted seven dead by Friday evening, doctors said.\n",
			"Situation report 1", "Relief Network", "2031-09-05"},
		"article and day": {"Fire in Veldsund\n\nThe Coast Ledger | 4 March 2031\n\nA fire killed two people on Tuesday, said the captain.\n",
			"Fire in Veldsund", "The Coast Ledger", "2031-03-04"},
		"place and day": {"Fire in Veldsund\n\nThe Hague, 4 March 2031\n\nA fire killed two people on Tuesday, said the captain.\n",
			"Fire in Veldsund", "", "2031-03-04"},
		"person and day": {"Fire in Veldsund\n\nJane Doe | 4 March 2031\n\nA fire killed two people on Tuesday, said the captain.\n",
			"Fire in Veldsund", "", "2031-03-04"},
		"signature": {"A Plan Is Made\n\nIn a revelation that has sent shockwaves, a report says so. He was there.\n\n— The Kyiv Independent\n",
			"A Plan Is Made", "The Kyiv Independent", ""},
		"stamp of a machine": {"A Plan Is Made\n2025-11-20T10:15:00Z\n\nIn a revelation that has sent shockwaves, a report says so.\n",
			"A Plan Is Made", "", "2025-11-20"},
		"title with the site, then without": {"What we know about the plan - BBC News\nWhat we know about the plan\n20 November 2025\nUpdated 3 hours ago\nShare\nSave\nJames Landale\nDiplomatic correspondent\n\nRussia has welcomed the plan, which the White House drafted.\n",
			"What we know about the plan", "BBC News", "2025-11-20"},
		"byline with an outlet": {"Trump approves the plan\nBy Kylie Atwood, CNN\nPublished 10:42 PM EST, Thu November 20, 2025\n\nWashington (CNN) — President Donald Trump approved the plan, officials said.\n",
			"Trump approves the plan", "CNN", "2025-11-20"},
		"title with a bar": {"The plan explained | Al Jazeera\nBy Al Jazeera Staff\nPublished On 21 Nov 2025\nThe plan has 28 points.\n",
			"The plan explained", "Al Jazeera", "2025-11-21"},
		"agency between strokes": {"Зерновая сделка прекращена\n\n17 июля 2023 г., 15:20\n\nМОСКВА, 17 июля. /ТАСС/. Россия прекратила участие в сделке, сообщил журналистам пресс-секретарь президента РФ Дмитрий Песков. По его словам, Москва предупреждала об этом.\n",
			"Зерновая сделка прекращена", "ТАСС", "2023-07-17"},
		"outlet and date between dashes": {"Зернову угоду припинено\nУкраїнська правда — 17 липня 2023, 15:20\nРосія припинила участь у зерновій угоді, повідомив журналістам речник Кремля. За його словами, Москва попереджала про це заздалегідь.\n",
			"Зернову угоду припинено", "Українська правда", "2023-07-17"},
		"German label": {"Getreideabkommen gestoppt\nStand: 17.07.2023, 15:20 Uhr\nRussland hat seine Teilnahme am Abkommen beendet, wie der Sprecher des Kremls am Montag mitteilte. Die Ukraine kritisierte das scharf.\n",
			"Getreideabkommen gestoppt", "", "2023-07-17"},
		"French label": {"Fin de l'accord céréalier\nLe Monde | Publié le 17 juillet 2023 à 15h20\nLa Russie a mis fin à sa participation à l'accord, a annoncé lundi le porte-parole du Kremlin devant les journalistes.\n",
			"Fin de l'accord céréalier", "Le Monde", "2023-07-17"},
		"address": {"A Plan Is Made\nhttps://www.reuters.com/world/a-plan-is-made-2025-11-20/\n\nThe plan was made, officials said.\n",
			"A Plan Is Made", "reuters.com", "2025-11-20"},
		"front matter": {"---\ntitle: A Plan Is Made\npublisher: The Herald\ndate: 2025-11-20\nurl: https://herald.example/plan\n---\n\nThe plan was made, officials said.\n",
			"A Plan Is Made", "The Herald", "2025-11-20"},
		"names and values": {"Title: A Plan Is Made\nAuthor: Jane Doe\nPublisher: The Herald\nDate: November 20, 2025\nURL: https://herald.example/plan\n\nThe plan was made, officials said.\n",
			"A Plan Is Made", "The Herald", "2025-11-20"},
		"two hyphens": {"China urges talks\nBEIJING, Nov. 20 (Xinhua) -- China on Thursday urged the parties to hold talks.\n",
			"China urges talks", "Xinhua", ""},
		"published and updated": {"Grain deal collapses | The Daily Example\nGrain deal collapses\nBy Jane Smith\nPublished: 17 July 2023, 14:05 BST\nUpdated: 18 July 2023, 09:00 BST\nRussia has pulled out of the deal.\n",
			"Grain deal collapses", "The Daily Example", "2023-07-17"},
		"section over the title": {"Global & US Headlines\nTrump Team Drafts Blueprint\nOn 19 Nov 2025 Axios revealed that the envoy circulated a roadmap.\n",
			"Trump Team Drafts Blueprint", "", ""},
		"outlet and date with a comma": {"Talks in Geneva\nKyiv Post, November 20, 2025\n\nThe talks began on Thursday, officials said.\n",
			"Talks in Geneva", "Kyiv Post", "2025-11-20"},
		"place and date": {"Talks in Geneva\nGeneva, 20 November 2025\n\nThe talks began on Thursday, officials said.\n",
			"Talks in Geneva", "", "2025-11-20"},
		"bold outlet": {"# EU reaches deal\n\n**Politico** — *9 December 2023*\n\nThe deal was reached in the night.\n",
			"EU reaches deal", "Politico", "2023-12-09"},
		"a month": {"Quarterly Outlook\nNovember 2025\n\nThe outlook is dim.\n",
			"Quarterly Outlook", "", "2025-11"},
		"chronicle": {"Timeline of the storm\n\nAugust 26, 2021\nA depression forms.\n\nAugust 29, 2021\nIt lands.\n",
			"Timeline of the storm", "", ""},
		"period of something else": {"Precedents\n\nThe Minsk Agreements (2014–2015)\n\nSeptember 2014 – February 2015\n\nWhat Happened\n\nThe accords were negotiated.\n",
			"Precedents", "", ""},
		"date in a sentence": {"Paris Accords\n\nThe accords of 27 January 1973 — signed in Paris — ended the war.\n",
			"Paris Accords", "", ""},
		"date at the start of a sentence": {"Paris Accords\n\nJanuary 27, 1973 — the day the accords were signed — is remembered.\n",
			"Paris Accords", "", ""},
		"dateline with dashes": {"Kyiv Post — Nov. 19, 2025 — The president said he would sign the plan.\n",
			"", "Kyiv Post", "2025-11-19"},
		"brackets": {"[BBC News, 19 November 2025] The president said he would sign the plan.\n",
			"", "BBC News", "2025-11-19"},
		"capitals": {"PLAN MADE\nUNIAN, 19.11.2025\nThe president said he would sign the plan.\n",
			"PLAN MADE", "UNIAN", "2025-11-19"},
		"date of a mail": {"Plan made\nWed, 19 Nov 2025 10:15:00 +0000\nThe president said he would sign the plan.\n",
			"Plan made", "", "2025-11-19"},
		"copyright": {"Plan made\n\nThe president said he would sign the plan.\n\nCopyright © 2025 Example Media Ltd. All rights reserved.\n",
			"Plan made", "Example Media Ltd", ""},
		"byline, outlet and date": {"Plan made\nby Jane Doe, The Kyiv Independent — November 19, 2025\nThe president said he would sign the plan.\n",
			"Plan made", "The Kyiv Independent", "2025-11-19"},
		"strokes in Latin": {"Plan made\nMOSCOW, November 19, 2025. /TASS/. The president said he would sign the plan.\n",
			"Plan made", "TASS", "2025-11-19"},
		"Ukrainian agency": {"План готовий\nКИЇВ, 19 листопада (Укрінформ) – Президент заявив, що підпише план. Про це він сказав журналістам у середу.\n",
			"План готовий", "Укрінформ", ""},
	} {
		doc, err := Read("a.txt", []byte(test.text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if doc.Title.Value != test.title || doc.Publisher.Value != test.publisher || doc.Published.Value.String() != test.published {
			t.Errorf("%s: title %q, publisher %q (%s), published %s (%s)", name, doc.Title.Value, doc.Publisher.Value, doc.Publisher.From, doc.Published.Value, doc.Published.From)
		}
		if (doc.Title.Value == "") != (doc.Title.From == "") || (doc.Publisher.Value == "") != (doc.Publisher.From == "") || doc.Published.Value.IsZero() != (doc.Published.From == "") {
			t.Errorf("%s: a value without its place, or a place without a value: %+v %+v %+v", name, doc.Title, doc.Publisher, doc.Published)
		}
	}
}

// Where nothing says whether the day or the month comes first, both readings are
// told.
func TestBothReadingsOfADateAreKept(t *testing.T) {
	doc, err := Read("a.txt", []byte("A Plan Is Made\n\nDaily Planet (3/4/2025): In a report that shook capitals, it says so.\n"))
	if err != nil {
		t.Fatal(err)
	}
	p := doc.Published
	if p.Value.String() != "2025-04-03" || len(p.Also) != 1 || p.Also[0].Value.String() != "2025-03-04" || p.Also[0].From == p.From {
		t.Errorf("%+v", p)
	}
}

func TestAddressOfADocument(t *testing.T) {
	for text, want := range map[string]string{
		"A Plan Is Made\nhttps://www.example.org/2025/11/20/plan\n\nIt was made.\n": "https://www.example.org/2025/11/20/plan",
		"A Plan Is Made\nURL: https://example.org/plan\n\nIt was made.\n":           "https://example.org/plan",
		"A Plan Is Made\n\nIt was made. See https://example.org/plan for more.\n":   "",
	} {
		doc, err := Read("a.txt", []byte(text))
		if err != nil || doc.URL != want {
			t.Errorf("%q: address %q, error %v", text, doc.URL, err)
		}
	}
}

func TestLanguageOf(t *testing.T) {
	for text, want := range map[string]string{english: "en", ukraine: "uk", russian: "ru", turkish: "tr", polish: "pl", "Talks": "", "Українська правда": "", "12 34": ""} {
		if got := languageOf(text); got != want {
			t.Errorf("%.40q is taken for %q, want %q", text, got, want)
		}
	}
}
