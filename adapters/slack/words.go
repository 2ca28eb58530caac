package slack

import (
	"fmt"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// basisWords says how a time is known, and "" where the text states it.
func basisWords(w knowledge.When, from []knowledge.Citation) string {
	if w.Basis == knowledge.Stated {
		return ""
	}
	words := ""
	if len(from) > 0 {
		words = line(from[0].Text, maxName)
	}
	if words == "" {
		return bot.BasisWords(w.Basis, false)
	}
	return bot.BasisWords(w.Basis, true) + " “" + words + "”"
}

// dateWords, whenWords and rangeWords write dates so that no line breaks inside.
func dateWords(d knowledge.Date) string { return bot.Unbroken(bot.DateWords(d)) }

func whenWords(w knowledge.When) string { return bot.Unbroken(capital(bot.WhenWords(w))) }

func rangeWords(from, to knowledge.Date) string { return bot.Unbroken(bot.RangeWords(from, to)) }

// plural writes a count with its noun: "1 document", "3 documents".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// originsWords says in one line how many independent sources there are, and how
// many documents name none.
func originsWords(o bot.Origins) string {
	var names []string
	silent := 0
	for _, origin := range o.Origins {
		if name := line(origin.Name, maxName/2); name != "" {
			names = append(names, name)
		} else {
			silent += len(origin.Documents)
		}
	}
	const shown = 4
	if more := len(names) - shown; more > 0 {
		names = append(names[:shown], fmt.Sprintf("%d more", more))
	}
	text := plural(o.Documents, "document")
	if len(names) == 0 {
		return text + ", no origin named"
	}
	text += fmt.Sprintf(", %s: %s", plural(knowledge.CountStated(o.Origins), "origin"), strings.Join(names, ", "))
	if silent > 0 {
		text += fmt.Sprintf("; %s none", plural(silent, "document")+nameVerb(silent))
	}
	return text
}

// nameVerb is " names" or " name", as the number asks for.
func nameVerb(n int) string {
	if n == 1 {
		return " names"
	}
	return " name"
}

// capital writes the first letter as a capital.
func capital(text string) string {
	if text == "" {
		return text
	}
	head, tail := split(text, 1)
	return strings.ToUpper(head) + tail
}
