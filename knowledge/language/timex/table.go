package timex

import "slices"

// rule finds one form of temporal expression.
type rule struct {
	name    string
	pattern string
	// do works out what the match means. It returns nothing where the match is no
	// temporal expression after all, and two findings for the two ends of a range.
	do func(t *tagger, h *hit) []finding
}

// compiled is a rule ready to run.
type compiled struct {
	rule
	prog []instr
}

// ruleTable is all rules, indexed by what they can begin with.
type ruleTable struct {
	lex     *lexicon
	rules   []compiled
	byWord  [][]uint16 // for the id of a word
	figures []uint16   // rules that can begin with an item that no word has
	masks   []class    // for each rule the classes it can begin with
}

// table is read only.
var table = newRuleTable(dateRules, rangeRules, clockRules, deicticRules, relativeRules, durationRules, setRules, vagueRules, holidayRules)

func newRuleTable(families ...[]rule) *ruleTable {
	x := &ruleTable{lex: newLexicon(english, foreign)}
	for _, family := range families {
		for _, r := range family {
			x.rules = append(x.rules, compiled{r, compilePattern(x.lex, r.name, r.pattern)})
		}
	}
	x.byWord = make([][]uint16, x.lex.ids)
	byClass := map[uint16]class{}
	for _, l := range x.lex.words {
		byClass[l.id] = l.class
	}
	for i, r := range x.rules {
		var mask class
		var words []uint16
		starts(r.prog, 0, func(in instr) {
			mask |= in.class
			words = append(words, in.words...)
		})
		x.masks = append(x.masks, mask)
		for id, class := range byClass {
			if class&mask != 0 || slices.Contains(words, id) {
				x.byWord[id] = append(x.byWord[id], uint16(i))
			}
		}
		if mask&(cNum|cOrd|cDay|cYear|cTwo|cSmall|cFour|cDecade|cDotted|cDotClock|cApprox) != 0 {
			x.figures = append(x.figures, uint16(i))
		}
	}
	return x
}

// startingWith are the rules that can begin with the item.
func (x *ruleTable) startingWith(it *item) []uint16 {
	if it.id >= firstWordID {
		return x.byWord[it.id]
	}
	return x.figures
}
