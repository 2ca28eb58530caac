package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// datelineReach is how far into its paragraph, in bytes, a dateline ends at most.
const datelineReach = 140

// agency is a name in brackets or between strokes, as agencies put theirs behind
// the place and the date.
const agencyName = `[\p{Lu}][\p{L}\p{N}.&'’ -]{1,40}`

var (
	// agencyBehind follows a date: " (Reuters) - ".
	agencyBehind = regexp.MustCompile(`^[\s,.]*(?:\(\s*(` + agencyName + `?)\s*\)\s*(?:[-–—:]|$)|/(` + agencyName + `?)/)`)
	// agencyLead is a dateline without a year: "KYIV, Nov 19 (Reuters) - ", "Washington (CNN) — ", "(Reuters) - ".
	agencyLead = regexp.MustCompile(`^(?:[\p{Lu}][\p{L} .,'’/-]{1,60}?(?:,?\s+[\p{L}]{3,12}\.?\s+\d{1,2}|,?\s+\d{1,2}\s+[\p{L}]{3,12})?[.,]?\s*)?\(\s*(` + agencyName + `?)\s*\)\s*[-–—]`)
	// strokes is a dateline of Russian and Ukrainian agencies: "МОСКВА, 17 июля. /ТАСС/. ".
	strokes = regexp.MustCompile(`^[\p{Lu}][\p{L} .,-]{1,60}\d{1,2}\s+\p{L}+\.?(?:\s+\d{4}\s*\p{L}?\.?)?\s*[/(-]\s*(` + agencyName + `?)\s*[/)-]\.?\s`)
)

// readOpening reads the dateline that a paragraph begins with, in the first three
// paragraphs. It reports whether there was one with a date.
//
//	The Herald (4 March 2031): …   VELDSUND, March 4, 2031 (Wire) — …   VELDSUND (Wire) — …
func (h *head) readOpening(text string) bool {
	if h.openings > 2 {
		return false
	}
	start := strings.ToValidUTF8(text[:min(len(text), datelineReach)], "")
	for _, re := range []*regexp.Regexp{agencyLead, strokes} {
		if m := re.FindStringSubmatch(start); m != nil && len(h.datesIn(m[1])) == 0 {
			h.credit(inAgency, m[1])
		}
	}
	dates := h.datesIn(start)
	if len(dates) == 0 || dates[0].date.Day == 0 {
		return false
	}
	before, behind := start[:dates[0].Start], start[dates[0].End:]
	if !opensReport(before, behind) {
		return false
	}
	h.openings++
	h.note(inDateline, dates[0])
	if m := agencyBehind.FindStringSubmatch(behind); m != nil {
		h.credit(inAgency, m[1]+m[2])
		return true
	}
	name := strings.Trim(before, " \u00a0(|,–—-[·•")
	if looksLikeOutlet(name) || couldBeOutlet(name) && !isCapitals(name) && !strings.HasSuffix(strings.TrimRight(before, " \u00a0"), ",") {
		h.credit(inDateline, name)
	}
	return true
}

// opensReport reports whether a date stands in a dateline: what follows it, after
// a bracket or an agency's name, is a colon, a bar or a dash before the report.
func opensReport(before, behind string) bool {
	if strings.ContainsAny(before, "!?:") || strings.Contains(strings.TrimRight(before, " (|\u00a0."), ". ") {
		return false
	}
	if agencyBehind.MatchString(behind) {
		return true
	}
	if strings.TrimSpace(before) == "" { // an entry of a chronicle: "January 27, 1973: …"
		return false
	}
	if strings.HasPrefix(before, "[") && strings.HasPrefix(behind, "]") {
		return true
	}
	rest := strings.TrimLeft(behind, ")] \u00a0")
	for _, mark := range []string{":", "|", "—", "–", "--", "- "} {
		if strings.HasPrefix(rest, mark) {
			return endsOpen(before)
		}
	}
	return false
}

// ties are words that tie a date to what stands before it.
var ties = wordSet(`on of in since until by from to the and after before between late early mid dated als am im seit bis vom le du depuis en el de
	с по до від з на у в`)

// endsOpen reports whether the words before a date lead to it as a dateline's do:
// they are few, and no preposition ties the date to them.
func endsOpen(before string) bool {
	fields := strings.Fields(before)
	return len(fields) <= 8 && (len(fields) == 0 || !ties[strings.ToLower(fields[len(fields)-1])])
}

// readTitle reads the end that sites put behind their titles, "Port signs lease |
// The Herald", and the day of what appears day by day: "Energy briefing, 31 January
// 2027". The day in any other title may be that of which it tells.
func (h *head) readTitle(title string) {
	if _, site := cutSite(title); looksLikeOutlet(site) {
		h.credit(inTitle, site)
	}
	dates := h.datesIn(title)
	if len(dates) != 1 || dates[0].date.Day == 0 {
		return
	}
	if serial.MatchString(title) && words(restOf(title, dates)) <= serialWords {
		h.note(inTitle, dates[0])
		return
	}
	h.readSlug(splitParts(title))
}

// readSlug reads a title that archives put together: "Northern Wire - 4 March 2031 -
// Port signs lease".
func (h *head) readSlug(parts []string) {
	if len(parts) < 3 {
		return
	}
	for i, part := range parts[:2] {
		dates := h.datesIn(part)
		if len(dates) != 1 || restOf(part, dates) != "" {
			continue
		}
		h.note(inTitle, dates[0])
		if name := parts[1-i]; looksLikeOutlet(name) || isCapitals(name) {
			h.credit(inTitle, name)
		}
		return
	}
}

// serial are names of what appears day by day.
var serial = regexp.MustCompile(`(?i)\b(?:briefing|brief|bulletin|update|sitrep|situation report|daily|digest|newsletter|press release|statement|communiqué|minutes|memo|dispatch|lagebericht|pressemitteilung|communiqué de presse|сводка|зведення|бюлетень|бюллетень)\b`)

// serialWords is how many words such a title has at most beside its date.
const serialWords = 6

// readFurniture reads the lines that the page's template put around the text: the
// title with the site's name, an address, whose rights are reserved, and when.
func (h *head) readFurniture(i int, line string) {
	if h.title > i {
		if name, site := cutSite(line); name == h.t.Blocks[h.title].Body.In(h.t.Raw) && couldBeOutlet(site) {
			h.credit(inTitle, site)
			return
		}
	}
	if isURL(line) {
		h.address(line)
	}
	h.readFoot(line)
}

// cutSite parts a title from the name that a site puts behind it.
func cutSite(title string) (name, site string) {
	at := siteMark.FindAllStringIndex(title, -1)
	if len(at) == 0 {
		return title, ""
	}
	last := at[len(at)-1]
	return strings.TrimSpace(title[:last[0]]), strings.TrimSpace(title[last[1]:])
}

var siteMark = regexp.MustCompile(`\s+(?:\||—|–|-|·|•|::|»)\s+`)

var (
	site      = regexp.MustCompile(`^(?:https?://)?(?:www\.)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,10})/?$`)
	copyright = regexp.MustCompile(`(?i)^(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d\s*(?:[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(.{2,60}?)(?:\s*(?:[.,|]|-)?\s*all rights reserved.*|\s*(?:19|20)\d\d)?\.?$`)
	signature = regexp.MustCompile(`^(?:—|–|--|-)\s*(\S.{1,60})$`)
)

// readFoot reads a line at the end of a page: "Source: …", "— The Herald",
// "© 2031 The Herald", "Herald.example", "Published 4 March 2031".
func (h *head) readFoot(line string) {
	if len(line) > lineAtMost {
		return
	}
	if h.readFootDate(strings.Trim(line, " \t\u00a0*_—–-")) {
		return
	}
	if v, ok := after(sourceLabel, line); ok && strings.Contains(line, ":") && v != "" {
		h.source(v)
		return
	}
	if m := site.FindStringSubmatch(line); m != nil && !isFileName(m[1]) {
		h.credit(inSiteLine, m[1])
		return
	}
	if m := copyright.FindStringSubmatch(line); m != nil && couldBeOutlet(m[1]) {
		h.credit(inCopyright, m[1])
		return
	}
	if m := signature.FindStringSubmatch(line); m != nil && couldBeOutlet(m[1]) && looksLikeOutlet(m[1]) {
		h.credit(inSignature, m[1])
	}
}

// readFootDate reads a line that says only when the page was published or updated.
func (h *head) readFootDate(line string) bool {
	_, published := after(publishedLabel, line)
	_, updated := after(updatedLabel, line)
	dates := h.datesIn(line)
	if len(dates) == 0 || !published && !updated || words(restOf(line, dates)) > 3 {
		return false
	}
	if published {
		h.note(inPublished, dates[0])
	} else {
		h.note(inUpdated, dates[0])
	}
	return true
}

// isFileName tells "report.pdf" from a site.
func isFileName(s string) bool {
	switch strings.ToLower(s[strings.LastIndexByte(s, '.')+1:]) {
	case "txt", "pdf", "doc", "docx", "html", "htm", "jpg", "jpeg", "png", "gif", "mp", "csv", "json", "xml", "js":
		return true
	}
	return false
}

func isCapitals(s string) bool {
	return s == strings.ToUpper(s) && words(s) > 0 && !site.MatchString(s)
}

// couldBeOutlet reports whether s has the shape of a name.
func couldBeOutlet(s string) bool {
	return s != "" && len(s) <= 60 && words(s) >= 1 && words(s) <= 6 && startsUpper(s) && !strings.ContainsAny(s, ".!?") || site.MatchString(s)
}

// looksLikeOutlet reports whether s has the shape of a name and a word that
// outlets have in theirs.
func looksLikeOutlet(s string) bool {
	if !couldBeOutlet(s) {
		return false
	}
	if site.MatchString(s) {
		return !isFileName(s)
	}
	folded := strings.FieldsFunc(language.FoldString(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if knownOutlets[strings.Join(folded, " ")] {
		return true
	}
	for _, w := range folded {
		if outletWords[w] {
			return true
		}
	}
	return false
}

// issues reports whether a name beside a date is that of somebody who issues reports: an
// organisation, or what has an article and is no place, as papers have.
func issues(s string) bool {
	if !couldBeOutlet(s) {
		return false
	}
	if words := strings.Fields(s); words[0] == "The" && len(words) > 2 && !slices.ContainsFunc(words[1:], func(w string) bool { return !startsUpper(w) }) {
		return true
	}
	const before = "It came from "
	t := language.Analyse(before + s + " today.")
	return slices.ContainsFunc(names.Find(t), func(m names.Mention) bool {
		return m.Start == len(before) && m.Kind == names.Organisation && strings.Contains(m.In(t.Raw), " ")
	})
}

// outletWords stand in the names of newspapers, agencies and channels and hardly
// anywhere else behind a title.
var outletWords = wordSet(`news times post herald journal tribune gazette guardian telegraph observer chronicle independent reuters afp bbc cnn nbc abc
	cbs npr bloomberg tass interfax politico spiegel zeitung television tv radio magazine broadcasting newspaper reporter
	bulletin courier globe pravda правда новини новости вісник газета ведомости рбк тасс риа уніан укрінформ інтерфакс interviewtimes
	wikinews xinhua sentinel examiner inquirer newsweek newsmax gazeta dziennik haberler haber ajansi journalen tidende nachrichten presse
	diario noticias correspondent wire`)

// knownOutlets are the folded names of outlets that no such word gives away.
var knownOutlets = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Split(`al jazeera;ap;associated press;the associated press;agence france-presse;agence france presse;dw;deutsche welle;le monde;le figaro;liberation;
el pais;el mundo;la repubblica;corriere della sera;die zeit;die welt;der standard;the economist;the atlantic;time;axios;the hill;the verge;
wired;vox;semafor;meduza;euronews;france 24;rfi;sky;rt;itv;ard;zdf;orf;ard tagesschau;tagesschau;stern;focus;kyodo;ani;pti;anadolu;
the hindu;dawn;haaretz;the week;foreign policy;foreign affairs;the diplomat;the conversation;rferl;rfe rl;voice of america;voa;pbs;
daily mail;the sun;the mirror;the daily mirror;the daily express;the scotsman;usa today;the star;toronto star;the age;the wire;
the standard;evening standard;the record;the dispatch;nexta;ukrinform;unian;nv;the insider;bellingcat;propublica;sputnik;yle;svt;nrk;dr;
the kyiv independent;kyiv independent;wikinews;barron s;forbes;fortune;business insider;marketwatch;the intercept;slate;salon;quartz`, ";") {
		m[strings.TrimSpace(n)] = true
	}
	return m
}()

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
