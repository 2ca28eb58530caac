package bot

import "attache/knowledge"

// FirmnessWords tells readers how sure of itself a statement about the future is.
// What is no firmness comes back as it is.
func FirmnessWords(firmness string) string {
	switch knowledge.Firmness(firmness) {
	case knowledge.Will:
		return "said as certain"
	case knowledge.Plans:
		return "planned"
	case knowledge.May:
		return "possible"
	case knowledge.If:
		return "on a condition"
	}
	return firmness
}
