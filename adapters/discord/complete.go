package discord

import (
	"context"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/bot"
	"attache/knowledge"
)

// DateCompleter is a [bot.Completer] that offers the dossier's dates too, best
// first.
type DateCompleter interface {
	CompleteDate(ctx context.Context, typed string, limit int) []knowledge.Date
}

// DocumentCompleter is a [bot.Completer] that offers documents too, by their paths.
type DocumentCompleter interface {
	CompleteDocument(ctx context.Context, typed string, limit int) []string
}

// completeWithin is how long there may be thought about what to offer: people go
// on typing.
const completeWithin = 100 * time.Millisecond

// choice is one thing to choose.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type choices struct {
	Choices []choice `json:"choices"`
}

// complete offers what may be meant by what has been typed of an option.
func (t *task) complete(ctx context.Context) {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(acknowledgeWithin))
	defer cancel()
	if err := t.respond(ctx, callback{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: choices{t.choices(ctx)}}); err != nil {
		t.log.Warn("nothing offered", "err", err)
	}
}

// choices are what is offered in time, which may be nothing.
func (t *task) choices(ctx context.Context) []choice {
	ctx, cancel := context.WithDeadline(ctx, t.received.Add(completeWithin))
	defer cancel()
	found := make(chan []choice, 1)
	go func() {
		all := []choice{}
		guard(t.Adapter, func() { all = t.offered(ctx) })
		found <- all
	}()
	select {
	case all := <-found:
		return all
	case <-ctx.Done():
		return []choice{}
	}
}

func (t *task) offered(ctx context.Context) []choice {
	o := t.interaction.Data.focused()
	typed := valueOf([]option{o}, o.Name)
	switch o.Name {
	case "since", "until":
		if c, ok := t.config.Completer.(DateCompleter); ok {
			return fit(dateChoices(c.CompleteDate(ctx, typed, maxChoices)))
		}
	case "document":
		if c, ok := t.config.Completer.(DocumentCompleter); ok {
			return fit(plainChoices(c.CompleteDocument(ctx, typed, maxChoices)))
		}
	case "zone":
		return fit(plainChoices(zonesLike(typed)))
	default:
		if t.config.Completer != nil {
			return fit(plainChoices(t.config.Completer.Complete(ctx, typed, maxChoices)))
		}
	}
	return []choice{}
}

func plainChoices(texts []string) []choice {
	var all []choice
	for _, text := range texts {
		text = knowledge.OneLine(clean(text))
		all = append(all, choice{text, text})
	}
	return all
}

func dateChoices(dates []knowledge.Date) []choice {
	var all []choice
	for _, d := range dates {
		all = append(all, choice{bot.DateWords(d), d.String()})
	}
	return all
}

// fit are the choices that Discord takes: each short enough, none twice.
func fit(list []choice) []choice {
	all := []choice{}
	seen := map[string]bool{}
	for _, c := range list {
		if blank(c.Name) || seen[c.Value] || units(c.Name) > maxChoice || units(c.Value) > maxChoice || len(all) == maxChoices {
			continue
		}
		seen[c.Value] = true
		all = append(all, c)
	}
	return all
}

// zones are those that are offered before anything is typed, and found by what is
// typed. Any other can be typed in full.
var zones = []string{
	"Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Kyiv", "Europe/Warsaw", "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam",
	"Europe/Stockholm", "Europe/Helsinki", "Europe/Athens", "Europe/Bucharest", "Europe/Istanbul", "Europe/Moscow", "Europe/Lisbon", "Europe/Dublin",
	"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "America/Mexico_City", "America/Bogota",
	"America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Africa/Cairo", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg",
	"Asia/Jerusalem", "Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Jakarta",
	"Asia/Manila", "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Taipei", "Asia/Seoul", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland", "UTC",
}

// zonesLike are the zones whose name holds what was typed, and the zone that was
// typed in full.
func zonesLike(typed string) []string {
	low := strings.ToLower(strings.ReplaceAll(typed, " ", "_"))
	var all []string
	if _, err := time.LoadLocation(typed); err == nil && typed != "" {
		all = append(all, typed)
	}
	for _, z := range zones {
		if strings.Contains(strings.ToLower(z), low) {
			all = append(all, z)
		}
	}
	return all
}
