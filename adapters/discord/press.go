package discord

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// press is what a button, a menu or a form asks for.
type press struct {
	kind  string     // one of those below
	text  string     // what it is about, which memory keeps; see [subject]
	from  int        // the part of an answer to begin with
	at    bot.Cursor // the same for the kinds that turn pages
	asker string     // whose answer it is, for the same; only they turn its pages for all
	root  string     // the talk that the answer belongs to, where it is one of a channel
	key   string     // that memory keeps text under
}

// The kinds of presses. They stand in the names of buttons that people have before
// them: none may come to mean something else.
const (
	pressLine    = "line"    // another line
	pressMore    = "more"    // the rest of an answer; given up for pressPage
	pressPage    = "page"    // another page of an answer
	pressCited   = "cited"   // another page of everything that an answer cites
	pressSources = "sources" // everything that an answer cites
	pressPicture = "picture" // an answer as a picture
	pressShare   = "share"   // an answer, or its picture, for all to see
	pressGood    = "good"    // the answer is right
	pressBad     = "bad"     // the answer is not
	pressVerdict = "verdict" // what is wrong with it, out of a menu
	pressNote    = "note"    // the same in a person's own words
)

// private reports whether only the person who pressed sees what comes of it,
// whoever saw the button.
func (p press) private() bool { return p.kind != pressLine && p.kind != pressShare }

// turns reports whether it is for another page.
func (p press) turns() bool { return p.kind == pressPage || p.kind == pressCited }

// id is the name of the button: what it does, the key of what it is about, a
// number and, where it is needed, the talk. n makes the name of a line's button
// the only one of its message.
func (p press) id(key string, n int) string {
	if p.turns() {
		return p.kind + ":" + key + ":" + p.at.String() + ":" + p.asker
	}
	if p.kind != pressLine {
		n = p.from
	}
	id := p.kind + ":" + key + ":" + strconv.Itoa(n)
	if p.root != "" {
		id += ":" + p.root
	}
	return id
}

// pressed reads the name of a button, and reports false for names that the
// adapter never gave.
func pressed(id string) (press, bool) {
	parts := strings.Split(id, ":")
	if len(parts) != 3 && len(parts) != 4 || parts[1] == "" {
		return press{}, false
	}
	if p := (press{kind: parts[0], key: parts[1]}); p.turns() {
		at, ok := bot.ParseCursor(parts[2])
		p.at, p.asker = at, parts[len(parts)-1]
		return p, ok && len(parts) == 4
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil || n < 0 {
		return press{}, false
	}
	p := press{kind: parts[0], key: parts[1], from: n}
	if len(parts) == 4 {
		p.root = parts[3]
	}
	switch p.kind {
	case pressLine:
		p.from = 0
	case pressMore, pressSources, pressPicture, pressShare, pressGood, pressBad, pressVerdict, pressNote:
	default:
		return press{}, false
	}
	return p, true
}

// subject is what the buttons of an answer are about.
type subject struct {
	Line  string   `json:"line"`
	Shown []string `json:"shown,omitempty"` // ids of its citations, best first
}

// maxShown bounds how many citations are kept of an answer.
const maxShown = 10

func subjectOf(a bot.Answer) subject {
	s := subject{Line: a.Line}
	for _, c := range citations(a) {
		if len(s.Shown) < maxShown && c.ID != "" {
			s.Shown = append(s.Shown, c.ID)
		}
	}
	return s
}

func (s subject) text() string {
	text, err := json.Marshal(s)
	if err != nil {
		return s.Line // strings are always written
	}
	return string(text)
}

// readSubject reads what memory kept; a line alone is one too.
func readSubject(text string) subject {
	var s subject
	if json.Unmarshal([]byte(text), &s) == nil && s.Line != "" {
		return s
	}
	return subject{Line: text}
}

// recall finds out what a button is about.
func (t *task) recall(ctx context.Context) (subject, bool) {
	text, ok, err := t.config.Memory.Recall(ctx, t.press.key)
	if err != nil {
		t.log.Error("what a button is about is not to be had", "button", t.press.kind, "err", err)
	}
	return readSubject(text), ok && err == nil
}

// citations are those that an answer shows, in order, each once.
func citations(a bot.Answer) []knowledge.Citation {
	var c citing
	for _, b := range a.Blocks {
		b.Accept(&c)
	}
	return c.all
}

// citing is a [bot.BlockVisitor] that collects citations.
type citing struct {
	all  []knowledge.Citation
	seen map[place]bool
}

// place is where a citation stands.
type place struct {
	doc  knowledge.DocID
	span knowledge.Span
}

func (c *citing) add(list ...knowledge.Citation) {
	if c.seen == nil {
		c.seen = map[place]bool{}
	}
	for _, x := range list {
		at := place{x.Doc, x.Span}
		if !c.seen[at] && x.Text != "" {
			c.seen[at] = true
			c.all = append(c.all, x)
		}
	}
}

func (c *citing) addRefs(list ...*knowledge.Citation) {
	for _, x := range list {
		if x != nil {
			c.add(*x)
		}
	}
}

// Quotes implements [bot.BlockVisitor], as the other methods do.
func (c *citing) Quotes(b bot.Quotes) {
	for _, q := range b.Quotes {
		c.add(q.Citations...)
	}
}

// Origins adds the words that name an origin.
func (c *citing) Origins(b bot.Origins) {
	for _, o := range b.Origins {
		c.add(o.Because...)
		for _, x := range bot.Lines(o) {
			c.add(x.Because...)
		}
	}
}

// Disagreements adds the words of all sides.
func (c *citing) Disagreements(b bot.Disagreements) {
	for _, d := range b.Disagreements {
		for _, s := range d.Sides {
			c.add(s.Quotes...)
		}
	}
}

// Timeline adds every telling of every happening.
func (c *citing) Timeline(b bot.Timeline) { c.entries(b.Entries) }

func (c *citing) entries(list []bot.TimelineEntry) {
	for _, e := range list {
		c.add(e.Text)
		c.add(e.Citations...)
		c.add(e.ResolvedFrom...)
	}
}

// Profile adds what stands behind roles, statements and happenings.
func (c *citing) Profile(b bot.Profile) {
	for _, r := range b.Roles {
		c.add(r.Citations...)
	}
	for _, list := range [][]bot.Statement{b.Said, b.SaidAbout} {
		for _, s := range list {
			c.add(s.Quote)
			c.add(s.Also...)
		}
	}
	c.entries(b.Events)
}

// Candidates adds the roles that tell candidates apart.
func (c *citing) Candidates(b bot.Candidates) {
	for _, x := range b.Candidates {
		c.addRefs(x.Role)
	}
}

// Items adds titles, texts and what else stands behind them.
func (c *citing) Items(b bot.Items) {
	for _, i := range b.Items {
		c.addRefs(i.Title, i.Text)
		c.add(i.Citations...)
	}
}

// Documents, Notice and Help cite nothing.
func (c *citing) Documents(bot.Documents) {}

// Notice cites nothing.
func (c *citing) Notice(bot.Notice) {}

// Help cites nothing.
func (c *citing) Help(bot.Help) {}
