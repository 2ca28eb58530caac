package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

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
