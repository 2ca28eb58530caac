package knowledge

import "strings"

// trigger is a kind of happening, as the verb or noun that tells it shows.
type trigger uint32

// triggerWords are the kinds of happenings that news tells, with their words in
// the dictionary form. A word of two kinds stands in both.
var triggerWords = []string{
	"meet met meeting talk summit conference negotiate negotiation session discuss discussion consult consultation round dialogue confer gathering convene briefing brief",
	"visit tour travel trip arrive arrival land reach come came return fly flew",
	"leave left depart departure sail evacuate evacuation flee fled withdraw withdrew withdrawal",
	"reveal leak disclose unveil publish public publication expose release emerge introduce launch unveiling introduction debut presentation present",
	"sign agree agreement accord deal pact ratify settle settlement resolve treaty",
	"reject refuse rejection dismiss rebuff veto oppose",
	"attack strike struck bomb bombing shell shelling raid barrage drone missile shoot shot shooting invade invasion assault hit",
	"die dead death kill slain fatal fatality perish toll drown",
	"injure injury wound hospital hospitalise hospitalize treat",
	"resign resignation quit step departure oust retire fire dismiss sack",
	"appoint appointment name elect election vote ballot poll inaugurate nominate succeed swear",
	"arrest detain charge indict convict sentence jail prosecute trial try acquit",
	"sue lawsuit suit court ruling rule verdict appeal hearing",
	"protest demonstrate demonstration demonstrator protester rally march riot crowd picket strike",
	"halt suspend suspension stop close closure shut ban block cancel postpone delay",
	"open opening begin start launch reopen resume inaugurate began begun",
	"crash collide collision sink sank sunk aground grounding grounded wreck derail capsize reef accident hit strike struck founder",
	"rescue save evacuate evacuation ashore safe lifeboat",
	"find found discover detect diagnose test identify",
	"rise rose risen gain climb surge rally soar jump increase recover",
	"fall fell fallen drop plunge slide tumble decline lose lost loss slump plummet sink down",
	"buy bought acquire acquisition takeover purchase merge merger sell sold sale",
	"spill leak pollute oil fuel escape slick contaminate",
	"fire burn blaze explode explosion blast",
	"flood storm rain earthquake quake hurricane tsunami landslide eruption",
	"question testify testimony evidence interrogate inquiry investigate investigation probe hear hearing",
	"vaccinate vaccination vaccine immunise inoculate dose",
	"promise pledge offer pay fund grant donate aid loan",
	"win won defeat beat victory champion score title",
	"build built construct construction found establish create",
	"raise refloat float salvage lift tow",
}

// The first of them.
const (
	meeting trigger = 1 << iota
	travelling
)

// triggers is the kinds of each word.
var triggers = func() map[string]trigger {
	m := map[string]trigger{}
	for i, words := range triggerWords {
		for _, w := range strings.Fields(words) {
			m[w] |= 1 << i
		}
	}
	return m
}()

// triggerOf is the kinds of happenings that a word tells.
func triggerOf(l *lexeme) trigger { return triggers[l.base] | triggers[l.low] }
