package discord

import (
	"errors"
	"testing"
	"time"
)

func TestRefusalsStopBeforeDiscordBans(t *testing.T) {
	var b breaker
	now := time.Unix(1_000_000, 0)
	for range maxRefusals {
		if _, err := b.allow(now); err != nil {
			t.Fatal("stopped too early")
		}
		b.note(now, &apiError{Status: 401})
	}
	if _, err := b.allow(now.Add(9 * time.Minute)); !errors.Is(err, errTooManyRefusals) {
		t.Errorf("after %d refusals: %v", maxRefusals, err)
	}
	if _, err := b.allow(now.Add(11 * time.Minute)); err != nil {
		t.Errorf("eleven minutes later: %v", err)
	}
}

func TestOnlyRefusalsThatDiscordCountsAreCounted(t *testing.T) {
	var b breaker
	now := time.Unix(1_000_000, 0)
	for range maxRefusals {
		for _, err := range []error{nil, errors.New("no network"), &apiError{Status: 404}, &apiError{Status: 500}, &apiError{Status: 429, shared: true}} {
			b.note(now, err)
		}
	}
	if _, err := b.allow(now); err != nil {
		t.Error(err)
	}
}

func TestWhileAllIsRefusedNothingIsSent(t *testing.T) {
	var b breaker
	now := time.Unix(1_000_000, 0)
	b.note(now, &apiError{Status: 429, global: true, retryAfter: 20 * time.Second})
	if wait, err := b.allow(now.Add(5 * time.Second)); err != nil || wait != 15*time.Second {
		t.Errorf("wait %v, %v, want 15 s", wait, err)
	}
}
