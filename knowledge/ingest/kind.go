package ingest

import "strings"

// refusalKinds are the words of reasons by which they are counted; the first that a
// reason holds counts.
var refusalKinds = []struct{ words, kind string }{
	{"encrypted", "encrypted"},
	{"private network", "forbidden"},
	{"are not fetched", "forbidden"},
	{"at most", "too large"},
	{"unpacks to more", "too large"},
	{"it has more than", "too large"},
	{"it holds more than", "too large"},
	{"takes more than", "too large"},
	{"no text, only pictures", "scanned"},
	{"it is empty", "empty"},
	{"holds no text", "empty"},
	{"without items", "empty"},
	{"its name says", "mislabelled"},
	{"broken", "broken"},
	{"broke off", "broken"},
	{"it is no ", "mislabelled"},
	{"does not begin", "mislabelled"},
	{"not read", "unknown kind"},
	{"its name has no ending", "unknown kind"},
	{"the server", "unreachable"},
	{"no host", "unreachable"},
	{"cannot be read", "broken"},
}

// Kind is one of few words for the reason, by which refusals can be counted.
func (r *Refusal) Kind() string {
	for _, k := range refusalKinds {
		if strings.Contains(r.Reason, k.words) {
			return k.kind
		}
	}
	return "other"
}
