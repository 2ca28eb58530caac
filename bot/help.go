package bot

import (
	"context"
	"strings"
)

// help tells what can be typed, or what can be typed behind one command.
func help(ctx context.Context, b *Bot, c call) (Answer, error) {
	shown := b.commands
	if name := strings.TrimPrefix(c.words, "/"); name != "" {
		one, ok := b.find(name)
		if !ok {
			return Answer{}, b.unknown(name)
		}
		shown = []command{one}
	}
	var h Help
	for _, cmd := range shown {
		if cmd.admin && !b.administers(c.Request) {
			continue
		}
		usage := "/" + cmd.name
		if cmd.usage != "" {
			usage += " " + cmd.usage
		}
		line := CommandHelp{Usage: usage, Summary: cmd.summary}
		if cmd.example != nil {
			line.Example = cmd.example(ctx, b)
		}
		h.Commands = append(h.Commands, line)
	}
	if len(h.Commands) == 0 {
		return Answer{}, onlyAdmins(c.Request)
	}
	return Answer{Title: "What you can type", Blocks: []Block{h}, Visibility: Private}, nil
}
