package bot

import (
	"context"
	"strings"

	"attache/knowledge"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

// quotesMore is how many quotations "more" shows.
const quotesMore = 10

// followUp is what a line means that is short for another, which the conversation
// tells.
type followUp struct {
	line       string
	limit      int
	understood []Understood
	which      *Candidates // where it could be one of several
}

// inContext completes a line by what the conversation was about. It returns nil
// where the line stands for itself.
func (b *Bot) inContext(ctx context.Context, req Request) *followUp {
	line := strings.TrimSpace(req.Line)
	if line == "" || strings.HasPrefix(line, "/") {
		return nil
	}
	t, ok := b.topic(ctx, req)
	if !ok {
		return nil
	}
	r := reading{bot: b, topic: t, typed: line, words: strings.TrimRight(line, " ?!.")}
	r.command, r.about = cutWord(strings.TrimPrefix(t.Line, "/"))
	for _, read := range []func(context.Context) *followUp{r.more, r.period, r.other, r.pronoun, r.ellipsis} {
		if f := read(ctx); f != nil {
			return f
		}
	}
	return nil
}

// reading is a line read as following upon another.
type reading struct {
	bot            *Bot
	topic          Topic
	typed          string
	words          string // as typed, without the mark at the end
	command, about string // the last line's
}

// whole is a follow-up that stands for a whole line, and says so.
func (r reading) whole(line string) *followUp {
	return &followUp{line: line, understood: []Understood{{Typed: r.typed, As: line}}}
}

// more reads "more": the same line with more quotations.
func (r reading) more(context.Context) *followUp {
	switch strings.ToLower(r.words) {
	case "more", "show more", "go on", "tell me more":
		return &followUp{line: r.topic.Line, limit: quotesMore}
	}
	return nil
}

// period reads "since November": the timeline of what the conversation is about.
func (r reading) period(ctx context.Context) *followUp {
	today := knowledge.Today(r.bot.now())
	q, err := r.bot.dossier.ParseTimeline(ctx, r.words, today)
	if err != nil || q.From.IsZero() && q.To.IsZero() || q.Words != "" || q.Entity != nil {
		return nil
	}
	about := r.subject()
	if r.command == "timeline" {
		if last, err := r.bot.dossier.ParseTimeline(ctx, r.about, today); err == nil {
			about = last.Words
			if last.Entity != nil {
				about = last.Entity.Name
			}
		}
	}
	return r.whole("/timeline " + strings.TrimSpace(about+" "+r.words))
}

// subject is the foremost name of the conversation, or "".
func (r reading) subject() string {
	if len(r.topic.Names) == 0 {
		return ""
	}
	return r.topic.Names[0]
}

// links are the words that lead over to somebody or something else.
var links = []string{"and what about ", "and how about ", "what about ", "how about ", "and the same for ", "same for ", "and ", "also "}

// other reads "and Halvorsen?": the last line, with another name in it.
func (r reading) other(context.Context) *followUp {
	name, linked := cutLink(r.words)
	tokens := language.Tokenize(name)
	if len(tokens) == 0 || len(tokens) > longestName+1 || startsQuestion(name) {
		return nil
	}
	if !linked && !strings.HasSuffix(r.typed, "?") {
		return nil
	}
	switch m := r.bot.dossier.Names().Lookup(name); m.Outcome {
	case names.Found, names.ByRole, names.Misspelt:
		return r.whole(r.lineAbout(m.Entity))
	case names.Ambiguous:
		return r.whichOf(m.Candidates, r.lineAbout)
	}
	if !linked {
		return nil
	}
	if r.takesTopic() {
		return r.whole("/" + r.command + " " + name)
	}
	return r.whole("/ask " + strings.TrimSpace(r.subject()+" "+name) + "?")
}

func cutLink(words string) (rest string, linked bool) {
	low := strings.ToLower(words)
	for _, l := range links {
		if strings.HasPrefix(low, l) {
			return strings.TrimSpace(words[len(l):]), true
		}
	}
	return words, false
}

// takesTopic reports whether the last command is one that a name or a topic can
// stand behind.
func (r reading) takesTopic() bool {
	cmd, ok := r.bot.find(r.command)
	for _, word := range []string{"NAME", "TOPIC", "WORDS"} {
		if ok && strings.Contains(cmd.usage, word) {
			return true
		}
	}
	return false
}

// lineAbout is the last line asked about somebody else.
func (r reading) lineAbout(e *names.Entity) string {
	if r.takesTopic() {
		return "/" + r.command + " " + e.Name
	}
	if r.command != "ask" {
		return "/who " + e.Name
	}
	found := r.bot.namesIn(r.about)
	for _, m := range found {
		if m.entity.Kind == e.Kind {
			return "/ask " + r.about[:m.span.Start] + e.Name + r.about[m.span.End:]
		}
	}
	return "/who " + e.Name
}

// whichOf asks who was meant.
func (r reading) whichOf(entities []*names.Entity, line func(*names.Entity) string) *followUp {
	c := &Candidates{Query: r.typed}
	for _, e := range entities[:min(len(entities), maxCandidates)] {
		c.Candidates = append(c.Candidates, Candidate{Name: e.Name, Line: line(e)})
	}
	return &followUp{which: c}
}

// pronouns tells of each whether it stands for a person, and whether it says whose
// something is.
var pronouns = map[string]struct{ person, whose bool }{
	"he": {true, false}, "him": {true, false}, "his": {true, true},
	"she": {true, false}, "her": {true, false}, "hers": {true, true},
	"they": {false, false}, "them": {false, false}, "their": {false, true},
	"it": {false, false}, "its": {false, true},
}

// pronoun reads "what did he say?": the pronoun stands for the one person that
// the conversation is about. Where it could be one of several, that is asked.
func (r reading) pronoun(context.Context) *followUp {
	if len(r.bot.namesIn(r.typed)) > 0 {
		return nil // the pronoun stands for a name in the line itself
	}
	for _, token := range language.Tokenize(r.typed) {
		word := strings.ToLower(token.In(r.typed))
		p, ok := pronouns[word]
		if !ok {
			continue
		}
		line := func(e *names.Entity) string {
			name := e.Name
			if p.whose || word == "her" && r.ownsAt(token.End) {
				name += "’s"
			}
			return "/ask " + r.typed[:token.Start] + name + r.typed[token.End:]
		}
		switch fit := r.fitting(p.person); len(fit) {
		case 0:
			return nil
		case 1:
			return &followUp{line: line(fit[0]), understood: []Understood{{Typed: token.In(r.typed), As: fit[0].Name}}}
		default:
			return r.whichOf(fit, line)
		}
	}
	return nil
}

// ownsAt reports whether a noun follows, as it does behind a possessive: anything
// but the end, a preposition or a conjunction.
func (r reading) ownsAt(at int) bool {
	next, _ := cutWord(strings.TrimSpace(r.typed[at:]))
	switch strings.ToLower(strings.Trim(next, "?!.,")) {
	case "", "to", "in", "on", "at", "by", "for", "about", "with", "from", "and", "or", "as", "when", "before", "after", "that", "there", "since", "until":
		return false
	}
	return true
}

// fitting are those of the conversation's names that a pronoun can stand for.
func (r reading) fitting(person bool) []*names.Entity {
	var out []*names.Entity
	for _, name := range r.topic.Names {
		m := r.bot.dossier.Names().Lookup(name)
		if m.Outcome == names.Found && (!person || m.Entity.Kind == names.Person) {
			out = append(out, m.Entity)
		}
	}
	if !person && len(out) > 1 {
		return out[:1] // "it" and "they" are taken for what the talk is mainly about
	}
	return out
}

// questionWords begin questions.
var questionWords = map[string]bool{"who": true, "whom": true, "whose": true, "what": true, "when": true, "where": true, "why": true, "which": true, "how": true}

func startsQuestion(words string) bool {
	first, _ := cutWord(words)
	return questionWords[strings.ToLower(first)]
}

// ellipsis reads "when?" and "and why?": the last question, asked otherwise.
func (r reading) ellipsis(context.Context) *followUp {
	words, _ := cutLink(r.words)
	if !startsQuestion(words) || len(strings.Fields(words)) > 2 {
		return nil
	}
	switch r.command {
	case "ask":
		rest := r.about
		if startsQuestion(rest) {
			_, rest = cutWord(rest)
		}
		return r.whole("/ask " + words + " " + rest)
	case "who":
		if strings.EqualFold(words, "when") {
			return r.whole("/timeline " + r.about)
		}
	}
	return nil
}
