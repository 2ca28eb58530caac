package ingest_test

import (
	"errors"
	"testing"

	"attache/knowledge/ingest"
)

func TestRefusalsAreOfAKind(t *testing.T) {
	for _, tt := range []struct{ name, raw, want string }{
		{"a.txt", "", "empty"},
		{"a.txt", "\x00\x01\x02\x03binary", "mislabelled"},
		{"a.pdf", "no PDF", "mislabelled"},
		{"a.docx", "PK\x03\x04 torn", "broken"},
		{"a.exe", "MZ", "unknown kind"},
		{"a", "text", "unknown kind"},
		{"a.eml", "no message", "mislabelled"},
	} {
		_, err := ingest.ReadAll(tt.name, []byte(tt.raw))
		var r *ingest.Refusal
		if !errors.As(err, &r) || r.Kind() != tt.want {
			t.Errorf("%s %q: %v, want the kind %s", tt.name, tt.raw, err, tt.want)
		}
	}
}
