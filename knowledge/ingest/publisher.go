package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
)

// publisher is who published the text: the dateline's outlet or agency, a line
// that says so, a byline's outlet, the end of the title, a line that is a site's
// name and nothing else.
func (h *head) publisher() knowledge.Found {
	for _, find := range []func() knowledge.Found{h.labelledPublisher, h.datelinePublisher, h.bylinePublisher, h.titlePublisher, h.sitePublisher} {
		if f := find(); f.Value != "" {
			return f
		}
	}
	return knowledge.Found{}
}

var publisherLabel = regexp.MustCompile(`(?i)^(?:publisher|published by|outlet|newspaper|видання|издание|herausgeber)\s*:?\s+(.{2,60})$`)

func (h *head) labelledPublisher() knowledge.Found {
	for _, b := range h.t.Blocks {
		if b.Start > headLength {
			break
		}
		if m := publisherLabel.FindStringSubmatch(b.Body.In(h.t.Raw)); m != nil {
			return knowledge.Found{Value: strings.TrimRight(m[1], ". "), From: "publisher line"}
		}
	}
	return knowledge.Found{}
}

// datelinePublisher reads "The Herald (4 March 2031):" and "VELDSUND, March 4
// (Wire) —". What stands before the date is a place where an agency follows it,
// or where it is written in capitals.
func (h *head) datelinePublisher() knowledge.Found {
	for _, x := range h.dates {
		if h.placeOf(x) != "dateline" {
			continue
		}
		b := h.t.Blocks[h.blockOf(x.Span)]
		if m := agency.FindStringSubmatch(h.t.Raw[x.End:b.Body.End]); m != nil {
			return knowledge.Found{Value: strings.TrimSpace(m[1]), From: "dateline"}
		}
		name := strings.TrimSpace(strings.TrimRight(h.t.Raw[b.Body.Start:x.Start], " (|,–—-[·•"))
		if name != "" && !isCapitals(name) && wordsIn(name) <= 6 && !endsWithPlaceMark(name) {
			return knowledge.Found{Value: name, From: "dateline"}
		}
	}
	return h.agencyOnly()
}

var agencyLead = regexp.MustCompile(`^[\p{Lu}][\p{L} .,'-]{1,40}\(\s*([\p{Lu}][\p{L}\p{N}.&' -]{1,30})\s*\)\s*[-–—]`)

// agencyOnly reads a dateline without a date: "VELDSUND (Wire) —".
func (h *head) agencyOnly() knowledge.Found {
	for i, b := range h.t.Blocks {
		if i > 8 || b.Start > headLength {
			break
		}
		if m := agencyLead.FindStringSubmatch(b.Body.In(h.t.Raw)); m != nil {
			return knowledge.Found{Value: strings.TrimSpace(m[1]), From: "dateline"}
		}
	}
	return knowledge.Found{}
}

func isCapitals(s string) bool { return s == strings.ToUpper(s) && wordsIn(s) > 0 }

// endsWithPlaceMark reports whether a comma ended the words before the date: a
// city, then.
func endsWithPlaceMark(s string) bool { return strings.HasSuffix(s, ",") }

func (h *head) bylinePublisher() knowledge.Found {
	for _, x := range h.dates {
		if h.placeOf(x) != "byline" {
			continue
		}
		b := h.t.Blocks[h.blockOf(x.Span)]
		for _, part := range strings.FieldsFunc(b.Body.In(h.t.Raw), isBar) {
			part = strings.TrimSpace(part)
			if looksLikeOutlet(part) && !strings.HasPrefix(strings.ToLower(part), "by ") {
				return knowledge.Found{Value: part, From: "byline"}
			}
		}
	}
	return knowledge.Found{}
}

// titlePublisher reads the end that sites put behind their titles: "Port signs
// lease | The Herald", "Port signs lease - BBC News".
func (h *head) titlePublisher() knowledge.Found {
	if h.title < 0 {
		return knowledge.Found{}
	}
	title := h.t.Blocks[h.title].Body.In(h.t.Raw)
	for _, bar := range []string{" | ", " — ", " – ", " - ", " · "} {
		if i := strings.LastIndex(title, bar); i > 0 {
			if part := strings.TrimSpace(title[i+len(bar):]); looksLikeOutlet(part) {
				return knowledge.Found{Value: part, From: "title"}
			}
		}
	}
	return knowledge.Found{}
}

var site = regexp.MustCompile(`^(?:https?://)?(?:www\.)?((?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,10})/?$`)

// sitePublisher reads a line that is a site's name and nothing else, as pages
// have it at their foot.
func (h *head) sitePublisher() knowledge.Found {
	for i := len(h.t.Blocks) - 1; i >= 0; i-- {
		if i > 6 && i < len(h.t.Blocks)-4 {
			continue
		}
		if m := site.FindStringSubmatch(h.t.Blocks[i].Body.In(h.t.Raw)); m != nil {
			return knowledge.Found{Value: m[1], From: "site line"}
		}
	}
	return knowledge.Found{}
}

func looksLikeOutlet(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if s == "" || len(s) > 50 || wordsIn(s) > 6 || unicode.IsLower(first) {
		return false
	}
	if site.MatchString(s) {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if outletWords[w] {
			return true
		}
	}
	return false
}

// outletWords stand in the names of newspapers, agencies and channels.
var outletWords = wordSet(`news times post herald journal tribune press gazette guardian telegraph observer chronicle mail express standard
	independent reuters afp ap bbc cnn nbc abc cbs npr bloomberg tass interfax politico spiegel monde figaro zeitung television tv radio agency
	wire magazine daily today broadcasting weekly review report bulletin courier sun globe mirror record pravda правда новини новости вісник
	газета economist atlantic register star dispatch sentinel examiner inquirer monitor wikinews`)

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
