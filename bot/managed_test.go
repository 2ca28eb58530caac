package bot_test

import (
	"testing"

	"attache/bot"
)

func TestWhichLinesDependOnWhoMayManageTheChannel(t *testing.T) {
	for line, want := range map[string]bool{
		"/digest subscribe at 8": true, "Digest list": true, "/attache digest stop": true, "digest": true,
		"/ask what does the digest say?": false, "/attache": false, "digested": false, "": false, "/timeline digest": false,
	} {
		if got := bot.Managed(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
