package timex

import (
	"sort"
	"strings"

	"attache/knowledge/language"
)

// tense tells where the verbs of a sentence put what it says.
type tense uint8

const (
	present tense = iota
	past
	future
)

// cue is a word that gives a sentence its tense.
type cue struct {
	item  int
	tense tense
}

// cueWords are words that decide by themselves.
var cueWords = func() map[string]tense {
	m := map[string]tense{}
	for _, w := range strings.Fields(`will would shall 'll won't could may might must should plans plan planning expects expect hopes hope aims aim intends
		intend slated upcoming until till deadline opens begins starts ends expires premieres resumes resume reopens reopen kicks launches deferred`) {
		m[w] = future
	}
	for _, w := range strings.Fields(`was were had did said told held met took made began fell rose came went became got gave left lost won sold saw spoke ran
		led paid sent fought bought brought thought caught taught found built felt kept knew grew drew flew threw wrote broke chose drove rode
		stole wore struck shot sank swore stood sat heard since`) {
		m[w] = past
	}
	return m
}()

// awaited are participles that look ahead behind a form of "be" in the present
// ("is scheduled"), and nowhere otherwise ("was scheduled", "a scheduled
// meeting").
var awaited = set("scheduled expected planned slated set due slotted supposed poised ready likely going")

// infinitives are verbs that look ahead behind "to".
var infinitives = set(`be vote meet begin start open hold take discuss decide visit attend face remain return report release publish announce launch
	resume hear appear sign end finish run close travel arrive leave present host deliver debate play`)

// deciding are verbs behind which any infinitive looks ahead: "agreed to leave".
var deciding = set(`agreed agrees decided decides voted votes invited asked urged pledged promised vowed offered wants want wanted hoped hopes seeks
	sought ordered plans planned expects expected intends intended threatened prepares preparing promises pledges vows urges asks`)

// lasting are verbs in the past that tell how long something went on, and no plan.
var lasting = set(`lasted continued went stayed remained worked raged burned burnt dragged fought waited lived reigned ruled served operated persisted stretched talked sat`)

// staying are forms of verbs behind which a participle says in what state
// something is, not that something was done.
var staying = set("stay stays stayed staying remain remains remained remaining")

var (
	presentBe = set("is are 's 're am")
	verbal    = set("be been being have has having")
)

// Verbs of what is given another day: "moved to", "put off until", "pushed back to".
var (
	moved      = set("postponed moved delayed deferred rescheduled shifted adjourned extended prolonged")
	movedAway  = set("off back forward")
	movedSoFar = set("put pushed moved brought set")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// tense is the tense that governs the expression at item i: that of the nearest
// cue before it in its sentence, otherwise of the first one behind it. because
// holds the words that look ahead.
func (t *tagger) tense(i int) (tense, []language.Span) {
	if !t.cued {
		t.findCues()
	}
	if len(t.cues) == 0 {
		return present, nil
	}
	behind := sort.Search(len(t.cues), func(k int) bool { return t.cues[k].item >= i })
	c := t.cues[max(behind-1, 0)]
	if c.tense != future {
		return c.tense, nil
	}
	return future, []language.Span{t.span(c.item, c.item+1)}
}

// findCues lists the cues of the sentence.
func (t *tagger) findCues() {
	t.cues, t.cued = t.cues[:0], true
	before, beforeThat := "", ""
	for i := range t.items {
		low := string(t.scanner.lower(t.itemText(i)))
		if cue, ok := t.cueAt(i, low, before, beforeThat); ok {
			t.cues = append(t.cues, cue)
		}
		before, beforeThat = low, before
	}
}

func (t *tagger) cueAt(i int, word, before, beforeThat string) (cue, bool) {
	switch {
	case (word == "until" || word == "till") && t.lasted(): // "burned until Friday"
		return cue{}, false
	case (word == "to" || word == "until" || word == "till") && (moved[before] || movedAway[before] && movedSoFar[beforeThat]):
		return cue{i, future}, true // "has been postponed to Tuesday"
	case staying[before] && strings.HasSuffix(word, "ed"): // "will stay closed"
		return cue{}, false
	case t.has(i, cMonth): // "May"
		return cue{}, false
	case awaited[word]:
		return cue{i, future}, presentBe[before]
	case before == "to" && awaited[beforeThat] && t.is(i-3, "was were been"): // "was scheduled to meet": perhaps it did
		return cue{}, false
	case before == "to" && (infinitives[word] || deciding[beforeThat]):
		return cue{i, future}, true
	case before == "as" && (word == "early" || word == "soon"), before == "ahead" && word == "of":
		return cue{i, future}, true
	case (verbal[before] || presentBe[before]) && (strings.HasSuffix(word, "ed") || cueWords[word] == past):
		if before == "has" || before == "have" || before == "having" {
			return cue{i, past}, true
		}
		return cue{}, false // "will be held", "is found": the form of "be" has the tense
	}
	if tense, ok := cueWords[word]; ok {
		return cue{i, tense}, true
	}
	if len(word) > 3 && strings.HasSuffix(word, "ed") && !t.items[i].upper {
		return cue{i, past}, true
	}
	return cue{}, false
}

// lasted reports whether the cue found last is a verb of the past that tells how
// long something went on.
func (t *tagger) lasted() bool {
	if len(t.cues) == 0 {
		return false
	}
	c := t.cues[len(t.cues)-1]
	return c.tense == past && lasting[string(t.scanner.lower(t.itemText(c.item)))]
}

// wasPlanned reports whether the day at item i is that of a plan of which the
// sentence tells what became: "a meeting planned for Wednesday was put off".
func (t *tagger) wasPlanned(i int) bool {
	if !t.is(i-2, "planned scheduled set slated due") || t.is(i-3, "is are was were been be") {
		return false
	}
	t.tense(i) // finds the cues
	for _, c := range t.cues {
		if c.item > i {
			return t.is(c.item, "was were")
		}
	}
	return false
}
