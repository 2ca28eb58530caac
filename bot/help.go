package bot

import "context"

func help(ctx context.Context, b *Bot, c call) (Answer, error) {
	var h Help
	for _, cmd := range b.commands {
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
	return Answer{Title: "What you can type", Blocks: []Block{h}, Visibility: Private}, nil
}
