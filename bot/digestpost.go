package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	// lateAfter is how long after its time a digest says that it is late.
	lateAfter = 10 * time.Minute
	// silentFor is after how long a channel is told that no source brings anything.
	silentFor = 3 * 24 * time.Hour
	// silenceNote marks the digest that told it.
	silenceNote = "no source brought anything for three days"
)

// DigestJob is one digest to be posted.
type DigestJob struct {
	Subscription string
	Slot         string // the day, as 2006-01-02
	Last         bool   // no other attempt follows this one
}

// Found takes what a sweep finds.
type Found struct {
	// Add takes a digest that is due. It may be given the same one again and again,
	// by several replicas at once.
	Add func(ctx context.Context, job DigestJob) error
	// Settled is told of an entry that cannot be posted any more, by the one replica
	// that wrote it down; nil where nobody wants to know.
	Settled func(p Posting)
	// Platforms are what administrators are told through, by name.
	Platforms map[string]Adapter
}

// Sweep looks which digests are due and hands them over. It goes by the ledger:
// nothing is lost by a sweep that did not take place. What cannot be posted any
// more it writes down.
func (b *Bot) Sweep(ctx context.Context, found Found) error {
	all, err := b.state.Subscriptions(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, s := range all {
		errs = append(errs, b.sweepOne(ctx, s, found))
	}
	return errors.Join(errs...)
}

// sweepSlots is how many entries of the ledger a sweep looks at.
const sweepSlots = lookBack + 2

func (b *Bot) sweepOne(ctx context.Context, s Subscription, found Found) error {
	ledger, err := b.state.Ledger(ctx, s.ID, sweepSlots)
	if err != nil {
		return err
	}
	after, open := s.Since.At, map[string]PostState{}
	for _, p := range ledger {
		if !p.State.Final() {
			open[p.Slot] = p.State
		} else if p.Due.After(after) {
			after = p.Due
		}
	}
	for _, due := range s.Times.Since(after, b.now()) {
		switch {
		case s.Paused:
			err = b.settle(ctx, s, due, found, Missed, "It was paused.")
		case due.Missed && open[due.Slot] == Claimed:
			err = b.settle(ctx, s, due, found, Ambiguous, "The bot stopped while it was posting it.")
		case due.Missed:
			err = b.settle(ctx, s, due, found, Missed, "The bot could not post it before the day was over.")
		default:
			err = found.Add(ctx, DigestJob{Subscription: s.ID, Slot: due.Slot})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// settle writes down what became of a digest that cannot be posted any more, and
// tells it once, whichever replica does.
func (b *Bot) settle(ctx context.Context, s Subscription, due Due, found Found, state PostState, note string) error {
	p := Posting{Subscription: s.ID, Slot: due.Slot, Place: s.Place, Due: due.At.UTC(), State: state, Note: note}
	mine, err := b.state.Settle(ctx, p)
	if err != nil || !mine {
		return err
	}
	if found.Settled != nil {
		found.Settled(p)
	}
	if state == Ambiguous {
		b.alarmOf(ctx, p, found.Platforms)
	}
	return nil
}

// PostDigest posts one digest and returns what became of it, to be settled in the
// ledger together with the job. With an error it is to be tried again.
func (b *Bot) PostDigest(ctx context.Context, job DigestJob, adapters map[string]Adapter) (Posting, error) {
	p := Posting{Subscription: job.Subscription, Slot: job.Slot}
	s, ok, err := b.subscription(ctx, job.Subscription)
	if err != nil {
		return p, err
	}
	day, dateErr := language.ParseDate(job.Slot)
	if !ok || s.Paused || dateErr != nil {
		p.Place, p.State, p.Note = s.Place, Missed, "The subscription was paused or ended."
		return p, nil
	}
	due, _ := s.Times.On(day)
	p.Place, p.Due = s.Place, due.UTC()
	if p, err = b.state.Claim(ctx, p); err != nil || p.State.Final() {
		return p, err
	}
	return b.post(ctx, p, s, job, adapters)
}

func (b *Bot) subscription(ctx context.Context, id string) (Subscription, bool, error) {
	all, err := b.state.Subscriptions(ctx)
	if i := slices.IndexFunc(all, func(s Subscription) bool { return s.ID == id }); i >= 0 {
		return all[i], true, err
	}
	return Subscription{}, false, err
}

// post writes the digest of a claimed entry and posts it.
func (b *Bot) post(ctx context.Context, p Posting, s Subscription, job DigestJob, adapters map[string]Adapter) (Posting, error) {
	to := adapters[s.Place.Platform]
	if to == nil {
		p.State, p.Note = Missed, "The platform "+s.Place.Platform+" is not connected."
		return p, nil
	}
	a, err := b.scheduled(ctx, &p, s)
	if err != nil {
		p.State, p.Note = Failing, "It could not be written."
		return p, err
	}
	if p.State == Nothing {
		return p, nil
	}
	p.Post, err = send(ctx, to, p, a)
	switch {
	case err == nil:
		p.State = Posted
		if p.Note == silenceNote {
			b.alarmOfSilence(ctx, adapters)
		}
	case errors.Is(err, ErrUncertain):
		p.State, p.Note = Ambiguous, "Whether the platform took it cannot be told: look at the channel."
		b.alarmOf(ctx, p, adapters)
	case job.Last:
		p.State, p.Note = Failed, "The platform took it at no attempt."
		b.logger.Error("a digest could not be posted", "platform", p.Place.Platform, "channel", p.Place.Channel, "slot", p.Slot, "why", err)
		b.alarmOf(ctx, p, adapters)
	default:
		p.State, p.Note = Failing, "The platform did not take it; it is tried again."
		return p, fmt.Errorf("post the digest of %s: %w", p.Slot, err)
	}
	return p, nil
}

// send posts an answer under the entry's key. A platform on which it cannot be
// looked up whether a message is there gets it at the first attempt alone: a
// process may have died between the post and the ledger.
func send(ctx context.Context, to Adapter, p Posting, a Answer) (PostID, error) {
	if once, ok := to.(OncePoster); ok {
		return once.PostOnce(ctx, p.Place.Channel, p.Key(), a)
	}
	if p.Attempts > 1 {
		return "", ErrUncertain
	}
	return to.Post(ctx, p.Place.Channel, a)
}

// scheduled writes what a channel is told, and sets the entry's state where that
// is nothing.
func (b *Bot) scheduled(ctx context.Context, p *Posting, s Subscription) (Answer, error) {
	span, err := b.spanOf(ctx, s)
	if err != nil {
		return Answer{}, err
	}
	p.Until = knowledge.Stored{At: b.now().UTC(), Revision: b.dossier.Revision()}
	span.until = p.Until.Revision
	d, err := b.digestOf(ctx, span)
	if err != nil {
		return Answer{}, err
	}
	p.Items = d.items
	if d.empty {
		if d.answer, err = b.silence(ctx, p, s, span); err != nil || p.State == Nothing {
			return Answer{}, err
		}
	} else {
		d.answer.Line = fmt.Sprintf("/digest preview %d..%d", span.since, span.until)
		if s.About != "" {
			d.answer.Line += " about " + s.About
		}
	}
	if late := b.now().Sub(p.Due); late >= lateAfter {
		due := p.Due.In(s.Times.location())
		d.answer.Blocks = append([]Block{Notice{Text: "This digest is late: it was due at " + due.Format("15:04") + " (" + s.Times.Zone + ")."}}, d.answer.Blocks...)
	}
	d.answer.Command, d.answer.Links = "digest", b.links
	return d.answer, d.answer.Check(ctx, b.dossier)
}

// silence is what a channel is told when nothing is new: nothing, unless it wants
// to be told, or no source has brought anything for three days, which it is told
// once.
func (b *Bot) silence(ctx context.Context, p *Posting, s Subscription, span digestSpan) (Answer, error) {
	last := b.lastArrival()
	if b.now().Sub(last) >= silentFor {
		told, err := b.toldSince(ctx, s, last)
		if err != nil {
			return Answer{}, err
		}
		if !told {
			p.Note = silenceNote
			text := fmt.Sprintf("No source has brought anything since %s.", last.In(s.Times.location()).Format("Mon 2 Jan 2006, 15:04"))
			return Answer{Title: "Digest", Blocks: []Block{Notice{Text: text, Hint: "/sources shows what the dossier holds and follows."}}}, nil
		}
	}
	if s.Always {
		return nothingNew(span.sinceAt), nil
	}
	p.State, p.Note = Nothing, "Nothing was new."
	return Answer{}, nil
}

// lastArrival is when the dossier last got something that it did not hold.
func (b *Bot) lastArrival() (last time.Time) {
	for _, doc := range b.dossier.Documents() {
		if doc.Stored.At.After(last) {
			last = doc.Stored.At
		}
	}
	return last
}

// toldSince reports whether a channel was told of the silence since a moment.
func (b *Bot) toldSince(ctx context.Context, s Subscription, since time.Time) (bool, error) {
	ledger, err := b.state.Ledger(ctx, s.ID, 2*sweepSlots)
	return slices.ContainsFunc(ledger, func(p Posting) bool { return p.State == Posted && p.Note == silenceNote && p.At.After(since) }), err
}
