package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	// feedbackShown is how many opinions and open questions one answer lists.
	feedbackShown = 20
	// feedbackSince is how far back is looked for them.
	feedbackSince = 30 * 24 * time.Hour
)

// feedback lists what readers thought of answers, and what the dossier did not
// answer, newest first.
func feedback(ctx context.Context, b *Bot, _ call) (Answer, error) {
	if b.state == nil {
		return Answer{}, &UserError{"Nothing is kept here, and so no feedback.", "It is kept where the bot serves a platform."}
	}
	since := b.now().Add(-feedbackSince)
	given, err := b.state.Feedback(ctx, since, feedbackShown)
	if err != nil {
		return Answer{}, err
	}
	open, err := b.state.Unanswered(ctx, since, feedbackShown)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Title: "Feedback", Visibility: Private}
	for _, f := range given {
		a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("%s: %s", f.Verdict, f.Line), Hint: strings.Join(parts(day(f.At), f.Place.Platform, f.Note), " · ")})
	}
	for _, u := range open {
		a.Blocks = append(a.Blocks, Notice{Text: "not answered: " + u.Line, Hint: strings.Join(parts(day(u.At), u.Place.Platform), " · ")})
	}
	if len(a.Blocks) == 0 {
		a.Blocks = []Block{Notice{Text: "Nobody has given feedback in the last 30 days, and no question stayed unanswered."}}
	}
	return a, nil
}

func day(t time.Time) string { return t.UTC().Format("2006-01-02") }

func parts(s ...string) []string {
	return slices.DeleteFunc(s, func(x string) bool { return x == "" })
}

// keepUnanswered notes a question that the dossier did not answer, for those who
// choose what goes into it. Who looks at the answer once more does not ask again, and
// while documents are read it is not known that the dossier does not answer.
func (b *Bot) keepUnanswered(ctx context.Context, req Request, a Answer) {
	if b.state == nil || !a.Abstained || a.Command != "ask" || req.Again || b.progress().going() {
		return
	}
	p, _ := place(req)
	if err := b.state.AddUnanswered(ctx, Unanswered{At: b.now().UTC(), Place: p, User: req.User, Line: a.Line}); err != nil {
		b.logger.Warn("an unanswered question is not kept", "platform", req.Platform, "why", err)
	}
}
