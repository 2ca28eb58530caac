package slack

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"
)

// memory is a bot.Memory that forgets when the test ends.
type memory struct {
	mu   sync.Mutex
	seen map[string]bool
	kept map[string]string
}

func newMemory() *memory { return &memory{seen: map[string]bool{}, kept: map[string]string{}} }

func (m *memory) FirstTime(_ context.Context, key string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	first := !m.seen[key]
	m.seen[key] = true
	return first, nil
}

func (m *memory) Keep(_ context.Context, text string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	sum := sha256.Sum256([]byte(text))
	key := hex.EncodeToString(sum[:13])
	m.kept[key] = text
	return key, nil
}

func (m *memory) Recall(_ context.Context, key string) (string, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, ok := m.kept[key]
	return text, ok, nil
}
