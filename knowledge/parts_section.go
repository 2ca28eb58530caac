package knowledge

import (
	"strings"
	"unicode"

	"attache/knowledge/language"
)

// partHeadings are the headings under which pages keep their parts, folded.
var partHeadings = map[PartKind][]string{
	Number: {"key indicators", "indicators", "key figures", "key numbers", "by the numbers", "the numbers", "numbers", "in numbers", "in figures", "key statistics",
		"key stats", "statistics", "stats", "facts and figures", "key metrics", "key data", "data points", "numbers to know", "figures"},
	Scenario: {"scenarios", "possible scenarios", "what could happen", "what could happen next", "what might happen", "what might happen next", "outlook scenarios",
		"possible outcomes", "possible futures", "potential scenarios", "potential outcomes", "future scenarios", "how it could end", "how this could end", "paths forward", "ways forward",
		"possible paths", "where this could go", "three scenarios", "four scenarios", "five scenarios"},
	Precedent: {"historical context", "historical precedents", "historical precedent", "precedents", "historical parallels", "parallels", "history repeats", "historical background",
		"lessons", "lessons from history", "lessons from the past", "lessons of history", "lessons of the past", "historical comparisons", "historical analogues", "historical analogies",
		"similar cases", "what history says", "what history tells us", "past examples", "it has happened before", "precedents and parallels"},
	Perspective: {"perspectives", "how it is framed", "how it's framed", "views", "viewpoints", "media coverage", "media perspectives", "how media frame it", "how the media frame it",
		"how they see it", "how it is covered", "how it's covered", "how it is seen", "different views", "points of view", "media framing", "framing", "competing narratives", "narratives",
		"positions", "who says what", "coverage", "the coverage", "different perspectives", "competing views", "bias", "media bias"},
	Takeaway: {"key takeaways", "takeaways", "the takeaways", "takeaway", "main takeaways", "key points", "main points", "the main points", "focusing facts", "key facts", "in brief",
		"at a glance", "what to know", "what you need to know", "what we know", "need to know", "things to know", "highlights", "key highlights", "the bottom line", "bottom line",
		"the essentials", "tl;dr", "the key points", "the facts", "fast facts", "quick facts", "key findings", "main findings", "conclusions", "summary points"},
	PersonCard: {"people involved", "people", "key people", "who is who", "who's who", "key players", "key figures involved", "the people", "main characters", "cast",
		"key persons", "persons involved", "personalities", "who is involved", "who's involved", "people to know", "the players", "main players", "main actors", "key actors"},
	OrganisationCard: {"organizations involved", "organisations involved", "organizations", "organisations", "key organizations", "key organisations", "institutions",
		"institutions involved", "the organizations", "the organisations", "entities involved", "groups involved", "bodies involved", "parties involved", "organizations to know",
		"companies involved", "countries involved"},
	Next: {"what's next", "whats next", "what is next", "what next", "what happens next", "what comes next", "next steps", "the next steps", "outlook", "looking ahead",
		"what to watch", "what to watch for", "what to watch next", "the road ahead", "the way forward", "coming up", "upcoming", "upcoming events", "next", "up next", "ahead"},
	Overview: {"overview", "summary", "executive summary", "what happened", "the story", "the news", "abstract", "the big picture", "in short", "introduction", "at issue"},
	otherPart: {"timeline", "chronology", "timeline of events", "key dates", "key events", "sources", "references", "further reading", "related", "related articles", "context",
		"background", "analysis", "see also", "notes", "about", "comments", "external links", "why it matters", "methodology", "map", "documents", "faq"},
}

// counting are words in front of such a heading that only count or praise: "Five
// key takeaways".
var counting = map[string]bool{"the": true, "our": true, "two": true, "three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true,
	"nine": true, "ten": true, "main": true, "top": true, "some": true, "a": true, "few": true, "possible": true, "likely": true, "most": true}

// headingKinds is partHeadings the other way round.
var headingKinds = func() map[string]PartKind {
	out := map[string]PartKind{}
	for kind, all := range partHeadings {
		for _, h := range all {
			out[h] = kind
		}
	}
	return out
}()

// headingKind tells which part a heading announces: the whole of it, what stands
// before or behind its colon or dash, or its beginning before "from", "of", ….
func headingKind(text string) PartKind {
	text = strings.Trim(language.FoldString(text), " *_#:.?!|0123456789)(\"'")
	if k := phraseKind(text); k != NoPart {
		return k
	}
	for _, sep := range []string{": ", " - ", " | "} {
		if i := strings.LastIndex(text, sep); i > 0 {
			if k := phraseKind(text[i+len(sep):]); k != NoPart {
				return k
			}
			if k := phraseKind(text[:strings.Index(text, sep)]); k != NoPart {
				return k
			}
		}
	}
	for _, sep := range []string{" from ", " of ", " on ", " for ", " about ", " in "} {
		if i := strings.Index(text, sep); i > 0 && strings.Contains(text[:i], " ") {
			if k := phraseKind(text[:i]); k != NoPart {
				return k
			}
		}
	}
	return NoPart
}

func phraseKind(text string) PartKind {
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
	for {
		if k := headingKinds[strings.Trim(strings.Join(words, " "), " :.?!*_")]; k != NoPart {
			return k
		}
		if len(words) < 2 || !counting[words[0]] && strings.Trim(words[0], "0123456789") != "" {
			return NoPart
		}
		words = words[1:]
	}
}

// section is the blocks below a heading that announces a part.
type section struct {
	kind     PartKind
	from, to int // blocks, half open, without the heading
}

// sectionsOf returns the sections of a text that hold parts. Where the levels of
// headings leave a section empty, it goes on to the next heading that announces
// something.
func sectionsOf(t *language.Text) []section {
	title := t.Title()
	kinds := make([]PartKind, len(t.Blocks))
	for i := range t.Blocks {
		kinds[i] = announced(t, i, title)
	}
	var out []section
	for i := range t.Blocks {
		if kinds[i] == NoPart || kinds[i] == otherPart {
			continue
		}
		if end := sectionEnd(t, kinds, i); end > i+1 {
			out = append(out, section{kinds[i], i + 1, end})
		}
	}
	return out
}

// announced tells which part begins at block i: a heading says it, or a line that
// consists of nothing but the words that such headings have.
func announced(t *language.Text, i, title int) PartKind {
	b := t.Blocks[i]
	text := b.Body.In(t.Raw)
	switch {
	case i == title || len(text) > 120 || b.Kind == language.Furniture:
		return NoPart
	case b.Kind == language.Heading:
		if isFieldName(text) && b.Level > 2 { // "What happened" on the card of a precedent
			return NoPart
		}
		return headingKind(text)
	case b.Kind == language.Item || !b.After && !strings.HasSuffix(text, ":"):
		return NoPart
	}
	return phraseKind(strings.Trim(language.FoldString(text), " *_:"))
}

// sectionEnd returns where the section that block i opens ends: at the next
// heading that announces something, unless it is a field of a card, or at the next
// one that lies no deeper. Headings directly below i are its own.
func sectionEnd(t *language.Text, kinds []PartKind, i int) int {
	head := t.Blocks[i]
	filled := false
	for j := i + 1; j < len(t.Blocks); j++ {
		b := t.Blocks[j]
		if b.Kind != language.Heading {
			if kinds[j] != NoPart {
				return j
			}
			filled = filled || b.Kind != language.Furniture && b.Head <= i
			continue
		}
		deeper := head.Kind == language.Heading && b.Level > head.Level
		if kinds[j] != NoPart && !(deeper && isFieldName(b.Body.In(t.Raw))) || filled && !deeper {
			return j
		}
	}
	return len(t.Blocks)
}
