package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// Picture draws an answer: as a PNG, and as a text that says the same. It draws
// nothing where there is nothing to draw.
type Picture func(ctx context.Context, a bot.Answer) (png []byte, alt string, err error)

// drawable reports whether there is something in an answer that a picture shows
// better than words: happenings in time, or who is linked with whom.
func drawable(a bot.Answer) bool {
	if len(a.Relations.Links) > 0 {
		return true
	}
	for _, b := range a.Blocks {
		if t, ok := b.(bot.Timeline); ok && len(t.Entries) > 1 {
			return true
		}
	}
	return false
}

const pictureName = "attache.png"

var errNothingDrawn = errors.New("nothing was drawn")

// pictured is the answer as a picture.
func (t *task) pictured(ctx context.Context, a bot.Answer) outcome {
	if a.Err != nil {
		return t.shown(ctx, a, 0)
	}
	m, err := t.drawn(ctx, a)
	if err != nil {
		t.log.Error("no picture", "ref", t.interaction.ID, "err", err)
		return t.shown(ctx, failed(t.req, "There is no picture of this (ref "+t.interaction.ID+").", "The answer itself has it all in words."), 0)
	}
	about := subjectOf(a).text()
	m.offer([]Component{button("Share", press{kind: pressShare, text: about, from: 1})})
	return t.plain(t.bound(ctx, m))
}

// drawn is a message with the picture of an answer.
func (a *Adapter) drawn(ctx context.Context, answer bot.Answer) (Message, error) {
	if a.config.Picture == nil {
		return Message{}, errNothingDrawn
	}
	png, alt, err := a.config.Picture(ctx, answer)
	switch {
	case err != nil:
		return Message{}, err
	case len(png) == 0:
		return Message{}, errNothingDrawn
	}
	alt = clipUnits(alt, maxAlt)
	shown := Component{Type: discordgo.MediaGalleryComponent, Items: []GalleryItem{{Media: Media{URL: "attachment://" + pictureName}, Description: alt}}}
	var parts []Component
	if title := heading(answer, 0); title != "" {
		parts = append(parts, textDisplay(title))
	}
	m := seal(colour(answer), append(parts, shown))
	m.Attachments = []Attachment{{ID: "0", Filename: pictureName, Description: alt}}
	m.files = []File{{Name: pictureName, Kind: "image/png", Bytes: png}}
	return m, nil
}

// shared is an answer, or its picture, for everybody in the channel.
func (t *task) shared(ctx context.Context, a bot.Answer) outcome {
	if a.Err != nil {
		return t.shown(ctx, a, 0)
	}
	a.Visibility = bot.Channel
	m, _ := Render(a, 0)
	if t.press.from > 0 {
		var err error
		if m, err = t.drawn(ctx, a); err != nil {
			t.log.Error("no picture", "ref", t.interaction.ID, "err", err)
			return t.shown(ctx, failed(t.req, "There is no picture of this (ref "+t.interaction.ID+").", ""), 0)
		}
	}
	frame := &m.Components[0]
	frame.Components = append(frame.Components, textDisplay(small("shared by <@"+t.req.User+">")))
	t.record(ctx, "shared", a.Line)
	return outcome{message: t.bound(ctx, m.inTalk(talkOf(t.req)))}
}

// record adds to the trail of who did what.
func (t *task) record(ctx context.Context, what, about string) {
	if t.config.Trail == nil {
		return
	}
	act := bot.Act{At: t.received.UTC(), Place: t.place(), User: t.req.User, What: what, About: knowledge.OneLine(about)}
	if err := t.config.Trail.Record(ctx, act); err != nil {
		t.log.Error("not recorded who shared an answer", "ref", t.interaction.ID, "err", err)
	}
}
