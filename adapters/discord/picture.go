package discord

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// Picture draws an answer: as a PNG, and as a text that says the same. It draws
// nothing where there is nothing to draw.
type Picture func(ctx context.Context, a bot.Answer) (png []byte, alt string, err error)

const pictureName = "attache.png"

var errNothingDrawn = errors.New("nothing was drawn")

// illustrated is m with the picture that it draws. The picture stands last, below
// the buttons, so that nothing moves where it comes later than the words.
func (a *Adapter) illustrated(ctx context.Context, m Message) (Message, error) {
	if m.draws == nil || a.config.Picture == nil {
		return m, errNothingDrawn
	}
	png, alt, err := a.config.Picture(ctx, *m.draws)
	switch {
	case err != nil:
		return m, err
	case len(png) == 0:
		return m, errNothingDrawn
	}
	return m.with(png, alt), nil
}

// with is m with a picture.
func (m Message) with(png []byte, alt string) Message {
	alt = clipUnits(alt, maxAlt)
	shown := Component{Type: discordgo.MediaGalleryComponent, Items: []GalleryItem{{Media: Media{URL: "attachment://" + pictureName}, Description: alt}}}
	m.Components = slices.Clone(m.Components)
	m.Components[0].Components = slices.Concat(m.Components[0].Components, []Component{shown})
	m.Attachments = []Attachment{{ID: "0", Filename: pictureName, Description: alt}}
	m.files = []File{{Name: pictureName, Kind: "image/png", Bytes: png}}
	return m
}

// illustrate draws the picture that goes with a message beside other work, and
// gives the message with it. It gives none where there is nothing to draw.
func (d *desk) illustrate(ctx context.Context, m Message) <-chan Message {
	ready := make(chan Message, 1)
	if m.draws == nil || d.config.Picture == nil {
		close(ready)
		return ready
	}
	go guard(d.Adapter, func() {
		defer close(ready)
		drawn, err := d.illustrated(ctx, m)
		switch {
		case err == nil:
			ready <- drawn
		case !errors.Is(err, errNothingDrawn):
			d.log.Error("an answer goes without its picture", "err", err)
		}
	})
	return ready
}

// addLate edits a picture into a message that went out without, at that path,
// unless the message shows something else by then: a reader has turned the page.
func (d *desk) addLate(ctx context.Context, path string, m Message) {
	var now message
	if err := d.rest.do(ctx, http.MethodGet, path, nil, &now); err != nil {
		d.log.Debug("a picture is left out: the message is not to be had", "err", err)
		return
	}
	if !slices.Equal(buttonIDs(m.Components), buttonIDs(now.Components)) {
		return
	}
	if err := d.rest.send(ctx, http.MethodPatch, path, m, m.files, nil); err != nil {
		d.log.Warn("an answer stays without its picture", "err", err)
	}
}

// buttonIDs are the names of all buttons.
func buttonIDs(list []Component) []string {
	var all []string
	for _, c := range list {
		if c.CustomID != "" {
			all = append(all, c.CustomID)
		}
		all = append(all, buttonIDs(c.Components)...)
	}
	return all
}

// pictured is the answer as a picture.
func (t *task) pictured(ctx context.Context, a bot.Answer) outcome {
	if a.Err != nil {
		return t.shown(ctx, a, bot.Cursor{})
	}
	m, err := t.alone(ctx, a)
	if err != nil {
		t.log.Error("no picture", "ref", t.interaction.ID, "err", err)
		return t.shown(ctx, failed(t.req, "There is no picture of this (ref "+t.interaction.ID+").", "The answer itself has it all in words."), bot.Cursor{})
	}
	m.offer([]Component{button("Share", press{kind: pressShare, text: subjectOf(a).text(), from: 1})})
	return t.plain(t.bound(ctx, m))
}

// alone is a message with nothing but the picture of an answer and its title.
func (a *Adapter) alone(ctx context.Context, answer bot.Answer) (Message, error) {
	var parts []Component
	if title := heading(answer); title != "" {
		parts = append(parts, textDisplay(title))
	}
	m := seal(colour(answer), parts)
	m.draws = &answer
	return a.illustrated(ctx, m)
}

// shared is an answer, or its picture, for everybody in the channel.
func (t *task) shared(ctx context.Context, a bot.Answer) outcome {
	if a.Err != nil {
		return t.shown(ctx, a, bot.Cursor{})
	}
	a.Visibility = bot.Channel
	m := bookOf(a).message(0, false)
	if t.press.from > 0 {
		var err error
		if m, err = t.alone(ctx, a); err != nil {
			t.log.Error("no picture", "ref", t.interaction.ID, "err", err)
			return t.shown(ctx, failed(t.req, "There is no picture of this (ref "+t.interaction.ID+").", ""), bot.Cursor{})
		}
		m.draws = nil // it is there
	}
	frame := &m.Components[0]
	frame.Components = append(frame.Components, textDisplay(small("shared by <@"+t.req.User+">")))
	t.record(ctx, "shared", a.Line)
	return outcome{message: t.bound(ctx, m.inTalk(talkOf(t.req)).askedBy(t.req.User))}
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
