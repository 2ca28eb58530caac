package lexicon

import "strings"

// oppositePairs are words that cannot both be said of one thing at one time.
const oppositePairs = `
abandon keep, above below, absence presence, accept reject, accept refuse, add remove, admit deny, advance retreat, after before, agree disagree, alive dead,
allow forbid, allow prohibit, allow prevent, always never, ancient modern, approve reject, arrive depart, arrive leave, attack defend, back front, bad good, begin end, begin finish, begin stop,
best worst, better worse, big small, birth death, born died, bottom top, broad narrow, buy sell, cause prevent, cheap expensive, close open, cold hot, cold warm, combine separate, complex simple,
confirm deny, connect disconnect, construct destroy, create destroy, build destroy, decline grow, decline increase, decline rise, decrease increase, decrease rise, reduce increase, reduce expand, deep shallow, defeat victory,
defend attack, deny confirm, descend ascend, destroy create, die survive, difficult easy, hard easy, hard soft, discourage encourage, downward upward, down up, dry wet, early late, earliest latest, east west, eastern western,
employ fire, empty full, enable disable, enemy ally, enter leave, enter exit, entry exit, exclude include, expand shrink, expand contract, export import, exterior interior, external internal, fail succeed, failure success, fall rise, false true,
far near, fast slow, fat thin, female male, few many, fewer more, fewest most, first last, female male, father mother, forget remember, former latter, freeze melt, gain lose, gain loss, give take, grow shrink, guilty innocent,
hate love, heavy light, high low, higher lower, highest lowest, hire dismiss, ignore consider, import export, improve worsen, include exclude, increase decrease, increase reduce, increase decline, increase fall, indoor outdoor, inferior superior, inner outer, inside outside,
join leave, large small, larger smaller, largest smallest, last first, least most, left right, legal illegal, lend borrow, less more, liquid solid, long short, longer shorter, longest shortest, loose tight, loose win, lose win, lost won, major minor, majority minority, maximum minimum,
mild severe, national local, negative positive, new old, newest oldest, night day, noisy quiet, north south, northern southern, northeast southwest, northwest southeast, obey disobey, occupy liberate, offensive defensive, oldest youngest, older younger, open closed, oppose support, opposite same, optional mandatory, optional required, optimistic pessimistic, past future,
peace war, permanent temporary, permit forbid, plural singular, polite rude, poor rich, poorer richer, poorest richest, postpone advance, powerful weak, private public, profit loss, prohibit permit, prohibit allow, protect endanger, public private, pull push, raise lower, rare common, recent ancient, refuse accept, reject accept, reject approve, relax tighten, remain leave, remember forget,
reveal hide, rough smooth, rural urban, safe dangerous, same different, shallow deep, sharp dull, shrink grow, similar different, slow fast, slower faster, slowest fastest, small large, start end, start stop, start finish, strength weakness, strengthen weaken, strong weak, stronger weaker, strongest weakest, success failure, supply demand, support oppose, suspend resume, tall short, thick thin,
together apart, top bottom, unite divide, upper lower, vertical horizontal, victory defeat, voluntary compulsory, voluntary forced, warm cool, weaken strengthen, wide narrow, win lose, winner loser, with without, worst best, young old, youngest oldest,
unknown known, unable able, allies enemies, advantage disadvantage, benefit harm, harmful beneficial, active passive, active inactive, natural artificial, east west, spring autumn, summer winter, married single, husband wife, son daughter, brother sister, king queen, man woman, men women, boy girl, credit blame, enlarge shrink, exempt liable, frequent rare, frequently rarely, often rarely, often seldom, usually rarely, partial total, partly entirely, primary secondary, minority majority, quantity quality, theoretical practical, decentralized centralized, uniform varied, unanimous divided, tolerate suppress, resist surrender, retain discard, sufficient insufficient`

var opposites = func() map[string][]string {
	table := map[string][]string{}
	for pair := range strings.SplitSeq(oppositePairs, ",") {
		if a, b, ok := strings.Cut(strings.TrimSpace(pair), " "); ok {
			table[a] = append(table[a], b)
			table[b] = append(table[b], a)
		}
	}
	return table
}()

// negating are the prefixes that turn a word into its opposite.
var negating = [...]string{"non", "un", "in", "im", "il", "ir", "dis", "anti", "mis"}

// Opposites returns the opposites of a word, uninflected, that the table has. The
// slice is shared.
func Opposites(word string) []string { return opposites[word] }

// AreOpposites reports whether two words, uninflected, are opposites: by the
// table, or by a prefix.
func AreOpposites(a, b string) bool {
	for _, o := range opposites[a] {
		if o == b {
			return true
		}
	}
	return DifferByNegation(a, b)
}

// DifferByNegation reports whether one of two words is the other with "un",
// "non", "dis" or the like before it.
func DifferByNegation(a, b string) bool { return negates(a, b) || negates(b, a) }

func negates(long, short string) bool {
	if len(short) < 4 || !strings.HasSuffix(long, short) {
		return false
	}
	head := strings.TrimSuffix(long[:len(long)-len(short)], "-")
	for _, p := range negating {
		if head == p {
			return true
		}
	}
	return false
}
