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
	Overview: {"overview", "summary", "executive summary", "what happened", "the story", "the news", "abstract", "the big picture", "in short", "introduction", "at issue",
		"the short version", "short version", "in a nutshell", "the gist", "the lead", "key message", "background in brief", "situation", "the situation"},
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
// before or behind its colon or dash, its beginning before "from", "of", …, or
// words in it that such headings have.
func headingKind(text string) PartKind {
	if k := exactKind(text); k != NoPart {
		return k
	}
	return wordsKind(text)
}

// exactKind is headingKind by whole phrases alone.
func exactKind(text string) PartKind {
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

// cue is words by which a heading announces a part: one of each group, and the
// heading must be no longer than a few words.
type cue struct {
	kind   PartKind
	most   int // words of the heading
	groups []string
}

// cues are tried in order. A group is the beginnings of words, "=" before a whole
// word.
var cues = []cue{
	{Perspective, 9, []string{"media press outlet paper newspaper headline camp side", "cover frame framing see =saw report say tell view portray present differ narrativ perspective interpret read"}},
	{Perspective, 6, []string{"=how", "see =sees view frame read cover report judge", "=it =this =them =things"}},
	{Perspective, 5, []string{"competing different rival clashing contrasting main key how", "=narratives =perspectives =viewpoints =framings =readings"}},
	{Scenario, 8, []string{"what how where which ways", "could might may can", "go happen end unfold play turn come develop"}},
	{Scenario, 6, []string{"=scenarios"}},
	{Scenario, 4, []string{"possible potential likely", "outcome path ending development future"}},
	{Precedent, 7, []string{"=precedents =parallels =analogies =analogues"}},
	{Precedent, 6, []string{"histor past before earlier", "lesson example case compar echo repeat context teach happened similar"}},
	{Takeaway, 6, []string{"takeaway"}},
	{Takeaway, 4, []string{"key main essential important", "fact point message finding insight conclusion lesson"}},
	{Takeaway, 6, []string{"need must should", "know"}},
	{Takeaway, 6, []string{"thing point fact lesson", "remember know note keep"}},
	{PersonCard, 5, []string{"=who =people =player =players =names =faces", "watch know follow meet"}},
	{PersonCard, 6, []string{"=who", "=who =who's =people =person =player =players =whom"}},
	{PersonCard, 4, []string{"key main leading central", "people person player actor protagonist personalit name"}},
	{OrganisationCard, 4, []string{"key main leading involved", "organisation organization institution bod agenc compan"}},
	{Number, 5, []string{"number figure statistic indicator metric data", "key by in the behind at glance that main vital"}},
	{Next, 6, []string{"=next ahead upcoming", "what look step road coming happen is watch whats what's"}},
	{Next, 5, []string{"=watch", "what things dates"}},
}

// wordsKind tells which part a heading announces by words in it.
func wordsKind(text string) PartKind {
	words := strings.FieldsFunc(language.FoldString(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	for _, c := range cues {
		if len(words) <= c.most && len(words) > 1 && c.fits(words) {
			return c.kind
		}
	}
	return NoPart
}

// fits reports whether each group has a word of the heading, each another one.
func (c cue) fits(words []string) bool {
	taken := -1
	for _, group := range c.groups {
		found := -1
		for i, w := range words {
			if i != taken && inGroup(w, group) {
				found = i
				break
			}
		}
		if found < 0 {
			return false
		}
		taken = found
	}
	return true
}

func inGroup(word, group string) bool {
	for start := range strings.FieldsSeq(group) {
		if whole, is := strings.CutPrefix(start, "="); is && word == whole || !is && strings.HasPrefix(word, start) {
			return true
		}
	}
	return false
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
	done := 0 // up to where the blocks belong to a section that its shape shows
	for i := range t.Blocks {
		if kinds[i] == NoPart || kinds[i] == otherPart {
			if s, ok := shapedSection(t, i, title); ok && i >= done {
				out = append(out, s)
				done = s.to
			}
			continue
		}
		if end := sectionEnd(t, kinds, i); end > i+1 {
			out = append(out, section{kinds[i], i + 1, end})
		}
	}
	return out
}

// shapedSection finds a section by the fields of its cards, whatever its heading
// says: what happened and how it ended is a precedent, who discusses it a scenario.
// A heading that itself has the fields is a card.
func shapedSection(t *language.Text, i, title int) (section, bool) {
	head := t.Blocks[i]
	if head.Kind != language.Heading || i == title || isFieldName(head.Body.In(t.Raw)) {
		return section{}, false
	}
	end, from := i+1, i
	var happened, ended, discussed bool
	for ; end < len(t.Blocks); end++ {
		b := t.Blocks[end]
		text := strings.Trim(language.FoldString(b.Body.In(t.Raw)[:min(b.Body.Len(), 40)]), " *_")
		field := strings.HasPrefix(text, "what happened")
		if b.Kind == language.Heading && b.Level <= head.Level && !field {
			break
		}
		if field && b.Head != i {
			from = i + 1
		}
		happened = happened || field
		ended = ended || hasAnyPrefix(text, "outcome", "result", "how it ended", "aftermath")
		discussed = discussed || hasAnyPrefix(text, "discussed by", "who discusses", "likelihood", "probability")
		if discussed && !happened && b.Head != i {
			from = i + 1
		}
	}
	switch {
	case happened && ended:
		return section{Precedent, from, end}, true
	case discussed && !happened:
		return section{Scenario, from, end}, true
	}
	return section{}, false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
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
		if isFieldName(text) && (b.Level > 2 || !b.After && i > 0 && t.Blocks[i-1].Kind != language.Heading) { // "What happened" on the card of a precedent
			return NoPart
		}
		return headingKind(text)
	case b.Kind == language.Item || !b.After && !strings.HasSuffix(text, ":"):
		return NoPart
	case b.Kind == language.Label && len(text) < 50 && i+1 < len(t.Blocks) && !t.Blocks[i+1].After && !strings.ContainsAny(text, ":|\t0123456789"):
		return headingKind(text) // an empty line above, none below: it stands over what follows
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
		deeper := head.Kind == language.Heading && b.Level > head.Level || head.Kind != language.Heading && !b.After
		if deeper {
			filled = true
		}
		if kinds[j] != NoPart && !(deeper && isFieldName(b.Body.In(t.Raw))) || filled && !deeper {
			return j
		}
	}
	return len(t.Blocks)
}
