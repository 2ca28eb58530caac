package bot

// Advice is what to try where the dossier does not say, and "" for an answer to which
// nothing else is to be typed.
func (a Answer) Advice() string {
	if !a.Abstained {
		return ""
	}
	switch a.Command {
	case "ask":
		return "Try fewer or other words, or a name: /who NAME. /brief shows what the dossier is about."
	case "who", "timeline", "origins", "compare":
		return "Try another spelling or other words. /brief shows who and what the dossier is about."
	}
	return ""
}
