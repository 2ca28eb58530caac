package bot

import "strings"

// Managed reports whether the answer to a line depends on whether the person may
// manage the channel, which a platform is asked for only then.
func Managed(line string) bool {
	name, rest := cutWord(strings.TrimPrefix(strings.TrimSpace(line), "/"))
	if strings.EqualFold(name, "attache") {
		name, _ = cutWord(rest)
	}
	return strings.EqualFold(name, "digest")
}
