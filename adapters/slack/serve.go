package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"attache/bot"
)

// maxAtOnce is how many requests are worked on at once; further ones wait, and
// are acknowledged meanwhile.
const maxAtOnce = 32

// service answers requests, whichever way they came.
type service struct {
	*Adapter
	handle bot.Handler
	slots  chan struct{}
	under  sync.WaitGroup
	ctx    context.Context // ends when answers under way are no longer waited for
	cancel context.CancelFunc
}

func (a *Adapter) newService(ctx context.Context, h bot.Handler) *service {
	s := &service{Adapter: a, handle: h, slots: make(chan struct{}, maxAtOnce)}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	return s
}

// drain waits for the answers under way, for as long as they may take.
func (s *service) drain() {
	done := make(chan struct{})
	go func() {
		s.under.Wait()
		close(done)
	}()
	limit, cancel := context.WithTimeout(context.Background(), s.config.Drain)
	defer cancel()
	select {
	case <-done:
	case <-limit.Done():
		s.log.Warn("answers under way are given up", "after", s.config.Drain)
	}
	s.cancel()
}

// outcome is an answer that is ready to be sent.
type outcome struct {
	message Message
	private bool
	none    bool // nothing is to be sent: the event was handled before
}

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

// reply answers in the background and delivers.
func (s *service) reply(q asked) {
	done := s.start(q)
	s.under.Go(func() { s.send(q.place, <-done) })
}

// send delivers an outcome, in time of its own.
func (s *service) send(at place, o outcome) {
	if o.none {
		return
	}
	ctx, cancel := context.WithTimeout(s.ctx, s.config.Timeout)
	defer cancel()
	if err := s.deliver(ctx, at, o.message, o.private); err != nil {
		s.log.Error("an answer could not be delivered", "channel", at.channel, "error", explain(err, ""))
	}
}

// answer carries a request out, once however often it comes. It returns within
// the context's time, and never panics.
func (s *service) answer(ctx context.Context, q asked) outcome {
	first, err := s.config.Memory.FirstTime(ctx, q.key)
	if err != nil {
		// An answer that comes twice is better than none.
		s.log.Warn("cannot tell whether an event is new", "error", err)
	} else if !first {
		s.log.Debug("an event came again", "key", q.key)
		return outcome{none: true}
	}
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return s.draw(ctx, q, notice("There are too many questions at once.", "Ask again in a minute."))
	}
	type result struct{ answer bot.Answer }
	done := make(chan result, 1)
	go func() {
		defer func() { <-s.slots }()
		done <- result{s.guarded(ctx, &q)}
	}()
	select {
	case r := <-done:
		return s.draw(ctx, q, r.answer)
	case <-ctx.Done():
	}
	// The handler returns soon after ctx is done; a little patience gives its words.
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	select {
	case r := <-done:
		return s.draw(patience, q, r.answer)
	case <-patience.Done():
		return s.draw(context.WithoutCancel(ctx), q, notice("That took too long.", "Ask again, or ask for less."))
	}
}

// guarded calls the handler. A panic is this request's error alone.
func (s *service) guarded(ctx context.Context, q *asked) (answer bot.Answer) {
	defer func() {
		if p := recover(); p != nil {
			ref := reference(q.key)
			s.log.Error("a request panicked", "ref", ref, "panic", p, "stack", string(debug.Stack()))
			answer = notice(fmt.Sprintf("Something went wrong (ref %s).", ref), "")
		}
	}()
	if q.button != "" {
		line, ok, err := s.config.Memory.Recall(ctx, q.button)
		if err != nil {
			ref := reference(q.key)
			s.log.Error("the line behind a button cannot be read", "ref", ref, "error", err)
			return notice(fmt.Sprintf("Something went wrong (ref %s).", ref), "")
		}
		if !ok {
			return notice("This button is too old to work.", "Ask again.")
		}
		q.request.Line = line
	}
	return s.handle(ctx, q.request)
}

// draw makes an answer ready to be sent. Drawing, too, may fail only itself.
func (s *service) draw(ctx context.Context, q asked, answer bot.Answer) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			ref := reference(q.key)
			s.log.Error("an answer cannot be drawn", "ref", ref, "panic", p, "stack", string(debug.Stack()))
			failed, _ := Render(notice(fmt.Sprintf("Something went wrong (ref %s).", ref), ""), 0)
			o = outcome{message: Message{Text: failed.Text, Blocks: failed.Blocks}, private: true}
		}
	}()
	p, _ := Render(answer, q.from)
	m, err := p.Message(ctx, s.config.Memory)
	if err != nil {
		s.log.Error("an answer goes out without its buttons", "error", err)
		m = Message{Text: p.Text, Blocks: p.Blocks}
	}
	return outcome{message: m, private: p.Private || q.place.ephemeral}
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
