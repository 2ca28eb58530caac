package slack

import (
	"strings"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// Help shows commands as they are typed in Slack.
func (w *writer) Help(b bot.Help) {
	w.heading("")
	for _, c := range b.Commands {
		usage, summary, example := line(typed(c.Usage), maxLine), line(c.Summary, maxLine), line(typed(c.Example), maxLine)
		parts := []inline{styled(usage, bold)}
		if summary != "" {
			parts = append(parts, plain(" — "+summary))
		}
		if example != "" && example != usage {
			parts = append(parts, plain("\n"), styled(example, code))
		}
		w.put(piece{tight: true}, bullet(parts...)) // no item: what can be typed is looked up on one page
	}
	if len(b.Commands) > 0 {
		w.note("Commands answer you alone until you share; add --public to answer the channel. In a thread, where slash commands do not work, mention me: @attache who NAME.")
	}
}

// Notice shows what the bot has to say, and what to do about it.
func (w *writer) Notice(b bot.Notice) {
	w.heading("")
	w.put(piece{item: true}, section(plain(line(localise(b.Text), maxPart))))
	w.note(line(localise(b.Hint), maxPart))
}

// italics sets text in italics.
func italics(list []inline) []inline {
	for i, e := range list {
		if t, ok := e.(*slackapi.RichTextSectionTextElement); ok {
			list[i] = styled(t.Text, italic)
		}
	}
	return list
}

// localise writes the commands that a text names as they are typed in Slack.
func localise(text string) string {
	words := strings.SplitAfter(text, " ")
	for i, word := range words {
		if strings.HasPrefix(word, "/") {
			words[i] = typed(word)
		}
	}
	return strings.Join(words, "")
}
