package discord

import (
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
)

// fault is one thing that can be wrong with an answer.
type fault struct {
	verdict bot.Verdict
	label   string
}

// faults are what a reader can say is wrong.
func faults() []fault {
	return []fault{
		{bot.WrongPerson, "It is about somebody or something else"},
		{bot.WrongDate, "A date is wrong"},
		{bot.NotAQuote, "These words are not in the document"},
		{bot.NotAnAnswer, "It does not answer the question"},
		{bot.OtherFault, "Something else…"},
	}
}

// faultMenu asks what is wrong with the answer that p was pressed on.
func faultMenu(p press) Message {
	p.kind, p.from = pressVerdict, 0
	menu := Component{Type: discordgo.SelectMenuComponent, CustomID: p.id(p.key, 0), Placeholder: "What is wrong?"}
	for _, f := range faults() {
		menu.Options = append(menu.Options, SelectOption{Label: f.label, Value: string(f.verdict)})
	}
	return seal(colourAnswer, []Component{textDisplay("**What is wrong with the answer?**\n-# Whoever keeps the dossier reads it."), row(menu)})
}

// Form is a form that a person is asked to fill in.
type Form struct {
	CustomID   string      `json:"custom_id"`
	Title      string      `json:"title"`
	Components []Component `json:"components"`
}

// noteForm asks for a reader's own words.
func noteForm(p press) *Form {
	p.kind, p.from = pressNote, 0
	field := Component{Type: discordgo.TextInputComponent, CustomID: "note", Style: int(discordgo.TextInputParagraph), MaxLength: maxArgument}
	return &Form{CustomID: p.id(p.key, 0), Title: "What is wrong?", Components: []Component{{Type: labelComponent, Label: "In your own words", Component: &field}}}
}

// verdict is the one that was chosen or written, and nothing where it is none.
func (t *task) verdict() bot.Verdict {
	switch t.press.kind {
	case pressGood:
		return bot.Good
	case pressNote:
		return bot.OtherFault
	}
	for _, f := range faults() {
		for _, v := range t.interaction.Data.Values {
			if v == string(f.verdict) {
				return f.verdict
			}
		}
	}
	return ""
}

// note is what was written into the form, which has one field.
func (t *task) note() string {
	fields := t.interaction.Data.Fields
	if len(fields) == 0 {
		return ""
	}
	text := fields[0].Component.Value
	if below := fields[0].Components; len(below) > 0 {
		text = below[0].Value
	}
	return clipLine(text, maxArgument)
}

var errNoFeedback = errors.New("nothing keeps feedback")

// judged keeps what a reader thinks of an answer, and says so.
func (t *task) judged(ctx context.Context, about subject) outcome {
	f := bot.Feedback{At: time.Now().UTC(), Place: t.place(), User: t.req.User, Line: about.Line, Shown: about.Shown, Verdict: t.verdict(), Note: t.note()}
	err := errNoFeedback
	if t.config.Feedback != nil && f.Verdict != "" {
		err = t.config.Feedback.AddFeedback(ctx, f)
	}
	if err != nil {
		t.log.Error("feedback not kept", "ref", t.interaction.ID, "err", err)
		return t.plain(said(colourError, "Your feedback could not be kept (ref "+t.interaction.ID+").", "Tell whoever runs the bot."))
	}
	return t.plain(said(colourAnswer, "Thank you, that is noted: "+string(f.Verdict)+".", ""))
}

// place is where the answer was given that a button belongs to.
func (t *task) place() bot.Place {
	p := bot.Place{Platform: platformName, Workspace: t.req.Workspace, Channel: t.req.Channel, Thread: t.req.Thread}
	if p.Thread == "" {
		p.Thread = t.press.root
	}
	return p
}

// said is a message of a sentence and what to do about it.
func said(colour int, text, hint string) Message {
	lines := escapeLine(text)
	if hint != "" {
		lines += "\n" + small(escapeLine(hint))
	}
	return seal(colour, []Component{textDisplay(lines)})
}

// tooLate tells a person that an answer came too late, without calling them.
func tooLate(person string) Message {
	return seal(colourError, []Component{textDisplay("<@" + person + ">, an answer took longer than Discord waits for.\n" + small("Ask again, or ask for less."))})
}
