package bot

import (
	"context"
)

// forget erases what is kept of the person who asks.
func forget(ctx context.Context, b *Bot, c call) (Answer, error) {
	if b.state == nil || c.User == "" {
		return Answer{}, &UserError{"Nothing is kept here of anybody.", ""}
	}
	n, err := b.state.Erase(ctx, Person{Platform: c.Platform, Workspace: c.Workspace, User: c.User})
	if err != nil {
		return Answer{}, err
	}
	text := "Nothing was kept of you."
	if n > 0 {
		text = "Erased: " + counted(n, "thing that was kept of you", "things that were kept of you") + "."
	}
	return Answer{Title: "Forgotten", Visibility: Private, Blocks: []Block{Notice{Text: text, Hint: "Messages in this channel are the platform's: delete them there."}}}, nil
}
