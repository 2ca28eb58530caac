package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// exactly is the line that asks again for what was typed, as it was typed: every
// word that was taken for another spelling of itself stands in quotation marks. It
// is empty where no word was.
func exactly(line string, understood []Understood) string {
	quoted := false
	for _, u := range understood {
		if at := standsAt(line, u.Typed); at >= 0 && isSlip(u) {
			end := at + len(u.Typed)
			line, quoted = line[:at]+"“"+u.Typed+"”"+line[end:], true
		}
	}
	if !quoted {
		return ""
	}
	return line
}

// NotSo is what a button says that runs the line in Exactly.
func (a Answer) NotSo() string {
	slips := slices.DeleteFunc(slices.Clone(a.Understood), func(u Understood) bool { return !isSlip(u) })
	if len(slips) == 1 {
		return "No, exactly “" + clip(slips[0].Typed, 40) + "”"
	}
	return "No, exactly as typed"
}

// bare is what a person typed without quotation marks around it.
func bare(typed string) string { return strings.Trim(strings.TrimSpace(typed), quotationMarks) }

const quotationMarks = "\"“”„«»"

// standsAt is where a word stands by itself in a line, and not in quotation marks;
// -1 where it does not.
func standsAt(line, word string) int {
	for from := 0; word != ""; {
		i := strings.Index(line[from:], word)
		if i < 0 {
			return -1
		}
		at := from + i
		before, _ := utf8.DecodeLastRuneInString(line[:at])
		after, _ := utf8.DecodeRuneInString(line[at+len(word):])
		if !isInWord(before) && !isInWord(after) {
			return at
		}
		from = at + len(word)
	}
	return -1
}

// isInWord reports whether a character beside a word belongs to it, or marks it as
// quoted.
func isInWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(quotationMarks, r)
}

// isSlip reports whether a word was taken for another that is nearly it: one in three
// letters may be wrong. What another alphabet or a description was taken for is not.
func isSlip(u Understood) bool {
	typed := strings.ToLower(u.Typed)
	return distance(typed, strings.ToLower(u.As)) <= (utf8.RuneCountInString(typed)+2)/3
}
