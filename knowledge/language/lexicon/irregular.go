package lexicon

import "strings"

// irregularVerbs are verbs whose past shows in no ending: the dictionary form and
// the others.
const irregularVerbs = `
bear bore born borne, beat beaten, become became, begin began begun, bind bound, bite bit bitten, bleed bled, blow blew blown, break broke broken, bring brought, build built, burn burnt, buy bought,
catch caught, choose chose chosen, come came, creep crept, deal dealt, dig dug, draw drew drawn, drink drank drunk, drive drove driven, eat ate eaten, fall fell fallen, feed fed, feel felt, fight fought, flee fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten,
freeze froze frozen, get got gotten, give gave given, go went gone, grow grew grown, hang hung, hear heard, hide hid hidden, hold held, keep kept, know knew known, lay laid, lead led, leave left, lend lent, lose lost, make made, mean meant, meet met, overtake overtook overtaken,
overthrow overthrew overthrown, pay paid, rise rose risen, ride rode ridden, ring rang rung, run ran, say said, see saw seen, seek sought, sell sold, send sent, shake shook shaken, shoot shot, show shown, shrink shrank shrunk, sing sang sung, sink sank sunk, sleep slept, speak spoke spoken, spend spent, stand stood,
steal stole stolen, stick stuck, strike struck stricken, swear swore sworn, sweep swept, swim swam swum, take took taken, teach taught, tear tore torn, tell told, think thought, throw threw thrown, undergo underwent undergone, understand understood, wake woke woken, wear wore worn, weep wept, win won, withdraw withdrew withdrawn, write wrote written`

var dictionaryForms, otherForms = func() (map[string]string, map[string][]string) {
	bases, forms := map[string]string{}, map[string][]string{}
	for verb := range strings.SplitSeq(irregularVerbs, ",") {
		words := strings.Fields(verb)
		for _, w := range words[1:] {
			bases[w] = words[0]
		}
		forms[words[0]] = words
	}
	return bases, forms
}()

// Forms returns the forms of an irregular verb by its dictionary form, that form
// among them; none for other words. The slice is not to be changed.
func Forms(base string) []string { return otherForms[base] }
