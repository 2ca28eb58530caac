package bleveindex

import "strings"

// stopWords are the English words that say nothing about what a passage is
// about. How a word is written counts too: see [stops].
var stopWords = wordSet(`
a an the this that these those such
i me my mine myself we us our ours ourselves you your yours yourself yourselves
he him his himself she her hers herself it its itself they them their theirs themselves
who whom whose which what when where why how
am is are was were be been being
have has had having do does did doing
will would shall should can could may might must ought cannot
and or but nor if then else than as because while until unless though although whether
of at by for with about against between into through during before after above below
to from up down in out on off over under onto upon within without toward towards via per
again further once here there all any both each few more most other some
no not only own same so too very just also ever
ie eg etc
`)

// properWords are stop words that are names when they are written with a capital
// letter; true where that holds for the first word of a text too (the month, but
// not the question that begins with "Will").
var properWords = map[string]bool{"may": true, "will": false}

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
