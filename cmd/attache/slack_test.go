package main

import (
	"path/filepath"
	"regexp"
	"testing"

	"attache/adapters/slack"
)

// TestScopesAreExplained holds that the README says of every scope what it is for,
// in the words of the manifest.
func TestScopesAreExplained(t *testing.T) {
	readme := read(t, filepath.Join(root, "README.md"))
	for _, s := range (slack.ManifestOptions{Assistant: true, History: true}).Scopes() {
		row := regexp.MustCompile("(?m)^\\| `" + regexp.QuoteMeta(s.Name) + "`( \\(`--[a-z]+`\\))? \\| " + regexp.QuoteMeta(s.Why) + " \\|$")
		if !row.MatchString(readme) {
			t.Errorf("the README does not explain %s: %s", s.Name, s.Why)
		}
	}
}
