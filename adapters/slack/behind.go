package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"attache/bot"
)

// behind is what stands behind a button, kept in the bot's memory: the button
// itself carries only its key. It never holds an answer.
type behind struct {
	Line  string   `json:"line"`
	User  string   `json:"user,omitempty"`  // who asked
	Shown []string `json:"shown,omitempty"` // ids of the citations that were shown, best first
}

// keep keeps b and returns its key. A line alone is kept as it is.
func keep(ctx context.Context, m bot.Memory, b behind) (string, error) {
	text := b.Line
	if b.User != "" || len(b.Shown) > 0 || strings.HasPrefix(text, "{") {
		raw, err := json.Marshal(b)
		if err != nil {
			return "", fmt.Errorf("writing what is behind a button: %w", err)
		}
		text = string(raw)
	}
	key, err := m.Keep(ctx, text)
	if err != nil {
		return "", fmt.Errorf("keeping what is behind a button: %w", err)
	}
	return key, nil
}

// recall returns what is behind a button, and false where that is forgotten.
func (a *Adapter) recall(ctx context.Context, key string) (behind, bool, error) {
	text, ok, err := a.config.Memory.Recall(ctx, key)
	if err != nil || !ok {
		return behind{}, false, err
	}
	if !strings.HasPrefix(text, "{") {
		return behind{Line: text}, true, nil
	}
	var b behind
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		return behind{}, false, fmt.Errorf("reading what is behind a button: %w", err)
	}
	return b, true, nil
}

const (
	// keptAgain is how long after something was kept it is kept anew: the memory
	// forgets after months.
	keptAgain = time.Hour
	// keptKnown is how much is known to be kept at most.
	keptKnown = 2000
)

// keeper is a memory that does not keep the same thing again and again: the same
// answers are asked for often.
type keeper struct {
	bot.Memory
	now func() time.Time

	mu   sync.Mutex
	kept map[string]kept
}

type kept struct {
	key string
	at  time.Time
}

func newKeeper(m bot.Memory, now func() time.Time) *keeper {
	return &keeper{Memory: m, now: now, kept: map[string]kept{}}
}

// Keep implements [bot.Memory].
func (k *keeper) Keep(ctx context.Context, text string) (string, error) {
	if key, ok := k.known(text); ok {
		return key, nil
	}
	key, err := k.Memory.Keep(ctx, text)
	if err == nil {
		k.mu.Lock()
		defer k.mu.Unlock()
		if len(k.kept) >= keptKnown {
			clear(k.kept)
		}
		k.kept[text] = kept{key, k.now()}
	}
	return key, err
}

func (k *keeper) known(text string) (string, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	x, ok := k.kept[text]
	return x.key, ok && k.now().Sub(x.at) < keptAgain
}
