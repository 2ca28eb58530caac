package main

import (
	"errors"
	"strings"
	"testing"
)

func TestLogHoldsNoSecretsAndNothingThatWasTyped(t *testing.T) {
	t.Setenv("FAKE_TOKEN", "xoxb-very-secret")
	list := []platform{{needs: []variable{{name: "FAKE_TOKEN", secret: true}, {name: "FAKE_SECRET", secret: true}}}}
	for _, format := range []string{"text", "json"} {
		var b strings.Builder
		log := logOptions{LogLevel: "info", LogFormat: format}.logger(&b, secrets(list, "postgres://u:password@h/d"))
		log.Error("panic while answering", "line", "/who my neighbour", "error", errors.New("token xoxb-very-secret refused"), "url", "https://h/?t=xoxb-very-secret")
		log.With("database", "postgres://u:password@h/d").Warn("away")
		for _, private := range []string{"neighbour", "very-secret", "password"} {
			if strings.Contains(b.String(), private) {
				t.Errorf("%s: %q stands in\n%s", format, private, &b)
			}
		}
		for _, want := range []string{"17 characters", "refused", "away"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s: no %q in\n%s", format, want, &b)
			}
		}
	}
}
