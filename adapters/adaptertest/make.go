package adaptertest

import (
	"fmt"
	"strings"

	"attache/knowledge"
)

// find returns where part stands in whole. The answers are written by hand: one
// that quotes what no document says is a mistake here, and the test run ends.
func find(whole, part string) knowledge.Span {
	at := strings.Index(whole, part)
	if at < 0 {
		panic(fmt.Sprintf("adaptertest: %q does not say %q", whole, part))
	}
	return knowledge.Span{Start: at, End: at + len(part)}
}

func date(s string) knowledge.Date {
	var d knowledge.Date
	if err := d.UnmarshalText([]byte(s)); err != nil {
		panic("adaptertest: " + err.Error())
	}
	return d
}

func span(from, to string) knowledge.When { return knowledge.When{From: date(from), To: date(to)} }
