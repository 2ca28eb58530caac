package bot

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// namesOfTopic is how many names a conversation is taken to be about at most.
const namesOfTopic = 5

// place is where a request was made, and false where what is said there is no
// conversation: many people's commands mix in a channel.
func place(req Request) (Place, bool) {
	p := Place{Platform: req.Platform, Workspace: req.Workspace, Channel: req.Channel, Thread: req.Thread}
	return p, req.Thread != "" || req.Direct
}

// topic is what was talked about last where a request was made.
func (b *Bot) topic(ctx context.Context, req Request) (Topic, bool) {
	p, ok := place(req)
	if !ok || b.state == nil {
		return Topic{}, false
	}
	t, known, err := b.state.Topic(ctx, p)
	if err != nil {
		b.logger.Warn("what the conversation is about is not known", "platform", req.Platform, "why", err)
		return Topic{}, false
	}
	return t, known && (t.User == "" || t.User == req.User)
}

// remember keeps what an answer was about for the lines that follow it.
func (b *Bot) remember(ctx context.Context, req Request, a Answer) {
	p, ok := place(req)
	if !ok || b.state == nil || a.Err != nil {
		return
	}
	t := Topic{Line: a.Line, Names: b.namesOf(a)}
	if a.Visibility == Private {
		t.User = req.User
	}
	if err := b.state.SetTopic(ctx, p, t); err != nil {
		b.logger.Warn("what the conversation is about is not kept", "platform", req.Platform, "why", err)
	}
}

// namesOf are the names that an answer is about: whom the line names, else whom
// its best quotation does.
func (b *Bot) namesOf(a Answer) []string {
	for _, block := range a.Blocks {
		if p, ok := block.(Profile); ok {
			return []string{p.Name}
		}
	}
	_, words := cutWord(strings.TrimPrefix(a.Line, "/"))
	found := b.namesIn(words)
	if !hasPerson(found) && !a.Abstained {
		found = append(found, b.namesIn(bestQuote(a))...)
	}
	var out []string
	for _, m := range found {
		if len(out) < namesOfTopic && !slices.Contains(out, m.entity.Name) {
			out = append(out, m.entity.Name)
		}
	}
	return out
}

func hasPerson(found []namedIn) bool {
	for _, m := range found {
		if m.entity.Kind == names.Person {
			return true
		}
	}
	return false
}

// bestQuote is the text of an answer's first quotation.
func bestQuote(a Answer) string {
	for _, block := range a.Blocks {
		if q, ok := block.(Quotes); ok && len(q.Quotes) > 0 {
			return q.Quotes[0].Citations[0].Text
		}
	}
	return ""
}

// namedIn is a name in a line that a person typed, or in a short quotation.
type namedIn struct {
	span   knowledge.Span
	entity *names.Entity
}

// longestName is how many words of a line are looked up as one name at most.
const longestName = 4

// namesIn finds the dossier's names in a text, the longest where several begin at
// one word.
func (b *Bot) namesIn(text string) []namedIn {
	tokens := language.Tokenize(text)
	typedLow := text == strings.ToLower(text)
	var out []namedIn
	for i := 0; i < len(tokens); {
		m, n := b.nameAt(text, tokens[i:], typedLow)
		if n > 0 {
			out = append(out, m)
		}
		i += max(n, 1)
	}
	return out
}

// nameAt finds the longest name that begins with the first token, and how many
// tokens it has; 0 for none. Where nobody typed a capital, only persons are found,
// since most words are part of the name of some body.
func (b *Bot) nameAt(text string, tokens []language.Token, typedLow bool) (namedIn, int) {
	first, _ := utf8.DecodeRuneInString(tokens[0].In(text))
	if !typedLow && !isUpperOrCaseless(first) || typedLow && tokens[0].End-tokens[0].Start < 4 || !unicode.IsLetter(first) {
		return namedIn{}, 0
	}
	for n := min(longestName, len(tokens)); n > 0; n-- {
		span := knowledge.Span{Start: tokens[0].Start, End: tokens[n-1].End}
		m := b.dossier.Names().Lookup(text[span.Start:span.End])
		if m.Outcome == names.Found && (!typedLow || m.Entity.Kind == names.Person) {
			return namedIn{span, m.Entity}, n
		}
	}
	return namedIn{}, 0
}
