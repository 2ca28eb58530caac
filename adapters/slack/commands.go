package slack

import "strings"

// slashCommand is a command that Slack offers when a person types "/".
type slashCommand struct {
	name        string // in Slack
	command     string // in the bot
	description string
	hint        string
}

// slashCommands are the commands of the app's manifest. Slack keeps /who for
// itself and refuses a manifest that takes it.
var slashCommands = []slashCommand{
	{"/ask", "ask", "Answer a question with the dossier's own words", "who drafted the plan? [--public]"},
	{"/timeline", "timeline", "What happened, in order, with how each date is known", "[all] [words] [since DATE] [until DATE]"},
	{"/whois", "who", "What the dossier says of a person, organisation or place", "NAME"},
	{"/brief", "brief", "The dossier on one page", "[words]"},
	{"/compare", "compare", "What the documents put differently", "[topic]"},
	{"/origins", "origins", "How many independent sources stand behind a topic", "[topic]"},
	{"/next", "next", "What is said to come: by whom, when and how firmly", "[words]"},
	{"/digest", "digest", "What is new in the dossier", "[subscribe at 08:00 | preview | now | list | pause | stop | why]"},
	{"/sources", "sources", "The documents, and how their dates and publishers were found", "[words]"},
	{umbrella, "", "Every command: /attache help", "help | who NAME | numbers | scenarios | check TEXT | feedback | …"},
}

// umbrella takes any command as its first word.
const umbrella = "/attache"

// typed writes a line of the bot as it is typed in Slack.
func typed(lineText string) string {
	command, _, _ := strings.Cut(lineText, " ")
	name := strings.TrimRight(strings.TrimPrefix(command, "/"), ".,;:!?")
	if !strings.HasPrefix(command, "/") || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
		return lineText
	}
	rest := strings.TrimPrefix(lineText, "/"+name)
	for _, c := range slashCommands {
		if c.command == name || c.name == "/"+name {
			return c.name + rest
		}
	}
	return umbrella + " " + name + rest
}
