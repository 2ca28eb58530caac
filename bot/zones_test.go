package bot

import (
	"strings"
	"testing"
	"time"
)

func TestEveryZoneOfTheListIsKnown(t *testing.T) {
	n := 0
	for zone := range strings.Lines(zoneList) {
		n++
		zone = strings.TrimSpace(zone)
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
		if found, ok := zoneNamed(strings.ToLower(zone)); !ok || found != zone {
			t.Errorf("%s is found as %q", zone, found)
		}
	}
	if n < 400 {
		t.Errorf("%d zones", n)
	}
}

func FuzzZones(f *testing.F) {
	for _, s := range []string{"europe/kyiv", "new york", "", "///", "utc weekdays", "\xff/x", "../../etc/passwd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		zone, rest, ok := zoneAtFront(words)
		if _, err := time.LoadLocation(zone); ok && err != nil {
			t.Errorf("%q is %q, which is no zone: %v", words, zone, err)
		}
		if ok && len(rest) >= len(words) && words != "" {
			t.Errorf("%q leaves %q", words, rest)
		}
		zonesNear(words)
	})
}
