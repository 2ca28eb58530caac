package lexicon

import (
	"slices"
	"strings"
)

// paraphraseGroups are words that reports use for one another when they tell of
// the same thing, though dictionaries do not call them synonyms: what one text
// calls jail is prison in the next. A group is of dictionary forms.
const paraphraseGroups = `
begin start open launch commence beginning outbreak, end finish close conclude stop, postpone delay defer late reschedule cancel, scrap abandon cancel, own belong owner owned possess, lead head chair run leader chief director,
replace succeed successor replacement, appoint name nominate choose elect, resign quit resignation leave, die dead death kill fatal victim, injure wound hurt injury, arrest detain custody, jail prison imprison sentence, sue lawsuit suit claim,
fine penalty penalise, cost price expense worth pay, earn salary income revenue, buy purchase acquire acquisition takeover, sell sale, hire employ job recruit work, dismiss fire sack, meet meeting talk negotiation summit negotiate session,
attack strike raid assault offensive, win victory beat defeat, agree deal accord pact agreement treaty, refuse reject deny decline, demand urge require oblige, warn threaten warning threat, fear worry concern alarm afraid, cause reason because due, source origin,
medicine drug treatment medication, ill sick disease illness infection outbreak, doctor physician medic, company firm business corporation, newspaper paper daily outlet magazine, vote ballot election poll, law bill act legislation rule, build construct construction, destroy demolish ruin damage wreck,
flee escape, free release liberate refloat, ship vessel boat freighter, plane aircraft jet airliner, car vehicle automobile, soldier troop force, money fund cash, profession job occupation trade, child kid son daughter, wife husband spouse married,
pollution spill leak contamination oil, environmentalist environmental ecologist, accident crash collision disaster, cut reduce lower slash, raise increase lift hike, grow rise growth climb, fall drop decline slump plunge, happen occur, use employ, help aid assist support, show reveal disclose expose, hide conceal,
leak disclose reveal, model pattern replicate template, broker mediate mediator, drafted draft write author, sign signature seal, host venue hold, arrive reach land, leave depart walk, shut close closure, sleep asleep slept, speak speech talk, pupil student, school college, murder kill homicide manslaughter, guilty convict conviction, innocent acquit clear, charge accuse indict allege,
gun weapon arms, bomb explosive explosion blast, protest demonstrate demonstration rally, strike walkout stoppage, union labour, boss manager head chief executive, spokesman spokeswoman spokesperson, resident inhabitant citizen, town city municipality, storm hurricane gale, fire blaze, flood inundation, border frontier, truce ceasefire armistice, refugee migrant, debt loan borrow, profit gain earnings, loss deficit, share stock, shop store retailer,
result outcome consequence aftermath, find discover finding detect, want seek intend plan, expect forecast predict, role part function, oppose object against opponent, back support favour endorse, allow permit let, ban forbid prohibit outlaw, dispute row quarrel conflict, solve settle resolve, change alter modify revise, limit cap restrict constrain, size large big, age old, height tall high, weight weigh heavy, distance far`

var paraphrases = func() map[string][]string {
	table := map[string][]string{}
	for group := range strings.SplitSeq(paraphraseGroups, ",") {
		words := strings.Fields(group)
		for _, w := range words {
			for _, other := range words {
				if other != w && !slices.Contains(table[w], other) {
					table[w] = append(table[w], other)
				}
			}
		}
	}
	return table
}()

// Paraphrases returns words, in their dictionary form, that reports use for a word
// in its dictionary form. The slice is not to be changed.
func Paraphrases(word string) []string { return paraphrases[word] }
