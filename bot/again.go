package bot

import (
	"context"
	"crypto/rand"
	"sync"

	"attache/knowledge"
)

// mostAgain is how many answers are kept at most; together they are no more than a
// few documents' worth of memory.
const mostAgain = 128

// again keeps the answers that were worked out last, whole and checked, for as long
// as the dossier stays as it is: many people ask the same. It is safe for concurrent
// use.
type again struct {
	mu   sync.Mutex
	at   moment
	said map[asking]Answer
}

// moment is what an answer depends on beside the words.
type moment struct {
	edition string // of the dossier
	today   knowledge.Date
}

// asking is what is asked.
type asking struct {
	command, words string
	limit          int
}

// moment is what answers that are worked out now depend on.
func (b *Bot) moment() moment {
	return moment{b.dossier.Edition(), knowledge.Today(b.now())}
}

// answered runs a command and checks what it answers, or finds what it answered
// before.
func (b *Bot) answered(ctx context.Context, cmd command, c call) (Answer, error) {
	at, q := b.moment(), asking{cmd.name, c.words, c.Limit}
	if cmd.steady {
		if a, ok := b.again.find(at, q); ok {
			return a, nil
		}
	}
	a, err := cmd.run(ctx, b, c)
	if err == nil {
		err = a.Check(ctx, b.dossier)
	}
	if err == nil && cmd.steady {
		a.Version = rand.Text()
		b.again.keep(at, q, a)
	}
	return a, err
}

// find returns the answer that was kept at this moment. What was kept at another
// is forgotten: it may quote what has been removed since.
func (g *again) find(at moment, q asking) (Answer, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.at != at {
		g.at, g.said = at, nil
	}
	a, ok := g.said[q]
	return a, ok
}

// keep keeps an answer that was worked out since the moment.
func (g *again) keep(at moment, q asking, a Answer) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.at != at {
		return
	}
	if g.said == nil || len(g.said) >= mostAgain {
		g.said = map[asking]Answer{}
	}
	g.said[q] = a
}
