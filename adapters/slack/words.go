package slack

import (
	"fmt"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

var months = [...]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// dateWords writes a date as far as it is known: "4 Mar 2031", "Mar 2031", "2031".
func dateWords(d knowledge.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", months[d.Month], d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, months[d.Month], d.Year)
}

// rangeWords writes an interval without saying a year or a month twice:
// "3–5 Mar 2031", "28 Feb – 1 Mar 2031".
func rangeWords(from, to knowledge.Date) string {
	switch {
	case to.IsZero() || from == to:
		return dateWords(from)
	case from.IsZero():
		return "until " + dateWords(to)
	case from.Year == to.Year && from.Month == to.Month && from.Day > 0 && to.Day > 0:
		return fmt.Sprintf("%d–%s", from.Day, dateWords(to))
	case from.Year == to.Year && from.Month > 0 && to.Month > 0:
		return strings.TrimSuffix(dateWords(from), fmt.Sprintf(" %d", from.Year)) + " – " + dateWords(to)
	}
	return dateWords(from) + " – " + dateWords(to)
}

// whenWords writes what is known of a time, for the date column of a timeline.
func whenWords(w knowledge.When) string {
	switch {
	case w.Open && !w.From.IsZero():
		return "Since " + dateWords(w.From)
	case !w.From.IsZero() || !w.To.IsZero():
		return rangeWords(w.From, w.To)
	case !w.After.IsZero() && !w.Before.IsZero():
		return fmt.Sprintf("Between %s and %s", dateWords(w.After), dateWords(w.Before))
	case !w.After.IsZero():
		return "After " + dateWords(w.After)
	case !w.Before.IsZero():
		return "Before " + dateWords(w.Before)
	}
	return "No date"
}

// basisWords says how a time is known, and "" where the text states it.
func basisWords(w knowledge.When, from []knowledge.Citation) string {
	switch w.Basis {
	case knowledge.Resolved:
		if len(from) > 0 {
			if words := line(from[0].Text, maxName); words != "" {
				return fmt.Sprintf("worked out from “%s”", words)
			}
		}
		return "worked out"
	case knowledge.Carried:
		return "date from the text around it"
	case knowledge.Ordered:
		return "known by order only"
	}
	return ""
}

// statusWords says what a happening is if it is not told as a fact.
func statusWords(s knowledge.Status) string {
	switch s {
	case knowledge.Planned:
		return "planned"
	case knowledge.Postponed:
		return "put off"
	case knowledge.Denied:
		return "denied"
	case knowledge.Conditional:
		return "on a condition"
	}
	return ""
}

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
