package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge/language"
)

// lineAtMost is the length in bytes up to which a line can be one that says who
// published the text and when, and nothing else.
const lineAtMost = 160

// What labels stand before.
var (
	publishedLabel = label(`(?:first |originally )?published|posted|publication date|publish date|date|issued|released|created|dated|опубліковано|дата|опубликовано|veröffentlicht|erschienen|datum|publié|publicado|pubblicato|opublikowano|data|yayınlanma(?: tarihi)?|tarih`)
	updatedLabel   = label(`(?:last )?updated|last modified|modified|оновлено|обновлено|aktualisiert|stand|mis à jour|actualizado|aggiornato|güncelleme|zaktualizowano`)
	publisherLabel = label(`publisher|published by|outlet|newspaper|publication|site|website|видання|видавець|издание|издатель|herausgeber|éditeur|editor`)
	sourceLabel    = label(`source|sources|via|originally published (?:by|in|on)|джерело|источник|quelle|fuente|fonte|źródło|kaynak`)
	titleLabel     = label(`title|headline|subject|betreff|тема|objet|asunto|oggetto|konu|temat|заголовок|titel|titre|título|titolo|tytuł|başlık`)
	urlLabel       = label(`url|link|canonical|web`)
	bylineLabel    = regexp.MustCompile(`(?i)^(?:by|von|par|por|автор:?)\s+`)
)

func label(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)^["'*]*(?:` + words + `)(?:\s*:["'*]*\s*|\s+(?:on|at|le|am|el|il|den)\s+|\s+|$)`)
}

// after returns what stands behind a label at the start of line.
func after(re *regexp.Regexp, line string) (string, bool) {
	at := re.FindStringIndex(line)
	if at == nil {
		return line, false
	}
	return strings.Trim(line[at[1]:], " \t\"'*"), true
}

// readFrontMatter reads the names and values between two rules at the start of a
// text, as writers of Markdown put them.
func (h *head) readFrontMatter() {
	raw := strings.TrimPrefix(h.t.Raw, "\ufeff")
	if !strings.HasPrefix(raw, "---\n") && !strings.HasPrefix(raw, "---\r\n") {
		return
	}
	for _, l := range strings.Split(raw, "\n")[1:] {
		l = strings.TrimSpace(l)
		if l == "---" {
			return
		}
		h.readLabel(l)
	}
}

// readLabel reads "Name: value". It reports whether the line was one.
func (h *head) readLabel(line string) bool {
	colon := strings.IndexByte(line, ':')
	if colon < 0 || colon > 40 {
		return false
	}
	if v, ok := after(titleLabel, line); ok && v != "" && h.named == "" {
		h.named = v
		return true
	}
	if v, ok := after(publisherLabel, line); ok && v != "" && len(v) <= 80 {
		h.credit(inPublisherLine, v)
		return true
	}
	if v, ok := after(sourceLabel, line); ok && v != "" && len(v) <= 120 {
		h.source(v)
		return true
	}
	if v, ok := after(urlLabel, line); ok && isURL(v) {
		h.address(v)
		return true
	}
	return h.readDates(line, inDateLine)
}

// source keeps who is named as the source: an address says more than a name.
func (h *head) source(value string) {
	if isURL(value) {
		h.address(value)
		return
	}
	if i := strings.IndexByte(value, '('); i > 0 { // "Northern Wire (2025)"
		value = value[:i]
	}
	if dates := h.datesIn(value); len(dates) > 0 {
		h.note(inPublished, dates[0])
		value = value[:dates[0].Start]
	}
	if strings.Contains(value, " / ") { // which of them published it is not said
		return
	}
	h.credit(inSource, value)
}

// address keeps the URL of the text and the host that stands in it.
func (h *head) address(url string) {
	if h.url != "" {
		return
	}
	h.url = url
	host := strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://")
	host, _, _ = strings.Cut(host, "/")
	h.credit(inURL, strings.TrimPrefix(host, "www."))
}

func isURL(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t") && len(s) > 10
}

// readLine reads a short line under or over the title: labels, a date, a byline,
// parts between bars. It reports whether the line said anything of the kind.
func (h *head) readLine(i int, line string) bool {
	if len(line) > lineAtMost || strings.Contains(line, "\n") {
		return false
	}
	if h.readLabel(line) {
		return true
	}
	if !h.standsInHead(i) || h.t.Blocks[i].Kind == language.Paragraph && strings.HasSuffix(line, ".") {
		return false // what is told is not what the page says of itself
	}
	parts := splitParts(line)
	at := inDateLine
	switch {
	case slices.ContainsFunc(parts, bylineLabel.MatchString):
		at = inByline
	case i == 0:
		at = inFirstLine
	}
	dated, signed := false, at == inByline
	var others []string
	for _, part := range parts {
		if name, ok := after(bylineLabel, part); ok {
			h.readByline(name)
		} else if len(h.datesIn(part)) > 0 {
			dated = h.readDates(part, at) || dated
		} else {
			others = append(others, part)
		}
	}
	for _, part := range others {
		if looksLikeOutlet(part) && (dated || signed) || dated && len(others) == 1 && (signed && couldBeOutlet(part) || issues(part)) {
			h.credit(inByline, part)
		}
	}
	return dated || signed
}

// readByline reads "Jane Doe, CNN" and "Jane Doe in Kyiv, 4 March 2031".
func (h *head) readByline(name string) {
	if dates := h.datesIn(name); len(dates) > 0 {
		h.note(inByline, dates[0])
		name = name[:dates[0].Start]
	}
	if i := strings.LastIndex(name, ", "); i > 0 && looksLikeOutlet(strings.TrimSpace(name[i+2:])) {
		h.credit(inByline, name[i+2:])
	}
}

// readDates keeps the date of a line, or of a part of one, that says only when,
// with its label and at most the name of a place or an outlet.
func (h *head) readDates(line string, at place) bool {
	dates := h.datesIn(line)
	if len(dates) == 0 {
		return false
	}
	rest := restOf(line, dates)
	if _, ok := after(updatedLabel, line); ok && words(rest) <= 4 {
		h.note(inUpdated, dates[0])
		return true
	}
	if _, ok := after(publishedLabel, line); ok && words(rest) <= 8 {
		h.note(inPublished, dates[0])
		for _, d := range dates[1:] {
			h.note(inUpdated, d)
		}
		return true
	}
	before := strings.TrimRight(line[:dates[0].Start], " ,(|–—-\u00a0")
	switch {
	case rest == "":
	case words(rest) <= 5 && dates[len(dates)-1].End >= len(line)-30 && before != "" && restOf(before, nil) == rest && endsOpen(before):
		if looksLikeOutlet(before) || issues(before) { // "Kyiv Post, 4 March 2031"
			h.credit(inByline, before)
		}
	default:
		return false
	}
	for _, d := range dates {
		h.note(at, d)
	}
	return true
}

// standsInHead reports whether block i stands over or directly under the title,
// before any other heading, and opens no chronicle.
func (h *head) standsInHead(i int) bool {
	b := h.t.Blocks[i]
	if h.openings > 0 {
		return false
	}
	dates := h.datesIn(b.Body.In(h.t.Raw))
	if h.title >= 0 && i > h.title+1 && (i > h.title+5 || len(dates) > 0 && dates[0].date.Day == 0) {
		return false // a month alone further down is the period of something
	}
	if b.Kind == language.Heading && i > h.title && h.title >= 0 && len(dates) == 0 {
		return false
	}
	texts := 0
	for j := i + 1; j < len(h.t.Blocks) && texts < 4; j++ {
		if h.t.Blocks[j].Kind == language.Paragraph || h.t.Blocks[j].Kind == language.Item {
			texts++
			continue
		}
		line := h.t.Blocks[j].Body.In(h.t.Raw)
		if dates := h.datesIn(line); texts > 0 && len(dates) > 0 && restOf(line, dates) == "" {
			return false
		}
	}
	return true
}

// splitParts splits a line at the signs that part names, places and dates.
func splitParts(line string) []string {
	var parts []string
	for _, p := range partsOfLine.Split(line, -1) {
		if p = strings.Trim(p, " \t\u00a0*_"); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

var partsOfLine = regexp.MustCompile(`\s*[|·•]\s*|\s+(?:—|–|-|--|//)\s+`)

func words(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
