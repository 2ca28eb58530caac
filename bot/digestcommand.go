package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// digestUsage is what can stand behind /digest.
const digestUsage = "[subscribe [at 08:00] [Europe/Kyiv] [weekdays] [about NAME] | now | preview | since DAY | list | pause N | resume N | stop N | why]"

var digestHint = "For example: /digest subscribe at 08:00 Europe/Kyiv weekdays. Also: now, preview, since DAY, list, pause, resume, stop, why."

// digest tells what is new, and says when a channel is told by itself.
func digest(ctx context.Context, b *Bot, c call) (Answer, error) {
	verb, rest := cutWord(c.words)
	switch strings.ToLower(strings.TrimRight(verb, ".!")) {
	case "", "preview", "show":
		return b.preview(ctx, c, rest, Private)
	case "now":
		if err := b.mayManage(c.Request); err != nil {
			return Answer{}, err
		}
		return b.preview(ctx, c, rest, Channel)
	case "about", "since":
		return b.preview(ctx, c, c.words, Private)
	case "help", "?":
		c.words = "digest"
		return help(ctx, b, c)
	case "subscribe", "sub", "start":
		return b.subscribe(ctx, c, rest)
	case "list", "subscriptions":
		return b.listSubscriptions(ctx, c)
	case "pause", "resume", "unpause", "stop", "unsubscribe":
		return b.alter(ctx, c, strings.ToLower(verb), rest)
	case "why":
		return b.whyDigest(ctx, c)
	}
	return Answer{}, &UserError{fmt.Sprintf("“%s” is nothing that /digest does.", clip(verb, 40)), digestHint}
}

// mayManage refuses those who may not say what a channel gets.
func (b *Bot) mayManage(req Request) error {
	if req.Manages || req.Direct || b.administers(req) {
		return nil
	}
	return &UserError{"Only those who may manage this channel, and administrators of this bot, may do that.", "/digest preview shows the digest to you alone."}
}

// errNoState is told where nothing is remembered.
var errNoState = &UserError{"Nothing is remembered here, and so no subscription.", "/digest preview shows what a digest would say."}

// ownSubscriptions are those of the channel that a line comes from.
func (b *Bot) ownSubscriptions(ctx context.Context, req Request) ([]Subscription, error) {
	if b.state == nil {
		return nil, errNoState
	}
	all, err := b.state.Subscriptions(ctx)
	return slices.DeleteFunc(all, func(s Subscription) bool { return s.Place != channelOf(req) }), err
}

// channelOf is the channel of a line, whichever thread of it the line stands in.
func channelOf(req Request) Place {
	return Place{Platform: req.Platform, Workspace: req.Workspace, Channel: req.Channel}
}

// unpostable are the platforms whose channels end with the conversation.
var unpostable = []string{"terminal", "web", ""}

// subscribe makes a subscription of the channel, and says when it comes.
func (b *Bot) subscribe(ctx context.Context, c call, words string) (Answer, error) {
	if err := b.mayManage(c.Request); err != nil {
		return Answer{}, err
	}
	s, understood, err := b.readSubscription(words)
	zoned := defaultZone(&s, c.Zone)
	if err != nil {
		return Answer{}, err
	}
	if slices.Contains(unpostable, c.Platform) {
		return Answer{}, &UserError{"A digest is posted in a channel of Slack or Discord.", "Type /digest subscribe there. /digest preview shows it here."}
	}
	own, err := b.ownSubscriptions(ctx, c.Request)
	if err != nil {
		return Answer{}, err
	}
	s.Place, s.By = channelOf(c.Request), c.User
	if slices.ContainsFunc(own, func(x Subscription) bool { return x.Times == s.Times && strings.EqualFold(x.About, s.About) }) {
		return Answer{}, &UserError{"This channel gets that digest already.", "/digest list shows what it gets."}
	}
	s.ID, s.Since = strings.ToLower(rand.Text()[:10]), knowledge.Stored{At: b.now().UTC().Truncate(time.Microsecond), Revision: b.dossier.Revision()}
	if err := b.state.PutSubscription(ctx, s); err != nil {
		return Answer{}, err
	}
	b.record(ctx, c.Request, "subscribed", s.String())
	return Answer{Title: "Subscribed", Understood: understood, Blocks: []Block{
		Notice{Text: "This channel gets a digest " + s.String() + ".", Hint: "Next: " + b.nextTimes(s, c.Zone) + "." + zoned},
		Notice{Text: "It tells what comes into the dossier from now on.", Hint: "/digest preview shows it at any time; /digest stop " + strconv.Itoa(len(own)+1) + " ends it."},
	}}, nil
}

// defaultZone gives a subscription a time zone where none was named: the person's
// own, or UTC where that is not known. It returns what is to be said about it.
func defaultZone(s *Subscription, own string) string {
	if s.Times.Zone != "" {
		return ""
	}
	if zone, ok := zoneNamed(own); ok {
		s.Times.Zone = zone
		return " The time zone is your own; name another to change it, as in /digest subscribe at 08:00 Europe/Kyiv."
	}
	s.Times.Zone = "UTC"
	return " No time zone was named: name yours, as in /digest subscribe at 08:00 Europe/Kyiv."
}

// nextTimes are the next three times, by the clocks of the subscription's zone, as
// all who read the channel are told them. A reader who is known to be in another zone
// is told the first by their own clock too.
func (b *Bot) nextTimes(s Subscription, zone string) string {
	const form = "Mon 2 Jan 15:04"
	next := s.Times.Next(b.now(), 3)
	var out []string
	for _, t := range next {
		out = append(out, t.Format(form))
	}
	told := strings.Join(out, ", ") + " (" + s.Times.Zone + ")"
	if own, err := time.LoadLocation(zone); err == nil && zone != "" && zone != s.Times.Zone && len(next) > 0 {
		told += "; the first is " + next[0].In(own).Format(form) + " by your clock (" + zone + ")"
	}
	return told
}

// String tells when a digest comes and what it is about.
func (s Subscription) String() string {
	out := s.Times.String()
	if s.About != "" {
		out += " about " + s.About
	}
	if s.Always {
		out += ", also when nothing is new"
	}
	if s.Paused {
		out += ", paused"
	}
	return out
}

// usualTimes are when a digest comes, unless told otherwise.
var usualTimes = Times{At: 8 * 60, Days: EveryDay}

// readSubscription reads what stands behind subscribe, in any order but for the
// name, which ends it. Without a time zone, the subscription has none.
func (b *Bot) readSubscription(words string) (Subscription, []Understood, error) {
	s := Subscription{Times: usualTimes}
	var understood []Understood
	days, timed := Days(0), false
	for words = strings.TrimSpace(words); words != ""; words = strings.TrimSpace(words) {
		if rest, ok := cutPrefixFold(words, "about "); ok {
			name, as, rest, err := b.followed(strings.TrimSpace(rest))
			if err != nil {
				return s, nil, err
			}
			s.About, understood, words = name, append(understood, as...), rest
			continue
		}
		if from, to, rest, ok := quietHours(words); ok {
			s.Times.QuietFrom, s.Times.QuietTo, words = from, to, rest
			continue
		}
		if rest, ok := cutAny(words, "even if nothing is new", "also when nothing is new", "even if empty", "always"); ok {
			s.Always, words = true, rest
			continue
		}
		if at, rest, ok := clockTime(words); ok {
			if timed {
				return s, nil, &UserError{"A digest comes at one time of the day.", "For a second time, subscribe once more: a channel can have several."}
			}
			s.Times.At, words, timed = at, rest, true
			continue
		}
		if more, rest, ok := dayWords(words); ok {
			days, words = days|more, rest
			continue
		}
		if zone, rest, ok := zoneAtFront(words); ok {
			s.Times.Zone, words = zone, rest
			continue
		}
		word, rest := cutWord(words)
		switch {
		case slices.Contains([]string{"at", "in", "on", "and", "daily", "digest", "every", "each", "morning", "mornings", "oclock", "o'clock", "o’clock"}, strings.ToLower(strings.Trim(word, ","))):
			words = rest
		default:
			return s, nil, notUnderstood(word)
		}
	}
	if days != 0 {
		s.Times.Days = days
	}
	if s.Times.QuietFrom != s.Times.QuietTo && s.Times.QuietAt(s.Times.At) {
		return s, nil, &UserError{fmt.Sprintf("%s lies in the quiet hours.", s.Times.At), "Choose a time outside of them."}
	}
	return s, understood, nil
}

// notUnderstood tells that a word says nothing of when a digest is to come, and the
// time zones that are written like it.
func notUnderstood(word string) *UserError {
	e := &UserError{fmt.Sprintf("“%s” is no time, no time zone and no day.", clip(word, 40)), "For example: /digest subscribe at 08:00 Europe/Kyiv weekdays about NAME."}
	if zoneShort.MatchString(strings.Trim(word, ",()")) {
		e.Hint = "Name the time zone by a city, such as Europe/Kyiv: it knows when the clocks change."
	}
	if near := zonesNear(word); len(near) > 0 {
		e.Hint = "Did you mean the time zone " + strings.Join(near, " or ") + "?"
	}
	return e
}

// followed reads whom a digest is to be about, and returns what stands behind: the time,
// where the name does not come last.
func (b *Bot) followed(words string) (name string, understood []Understood, rest string, err error) {
	name, understood, err = b.followable(words)
	if err == nil {
		return name, understood, "", nil
	}
	if at := strings.LastIndex(strings.ToLower(words), " at "); at > 0 {
		if name, understood, nameErr := b.followable(words[:at]); nameErr == nil {
			return name, understood, words[at:], nil
		}
	}
	return "", nil, "", err
}

// followable is the name that a digest can be about.
func (b *Bot) followable(typed string) (string, []Understood, error) {
	if typed == "" {
		return "", nil, &UserError{"Nobody was named behind “about”.", digestHint}
	}
	m := b.dossier.Names().Lookup(typed)
	switch m.Outcome {
	case names.Found, names.ByRole:
		return m.Entity.Name, nil, nil
	case names.Misspelt:
		return m.Entity.Name, []Understood{{Typed: m.Typed, As: m.As}}, nil
	case names.Ambiguous:
		var which []string
		for _, e := range m.Candidates[:min(len(m.Candidates), 4)] {
			which = append(which, e.Name)
		}
		return "", nil, &UserError{fmt.Sprintf("“%s” could be %s.", clip(typed, 60), strings.Join(which, " or ")), "Type the whole name."}
	}
	e := &UserError{Message: fmt.Sprintf("The dossier names nobody and nothing called “%s”.", clip(typed, 60)), Hint: "Type one name that the dossier has: of a person, an organisation or a place."}
	if len(m.Nearest) > 0 {
		e.Hint = "The nearest: " + strings.Join(m.Nearest[:min(len(m.Nearest), 3)], ", ") + "."
	}
	return "", nil, e
}

// cutAny cuts one of several phrases off the front.
func cutAny(s string, phrases ...string) (string, bool) {
	for _, p := range phrases {
		if rest, ok := cutPrefixFold(s, p); ok && (rest == "" || rest[0] == ' ' || rest[0] == ',') {
			return strings.TrimLeft(rest, " ,"), true
		}
	}
	return s, false
}

const clockPattern = `(\d{1,2})(?:[:.h ](\d{2})\b)?\s*([ap]\.?m\.?)?`

// zoneShort is how people write time zones that stand for no place.
var zoneShort = regexp.MustCompile(`^(?:[A-Z]{2,4}T|(?i:utc|gmt)[+-]\d.*)$`)

var (
	clockAtStart = regexp.MustCompile(`(?i)^(?:at\s+)?` + clockPattern + `(?:[\s,]+|$)`)
	quietAtStart = regexp.MustCompile(`(?i)^quiet\s+(?:from\s+)?` + clockPattern + `\s*(?:-|–|to|until)\s*` + clockPattern + `(?:[\s,]+|$)`)
)

// clockTime reads a time of day at the front: "at 8", "08:00", "8.30 pm".
func clockTime(s string) (Clock, string, bool) {
	m := clockAtStart.FindStringSubmatch(s)
	if m == nil {
		if rest, ok := cutAny(s, "at noon", "noon", "at midday", "midday"); ok {
			return 12 * 60, rest, true
		}
		return 0, s, false
	}
	c, ok := clockOf(m[1], m[2], m[3])
	return c, s[len(m[0]):], ok
}

// quietHours reads "quiet 22:00-07:00" at the front.
func quietHours(s string) (from, to Clock, rest string, ok bool) {
	m := quietAtStart.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, s, false
	}
	from, okFrom := clockOf(m[1], m[2], m[3])
	to, okTo := clockOf(m[4], m[5], m[6])
	return from, to, s[len(m[0]):], okFrom && okTo
}

func clockOf(hour, minute, half string) (Clock, bool) {
	h, err := strconv.Atoi(hour)
	if err != nil {
		return 0, false
	}
	m := 0
	if minute != "" {
		if m, err = strconv.Atoi(minute); err != nil {
			return 0, false
		}
	}
	if half != "" {
		if h < 1 || h > 12 {
			return 0, false
		}
		h %= 12
		if half[0] == 'p' || half[0] == 'P' {
			h += 12
		}
	}
	return Clock(h*60 + m), h < 24 && m < 60
}

// dayWords reads days at the front: "weekdays", "Mon", "thursdays,", "every day".
func dayWords(s string) (Days, string, bool) {
	for _, set := range []struct {
		days    Days
		phrases []string
	}{
		{EveryDay, []string{"every day", "daily", "each day", "everyday"}},
		{Weekdays, []string{"on weekdays", "weekdays", "weekday", "workdays", "working days", "on working days", "mon-fri", "mon–fri"}},
		{Weekend, []string{"weekends", "weekend", "at weekends", "at the weekend"}},
	} {
		if rest, ok := cutAny(s, set.phrases...); ok {
			return set.days, rest, true
		}
	}
	word, rest := cutWord(s)
	word = strings.TrimSuffix(strings.ToLower(strings.Trim(word, ",")), "s")
	for _, w := range week {
		name := strings.ToLower(w.String())
		if len(word) >= 3 && (strings.HasPrefix(name, word)) {
			return 1 << w, rest, true
		}
	}
	return 0, s, false
}

// listSubscriptions tells which digests the channel gets.
func (b *Bot) listSubscriptions(ctx context.Context, c call) (Answer, error) {
	own, err := b.ownSubscriptions(ctx, c.Request)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Digests of this channel", Visibility: Private}
	for i, s := range own {
		n := Notice{Text: fmt.Sprintf("%d. %s", i+1, s), Hint: "Next: " + b.nextTimes(s, c.Zone)}
		if s.Paused {
			n.Hint = fmt.Sprintf("/digest resume %d goes on with it.", i+1)
		}
		a.Blocks = append(a.Blocks, n)
	}
	if len(own) == 0 {
		a.Blocks = []Block{Notice{Text: "This channel gets no digest.", Hint: digestHint}}
	}
	return a, nil
}

// alter pauses, resumes or ends subscriptions: the one whose number is given, the
// only one, or all.
func (b *Bot) alter(ctx context.Context, c call, verb, which string) (Answer, error) {
	if err := b.mayManage(c.Request); err != nil {
		return Answer{}, err
	}
	own, err := b.ownSubscriptions(ctx, c.Request)
	if err != nil {
		return Answer{}, err
	}
	chosen, err := choose(own, which, verb)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Digests of this channel"}
	for _, s := range chosen {
		done, err := b.alterOne(ctx, s, verb)
		if err != nil {
			return Answer{}, err
		}
		b.record(ctx, c.Request, done, s.String())
		n := Notice{Text: fmt.Sprintf("%s: the digest %s.", strings.ToUpper(done[:1])+done[1:], s)}
		if done == "resumed" {
			s.Paused = false
			n = Notice{Text: fmt.Sprintf("Resumed: the digest %s.", s), Hint: "Next: " + b.nextTimes(s, c.Zone)}
		}
		a.Blocks = append(a.Blocks, n)
	}
	return a, nil
}

func (b *Bot) alterOne(ctx context.Context, s Subscription, verb string) (done string, err error) {
	switch verb {
	case "pause":
		s.Paused = true
		return "paused", b.state.PutSubscription(ctx, s)
	case "resume", "unpause":
		s.Paused = false
		return "resumed", b.state.PutSubscription(ctx, s)
	}
	return "stopped", b.state.RemoveSubscription(ctx, s.ID)
}

func choose(own []Subscription, which, verb string) ([]Subscription, error) {
	n, err := strconv.Atoi(strings.Trim(which, "#."))
	switch {
	case len(own) == 0:
		return nil, &UserError{"This channel gets no digest.", digestHint}
	case strings.EqualFold(which, "all"), which == "" && len(own) == 1:
		return own, nil
	case which == "":
		return nil, &UserError{fmt.Sprintf("This channel gets %d digests.", len(own)), fmt.Sprintf("Type /digest %s and a number from /digest list, or all.", verb)}
	case err != nil || n < 1 || n > len(own):
		return nil, &UserError{fmt.Sprintf("There is no digest “%s” here.", clip(which, 40)), fmt.Sprintf("Type /digest %s and a number from 1 to %d.", verb, len(own))}
	}
	return own[n-1 : n], nil
}

var spanWords = regexp.MustCompile(`^(\d{1,18})\.\.(\d{1,18})\b\s*`)

// preview shows the digest that the channel would get now: what is new since the
// last one that stands in it, or in a channel that gets none, all that there is.
func (b *Bot) preview(ctx context.Context, c call, words string, v Visibility) (Answer, error) {
	if len(b.dossier.Documents()) == 0 {
		return emptyDossier(), nil
	}
	s, err := b.nextSpan(ctx, c)
	if err != nil {
		return Answer{}, err
	}
	if m := spanWords.FindStringSubmatch(words); m != nil {
		words = words[len(m[0]):]
		s = digestSpan{}
		// The pattern lets only numbers pass that fit.
		s.since, _ = strconv.ParseInt(m[1], 10, 64)
		s.until, _ = strconv.ParseInt(m[2], 10, 64)
	}
	if rest, ok := strings.CutSuffix(words, "all"); ok && (rest == "" || rest[len(rest)-1] == ' ') {
		words, s.whole = strings.TrimSpace(rest), true
	}
	s.whole = s.whole || c.Whole || c.Limit >= quotesMore
	var understood []Understood
	if day, ok := cutPrefixFold(words, "since "); ok {
		day, about, _ := strings.Cut(day, "about ")
		if s, err = b.spanSince(ctx, strings.TrimSpace(day)); err != nil {
			return Answer{}, err
		}
		if words = ""; about != "" {
			words = "about " + about
		}
		s.whole = c.Whole
	}
	if rest, ok := cutPrefixFold(words, "about "); ok {
		if s.about, understood, err = b.followable(rest); err != nil {
			return Answer{}, err
		}
	} else if words != "" {
		return Answer{}, &UserError{fmt.Sprintf("“%s” is nothing that a digest can be of.", clip(words, 40)), "Type /digest preview, or /digest preview about NAME."}
	}
	d, err := b.digestOf(ctx, s)
	if err != nil {
		return Answer{}, err
	}
	if d.empty {
		d.answer = nothingNew(s.sinceAt)
	}
	d.answer.Understood, d.answer.Visibility = understood, v
	return d.answer, nil
}

// spanSince is what came in on a day and after it.
func (b *Bot) spanSince(ctx context.Context, day string) (digestSpan, error) {
	q, err := b.dossier.ParseTimeline(ctx, "since "+day, knowledge.Today(b.now()))
	if err != nil || q.From.Year == 0 || q.Words != "" || q.Entity != nil {
		return digestSpan{}, &UserError{fmt.Sprintf("“%s” is no day.", clip(day, 40)), "For example: /digest since Monday, /digest since 2031-03-04."}
	}
	out := digestSpan{sinceAt: time.Date(q.From.Year, time.Month(max(q.From.Month, 1)), max(q.From.Day, 1), 0, 0, 0, 0, time.UTC)}
	for _, doc := range b.dossier.Documents() {
		if doc.Stored.At.Before(out.sinceAt) {
			out.since = max(out.since, doc.Stored.Revision)
		}
	}
	return out, nil
}

// nextSpan is what the next digest of the channel is of.
func (b *Bot) nextSpan(ctx context.Context, c call) (digestSpan, error) {
	if b.state == nil {
		return digestSpan{}, nil
	}
	own, err := b.ownSubscriptions(ctx, c.Request)
	if err != nil || len(own) == 0 {
		return digestSpan{}, err
	}
	return b.spanOf(ctx, own[0])
}

// spanOf is what the next digest of a subscription is of.
func (b *Bot) spanOf(ctx context.Context, s Subscription) (digestSpan, error) {
	out := digestSpan{since: s.Since.Revision, sinceAt: s.Since.At, about: s.About}
	last, ok, err := b.state.LastPosted(ctx, s.ID)
	if ok {
		out.since, out.sinceAt = last.Until.Revision, last.Until.At
	}
	return out, err
}

// whyDigest tells what became of the channel's last digests, and why each thing
// was told or not.
func (b *Bot) whyDigest(ctx context.Context, c call) (Answer, error) {
	own, err := b.ownSubscriptions(ctx, c.Request)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Why", Visibility: Private}
	for i, s := range own {
		ledger, err := b.state.Ledger(ctx, s.ID, 5)
		if err != nil {
			return Answer{}, err
		}
		if len(ledger) == 0 {
			a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("%d. %s: none was due yet.", i+1, s), Hint: "Next: " + b.nextTimes(s, c.Zone)})
		}
		for j, p := range ledger {
			a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("%d. %s: %s.", i+1, p.Slot, stateWords[p.State]), Hint: p.Note})
			if j == 0 {
				a.Blocks = append(a.Blocks, b.reasons(ctx, p)...)
			}
		}
	}
	if len(own) == 0 {
		a.Blocks = []Block{Notice{Text: "This channel gets no digest.", Hint: digestHint}}
	}
	return a, nil
}

var stateWords = map[PostState]string{
	Claimed: "it is being posted", Failing: "it could not be posted, and is tried again", Posted: "posted", Nothing: "nothing was new, and so nothing was posted",
	Missed: "not posted", Ambiguous: "it is not known whether it was posted, and it is not posted twice", Failed: "the platform did not take it",
}

// reasons cites what a digest could have told, as far as it is still there.
func (b *Bot) reasons(ctx context.Context, p Posting) []Block {
	var out Items
	for _, x := range p.Items {
		doc, err := b.dossier.Document(ctx, x.Doc)
		if err != nil || x.Span.Start < 0 || x.Span.End > len(doc.Text) || x.Span.Start > x.Span.End {
			continue
		}
		cite := doc.Cite(x.Span)
		label := "told: "
		if !x.Posted {
			label = "not told: "
		}
		out.Items = append(out.Items, Item{Part: x.Part, Label: label + x.Why, Title: nil, Text: &cite, Citations: []knowledge.Citation{cite}})
	}
	if len(out.Items) == 0 {
		return nil
	}
	return []Block{out}
}
