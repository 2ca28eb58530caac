package bot

import "context"

func help(ctx context.Context, b *Bot, _ call) (Answer, error) {
	var h Help
	for _, c := range b.commands {
		usage := "/" + c.name
		if c.usage != "" {
			usage += " " + c.usage
		}
		line := CommandHelp{Usage: usage, Summary: c.summary}
		if c.example != nil {
			line.Example = c.example(ctx, b)
		}
		h.Commands = append(h.Commands, line)
	}
	return Answer{Title: "What you can type", Blocks: []Block{h}, Visibility: Private}, nil
}
