package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// maxAtOnce is how many requests are worked on at once; further ones wait, and
// are acknowledged meanwhile.
const maxAtOnce = 32

// service answers requests, whichever way they came.
type service struct {
	*Adapter
	handle bot.Handler
}

func (a *Adapter) newService(h bot.Handler) *service { return &service{a, h} }

// Serve implements [bot.Adapter]. With an app token it keeps sockets open; what
// comes over HTTP is answered as long as Serve runs, see [Adapter.Mount].
func (a *Adapter) Serve(ctx context.Context, h bot.Handler) error {
	defer a.cancel()
	if err := a.identify(ctx); err != nil || ctx.Err() != nil {
		return err
	}
	if a.config.AppToken == "" {
		<-ctx.Done()
		a.drain()
		return nil
	}
	return a.newService(h).serveSockets(ctx)
}

// identify asks who the bot is, until Slack answers.
func (a *Adapter) identify(ctx context.Context) error {
	for pause := time.Second; ; pause = min(2*pause, time.Minute) {
		who, err := a.api.AuthTestContext(ctx)
		switch {
		case err == nil:
			a.log.Info("connected", "team", who.Team, "as", who.User)
			a.who.Store(&identity{team: who.TeamID, user: who.UserID, scopes: granted(who)})
			return nil
		case final(err):
			return explain(err, botTokenName)
		case ctx.Err() != nil:
			return nil
		}
		a.log.Warn("Slack does not answer", "error", err, "again after", pause)
		if limited, ok := errors.AsType[*slackapi.RateLimitedError](err); ok {
			pause = max(limited.RetryAfter, time.Second)
		}
		if a.config.Wait(ctx, pause) != nil {
			return nil
		}
	}
}

// granted are the scopes that Slack says the bot token has.
func granted(who *slackapi.AuthTestResponse) map[string]bool {
	scopes := map[string]bool{}
	for _, s := range strings.FieldsFunc(who.Header.Get("X-OAuth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' }) {
		scopes[s] = true
	}
	return scopes
}

// drain waits for the answers under way, for as long as they may take.
func (a *Adapter) drain() {
	done := make(chan struct{})
	go func() {
		a.under.Wait()
		close(done)
	}()
	limit, cancel := context.WithTimeout(context.Background(), a.config.Drain)
	defer cancel()
	select {
	case <-done:
	case <-limit.Done():
		a.log.Warn("answers under way are given up", "after", a.config.Drain)
	}
	a.cancel()
}

// isNew reports whether something of a workspace is told for the first time.
// Where that cannot be known it is taken for new: an answer that comes twice is
// better than none.
func (a *Adapter) isNew(team, kind, id string) bool {
	ctx, cancel := context.WithTimeout(a.ctx, a.config.Timeout)
	defer cancel()
	key := keyOf(team, kind, id)
	first, err := a.config.Memory.FirstTime(ctx, key)
	if err != nil {
		a.log.Warn("cannot tell whether an event is new", "error", err)
		return true
	}
	if !first {
		a.log.Debug("an event came again", "key", key)
	}
	return first
}

// keyOf names something that happened in a workspace.
func keyOf(team, kind, id string) string { return "slack:" + team + ":" + kind + ":" + id }

// outcome is an answer that is ready to be sent.
type outcome struct {
	message Message
	private bool
	none    bool        // nothing is to be sent: the event was handled before
	key     string      // names the answer, the same however often it is sent
	draws   *bot.Answer // what a picture shows that is posted with it where others see it; nil for none
}

// hidden reports whether only one person sees the answer at a place.
func (o outcome) hidden(at place) bool { return o.private && !at.direct || at.ephemeral }

// start answers in the background, and tells the outcome.
func (s *service) start(q asked) <-chan outcome {
	done := make(chan outcome, 1)
	s.under.Go(func() {
		ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
		defer cancel()
		done <- s.answer(ctx, q)
	})
	return done
}

// reply answers in the background and delivers; where that takes a while, it is
// shown if it can be.
func (s *service) reply(q asked) {
	done := s.start(q)
	s.under.Go(func() {
		soon := time.NewTimer(s.config.AnswerWithin)
		defer soon.Stop()
		select {
		case o := <-done:
			s.send(q.place, o)
		case <-soon.C:
			s.working(q)
			s.send(q.place, <-done)
		}
	})
}

// send delivers an outcome, in time of its own, and reports where it went.
func (s *service) send(at place, o outcome) (bot.PostID, error) {
	if o.none {
		return "", nil
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Deliver)
	defer cancel()
	id, err := s.deliver(ctx, at, o)
	if err != nil {
		s.log.Error("an answer could not be delivered", "channel", at.channel, "error", explain(err, ""))
	}
	if errors.Is(err, bot.ErrUncertain) {
		s.tellUncertain(ctx, at)
	}
	if err == nil {
		s.illustrate(at, o)
	}
	return id, err
}

// answer carries a request out, once however often it comes. It returns within
// the context's time, and never panics.
func (s *service) answer(ctx context.Context, q asked) outcome {
	if !q.known && !s.isNew(q.request.Workspace, q.kind, q.id) {
		return outcome{none: true}
	}
	return s.draw(ctx, q, s.work(ctx, &q))
}

// work gets the answer to a request, within the context's time.
func (s *service) work(ctx context.Context, q *asked) bot.Answer {
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return notice("There are too many questions at once.", "Ask again in a minute.")
	}
	done := make(chan bot.Answer, 1)
	asking := *q
	go func() {
		defer func() { <-s.slots }()
		done <- s.guarded(ctx, asking)
	}()
	select {
	case a := <-done:
		return a
	case <-ctx.Done():
	}
	// The handler returns soon after ctx is done; a little patience gives its words.
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	select {
	case a := <-done:
		return a
	case <-patience.Done():
		return notice("That took too long.", "Ask again, or ask for less.")
	}
}

// guarded calls the handler. A panic is this request's error alone.
func (s *service) guarded(ctx context.Context, q asked) (answer bot.Answer) {
	defer func() {
		if p := recover(); p != nil {
			answer = s.failed(q, "a request panicked", "panic", p, "stack", string(debug.Stack()))
		}
	}()
	if q.button != "" {
		b, ok, err := s.recall(ctx, q.button)
		if err != nil {
			return s.failed(q, "the line behind a button cannot be read", "error", err)
		}
		if !ok {
			return notice("This button is too old to work.", "Ask again.")
		}
		q.request.Line = b.Line
	}
	if bot.Managed(q.request.Line) {
		asks := s.person(ctx, q.request.User)
		q.request.Direct = q.request.Direct || s.isOwn(ctx, q.request)
		q.request.Manages, q.request.Zone = q.request.Direct || asks.manages, asks.zone
	}
	q.request.Files = s.files(q.files)
	a := s.handle(ctx, q.request)
	if q.turn != nil {
		return q.turn(a)
	}
	return a
}

// failed logs what went wrong under a reference, and is the answer that tells the
// reference.
func (s *service) failed(q asked, what string, with ...any) bot.Answer {
	ref := reference(keyOf(q.request.Workspace, q.kind, q.id))
	s.log.Error(what, append([]any{"ref", ref}, with...)...)
	return notice(fmt.Sprintf("Something went wrong (ref %s).", ref), "")
}

// draw makes an answer ready to be sent. Drawing, too, may fail only itself.
func (s *service) draw(ctx context.Context, q asked, answer bot.Answer) (o outcome) {
	key := keyOf(q.request.Workspace, q.kind, q.id)
	defer func() {
		if p := recover(); p != nil {
			failed, _ := Render(s.failed(q, "an answer cannot be drawn", "panic", p, "stack", string(debug.Stack())), 0)
			o = outcome{message: Message{Text: failed.Text, Blocks: failed.Blocks}, private: true, key: key}
		}
	}()
	p := s.book.at(answer, q.at)
	m, err := p.Message(context.WithoutCancel(ctx), s.config.Memory, s.offer(q, p))
	if err != nil {
		s.log.Error("an answer goes out without its buttons", "error", err)
		m = Message{Text: p.Text, Blocks: p.Blocks}
	}
	return outcome{message: m, private: p.Private || q.place.ephemeral, key: key, draws: p.draws}
}

// offer says which buttons an answer has here.
func (s *service) offer(q asked, p Payload) Offer {
	o := Offer{User: q.request.User, Picture: s.config.Picture != nil, Feedback: s.config.Feedback != nil, Sources: q.turn != nil}
	switch {
	case q.place.home || q.place.direct:
	case q.place.ephemeral:
		// What only this person may see is not offered to others.
		o.Share = !p.Private || q.request.Private
		o.Keep = o.Share && !q.place.kept
	case q.kind == kindMessage, q.place.replace:
		o.Keep = true
	}
	return o
}

// notice is an answer in the adapter's own voice, for the person alone.
func notice(text, hint string) bot.Answer {
	return bot.Answer{Visibility: bot.Private, Blocks: []bot.Block{bot.Notice{Text: text, Hint: hint}}}
}

// reference is a short name of a request, for the log and for the person.
func reference(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:4])
}
