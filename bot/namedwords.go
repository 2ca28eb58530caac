package bot

import (
	"strconv"

	"attache/knowledge"
)

// SourceWords says how many documents there are and from when to when they are
// dated: "2 documents from 3 May 2031 to 5 May 2031", "3 documents, 1 of them dated,
// 5 May 2031".
func SourceWords(sources []knowledge.Source) string {
	var first, last knowledge.Date
	dated := 0
	for i := range sources {
		d := sources[i].Published
		if d.IsZero() {
			continue
		}
		if dated++; dated == 1 {
			first, last = d, d
			continue
		}
		if d.Compare(first) < 0 {
			first = d
		}
		if d.Compare(last) > 0 {
			last = d
		}
	}
	text := counted(len(sources), "document", "documents")
	span := LongDateWords(first) + " to " + LongDateWords(last)
	switch {
	case dated == 0 && len(sources) == 1:
		return text + " without a date"
	case dated == 0:
		return text + ", none of them dated"
	case dated < len(sources) && first == last:
		return text + ", " + strconv.Itoa(dated) + " of them dated, " + LongDateWords(first)
	case dated < len(sources):
		return text + ", " + strconv.Itoa(dated) + " of them dated, " + span
	case first == last:
		return text + " of " + LongDateWords(first)
	}
	return text + " from " + span
}
