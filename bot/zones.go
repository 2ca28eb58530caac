package bot

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"attache/knowledge/language"
)

// zoneList are the names of the time zone database that places go by, in order: the
// column TZ of its table zone.tab.
//
//go:embed zones.txt
var zoneList string

// zoneWords is how many words a name that is typed has at most: "port au prince".
const zoneWords = 3

// zoneAtFront finds a time zone at the front of words: "europe/kyiv", "new york".
func zoneAtFront(words string) (zone, rest string, ok bool) {
	fields := strings.Fields(words)
	for n := min(len(fields), zoneWords); n > 0; n-- {
		if zone, ok := zoneNamed(strings.Join(fields[:n], "_")); ok {
			return zone, strings.Join(fields[n:], " "), true
		}
	}
	return "", words, false
}

// zoneNamed finds a time zone by its name, whatever its case, or by its city: also
// one of before, "kiev", as long as the database knows it.
func zoneNamed(typed string) (string, bool) {
	typed = strings.Trim(typed, ",()_")
	folded := foldZone(typed)
	if folded == "utc" || folded == "gmt" {
		return "UTC", true
	}
	before := []string{typed}
	for zone := range strings.Lines(zoneList) {
		zone = strings.TrimSpace(zone)
		if name := foldZone(zone); folded == name || folded == cityOf(name) {
			return zone, true
		}
		if area := strings.TrimSuffix(zone, cityOf(zone)); !strings.Contains(typed, "/") && area+titled(typed) != before[len(before)-1] {
			before = append(before, area+titled(typed))
		}
	}
	for _, name := range before {
		if _, err := time.LoadLocation(name); err == nil && strings.Contains(name, "/") {
			return name, true
		}
	}
	return "", false
}

// titled writes a name as the time zone database does: "new_york" as "New_York".
func titled(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == '_' })
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "_")
}

// foldZone is a name without what people write differently.
func foldZone(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(language.FoldString(s), " ", "_"), "-", "_")
}

// cityOf is the last part of a zone's name.
func cityOf(zone string) string { return zone[strings.LastIndexByte(zone, '/')+1:] }

// zonesNear are up to three names of zones that are like what was typed, the nearest
// first.
func zonesNear(typed string) []string {
	type near struct {
		zone string
		far  int
	}
	city := cityOf(foldZone(strings.Trim(typed, ",()")))
	var found []near
	for zone := range strings.Lines(zoneList) {
		zone = strings.TrimSpace(zone)
		if far := distance(city, cityOf(foldZone(zone))); len(city) > 3 && far <= len(city)/3 {
			found = append(found, near{zone, far})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	var out []string
	for _, n := range found[:min(len(found), 3)] {
		out = append(out, n.zone)
	}
	return out
}
