package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"attache/knowledge"
)

// MaxLine is the longest line that is carried out, in characters. It is the
// longest text that Discord lets a person type into an option.
const MaxLine = 4000

// Bot carries out what people type. It is safe for concurrent use.
type Bot struct {
	dossier  *knowledge.Dossier
	commands []command
	now      func() time.Time
	links    Linker
	state    State
	admins   []Person
	library  Library
	feeds    Feeds
	wait     func(context.Context, time.Duration)
	logger   *slog.Logger
	again    again
	progress func() Progress
}

// Options are what a Bot can be given beside its dossier.
type Options struct {
	Now     func() time.Time // nil means time.Now
	Links   Linker           // where citations can be read; may be nil
	State   State            // what is remembered; nil where every line stands for itself
	Library Library          // brings documents in; nil where nothing can be added
	Feeds   Feeds            // the feeds that are followed; nil where none can be
	Admins  []Person         // who may see feedback and change what the dossier holds
	Logger  *slog.Logger     // nil discards

	Progress func() Progress // how far the documents are read; nil where they are
}

// New returns a bot that answers from the dossier, which stays the caller's.
func New(d *knowledge.Dossier, o Options) *Bot {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Progress == nil {
		o.Progress = func() Progress { return Progress{} }
	}
	return &Bot{progress: o.Progress, dossier: d, commands: commands(), now: o.Now, links: o.Links, state: o.State, admins: o.Admins, library: o.Library, feeds: o.Feeds, wait: wait, logger: o.Logger}
}

// command is one thing that can be typed after a slash.
type command struct {
	name    string
	aliases []string
	usage   string // what stands behind the name: "NAME"
	summary string
	admin   bool   // only administrators may
	steady  bool   // what it answers depends on the dossier, the words, the limit and the day alone
	ofBot   bool   // what it answers is about the bot, not from the documents
	needs   string // what to type when nothing stands behind the name; empty where nothing need
	run     func(ctx context.Context, b *Bot, c call) (Answer, error)
	example func(ctx context.Context, b *Bot) string
}

// call is one command with its arguments.
type call struct {
	Request
	words string // what stands behind the command, without white space around it
}

func commands() []command {
	return []command{
		{name: "ask", steady: true, usage: "QUESTION", summary: "Sentences that answer, word for word, with their sources. Plain text means this too.",
			needs: "Type a question behind /ask.", run: ask, example: askExample},
		{name: "who", steady: true, aliases: []string{"whois"}, usage: "NAME", summary: "A person, organisation or place: names, roles, statements, where they occur.",
			needs: "Type a name behind /who.", run: who, example: whoExample},
		{name: "timeline", steady: true, usage: "[all] [WORDS] [since DATE] [until DATE]", summary: "What happened when, and how each date is known; “all” adds what is dated only by its report.",
			run: timeline, example: timelineExample},
		{name: "origins", steady: true, usage: "[TOPIC]", summary: "How many independent sources stand behind a topic, and which documents repeat them.",
			run: origins},
		{name: "compare", steady: true, usage: "[TOPIC]", summary: "What the documents put differently: titles, numbers, days, wordings.", run: compare},
		{name: "brief", steady: true, summary: "The dossier on one page: what happened, the latest, people, numbers, what is disputed, what comes next.", run: brief},
		{name: "numbers", steady: true, summary: "The key numbers that the documents list.", run: partCommand(knowledge.Number)},
		{name: "scenarios", steady: true, summary: "What could happen, and who discusses it.", run: partCommand(knowledge.Scenario)},
		{name: "precedents", steady: true, summary: "What happened before, how it ended, why it matters.", run: partCommand(knowledge.Precedent)},
		{name: "perspectives", steady: true, usage: "[TOPIC]", summary: "How each camp frames it, with its outlets.", run: partCommand(knowledge.Perspective)},
		{name: "takeaways", steady: true, summary: "Key takeaways of all documents, with their origins.", run: partCommand(knowledge.Takeaway)},
		{name: "next", steady: true, summary: "Dated or conditional statements about the future: who says so and how firmly.", run: next},
		{name: "digest", usage: digestUsage, summary: "What is new, what has changed and what is disputed; posted in a channel each morning.", run: digest},
		{name: "sources", usage: "[add URL | remove DOCUMENT]", summary: "The documents, with publisher and date. Administrators add and remove some.", run: sources},
		{name: "check", usage: "TEXT", summary: "What the dossier says to each sentence of a text.", needs: "Type the text behind /check.", run: checkText},
		{name: "verify", usage: "TEXT|ID", summary: "Whether a text stands in the dossier word for word, and where, or how the nearest differs.",
			needs: "Type the text, or the id of a quotation, behind /verify.", run: verify},
		{name: "feedback", ofBot: true, admin: true, summary: "What readers thought of answers, and what stayed unanswered.", run: feedback},
		{name: "forget", ofBot: true, summary: "Erases what is kept of you: your questions, your feedback, and by whom your changes were made.", run: forget},
		{name: "help", ofBot: true, aliases: []string{"?", "commands"}, usage: "[COMMAND]", summary: "What can be typed, with examples.", run: help},
	}
}

// Handle answers one request. See [Handler].
func (b *Bot) Handle(ctx context.Context, req Request) (a Answer) {
	defer func() {
		if r := recover(); r != nil {
			b.logger.Error("panic while answering", "line", req.Line, "panic", r, "stack", string(debug.Stack()))
			a = b.internal(req, fmt.Errorf("panic: %v", r))
		}
	}()
	short := b.inContext(ctx, req)
	if short != nil && short.which != nil {
		return Answer{Title: "Which one?", Line: req.Line, Blocks: []Block{*short.which}}
	}
	if short != nil {
		req.Line, req.Limit = short.line, max(req.Limit, short.limit)
	}
	a = b.carryOut(ctx, req)
	if short != nil {
		a.Understood, a.Version = append(short.understood, a.Understood...), ""
	}
	b.remember(ctx, req, a)
	b.keepUnanswered(ctx, req, a)
	return a
}

// carryOut answers a line that is whole.
func (b *Bot) carryOut(ctx context.Context, req Request) Answer {
	cmd, c, wrong := b.route(req)
	if wrong != nil {
		return failed(req, wrong)
	}
	if cmd.admin && !b.administers(req) {
		return failed(req, onlyAdmins(req))
	}
	far := b.progress()
	a, err := b.answered(ctx, cmd, c)
	if err != nil {
		if user := asUserError(err); user != nil {
			return failed(req, user)
		}
		return b.internal(req, err)
	}
	a.Command, a.Links = cmd.name, b.links
	a.Line = strings.TrimSpace("/" + cmd.name + " " + c.words)
	if cmd.steady { // others do what they are told, and have done it
		a.Exactly = exactly(a.Line, a.Understood)
	}
	if !cmd.ofBot {
		far.soFar(&a)
	}
	if req.Private {
		a.Visibility = Private
	}
	return a
}

// route finds the command that a line means.
func (b *Bot) route(req Request) (command, call, *UserError) {
	line := strings.TrimSpace(strings.ToValidUTF8(req.Line, "\uFFFD"))
	if n := utf8.RuneCountInString(line); n > MaxLine {
		return command{}, call{}, &UserError{fmt.Sprintf("That line has %d characters.", n), fmt.Sprintf("Ask with at most %d.", MaxLine)}
	}
	if line == "" {
		return command{}, call{}, &UserError{"Nothing was typed.", "Type a question, or /help."}
	}
	name, words := "ask", line
	if rest, ok := strings.CutPrefix(line, "/"); ok {
		name, words = cutWord(rest)
		if strings.EqualFold(name, "attache") {
			name, words = cutWord(words)
			if name == "" {
				name = "help"
			}
		}
	} else if first, rest := cutWord(line); b.isCommand(first, rest) {
		name, words = first, rest
	}
	cmd, ok := b.find(name)
	if !ok {
		return command{}, call{}, b.unknown(name)
	}
	if words == "" && cmd.needs != "" {
		return command{}, call{}, &UserError{cmd.needs, exampleHint(cmd, b)}
	}
	return cmd, call{Request: req, words: words}, nil
}

// isCommand reports whether a line that does not begin with a slash is a command
// all the same. In a mention, "@attache who Halvorsen" and "@attache compare the
// lease" are commands; but "who drafted the plan?" and "ask yourself why" are
// questions.
func (b *Bot) isCommand(first, rest string) bool {
	cmd, ok := b.find(first)
	if !ok {
		return false
	}
	if rest == "" {
		return cmd.needs == ""
	}
	switch cmd.name {
	case "ask":
		return false
	case "who":
		return looksLikeName(rest)
	case "help":
		_, ok := b.find(rest)
		return ok
	case "sources", "digest":
		verb, _ := cutWord(rest)
		known := strings.FieldsFunc(cmd.usage, func(r rune) bool { return !unicode.IsLetter(r) })
		return slices.Contains(known, strings.ToLower(verb))
	}
	return cmd.usage != "" && !strings.HasSuffix(rest, "?")
}

// looksLikeName reports whether words could be what stands behind "who" when a
// profile is wanted: a few words, no question mark and no verb in front.
func looksLikeName(words string) bool {
	fields := strings.Fields(words)
	if len(fields) == 0 || len(fields) > 5 || strings.HasSuffix(words, "?") {
		return false
	}
	for _, f := range fields {
		first, _ := utf8.DecodeRuneInString(f)
		if !isUpperOrCaseless(first) && len(fields) > 1 {
			return false
		}
	}
	return true
}

func (b *Bot) find(name string) (command, bool) {
	name = strings.ToLower(name)
	for _, c := range b.commands {
		if c.name == name {
			return c, true
		}
		for _, alias := range c.aliases {
			if alias == name {
				return c, true
			}
		}
	}
	return command{}, false
}

// unknown is the answer to a command that does not exist, with the nearest one.
func (b *Bot) unknown(name string) *UserError {
	near, best := "", 3
	for _, c := range b.commands {
		for _, n := range append([]string{c.name}, c.aliases...) {
			if d := distance(strings.ToLower(name), n); d < best {
				near, best = c.name, d
			}
		}
	}
	e := &UserError{Message: fmt.Sprintf("There is no command /%s.", clip(name, 40)), Hint: "Type /help to see what there is."}
	if near != "" {
		e.Hint = fmt.Sprintf("Did you mean /%s? Type /help to see what there is.", near)
	}
	return e
}

func exampleHint(c command, b *Bot) string {
	if c.example == nil {
		return ""
	}
	if line := c.example(context.Background(), b); line != "" {
		return "For example: " + line
	}
	return ""
}

// failed is the answer to a line that could not be carried out.
func failed(req Request, err *UserError) Answer {
	return Answer{Line: req.Line, Err: err, Visibility: Private, Blocks: []Block{Notice{Text: err.Message, Hint: err.Hint}}}
}

// internal logs an error that the person can do nothing about under a reference
// and answers with the reference alone.
func (b *Bot) internal(req Request, err error) Answer {
	ref := rand.Text()[:8]
	level := slog.LevelError
	if errors.Is(err, context.Canceled) { // nobody waits for it any more
		level = slog.LevelDebug
	}
	b.logger.Log(context.Background(), level, "answer failed", "ref", ref, "platform", req.Platform, "line", req.Line, "error", err)
	return failed(req, &UserError{fmt.Sprintf("Something went wrong (ref %s).", ref), "Try again; if it stays, tell whoever runs this bot the reference."})
}
