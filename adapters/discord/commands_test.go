package discord

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"
)

func TestEveryDescriptionIsOneThatDiscordTakes(t *testing.T) {
	locales := len(descriptions[umbrella])
	for name, all := range descriptions {
		if all["en"] == "" || len(all) != locales {
			t.Errorf("%s is described in %d languages, want English and %d others", name, len(all), locales-1)
		}
		for locale, text := range all {
			if n := utf8.RuneCountInString(text); n < 1 || n > 100 {
				t.Errorf("%s in %s has %d characters, want 1 to 100", name, locale, n)
			}
		}
	}
	for _, c := range Commands() {
		if c.Type == discordgo.MessageApplicationCommand {
			continue
		}
		if c.Description == "" || c.Name != strings.ToLower(c.Name) {
			t.Errorf("command %+v", c)
		}
		describedOptions(t, "/"+c.Name, c.Options)
	}
}

func describedOptions(t *testing.T, command string, options []Option) {
	t.Helper()
	for _, o := range options {
		if o.Description == "" {
			t.Errorf("%s: option %s is not described", command, o.Name)
		}
		describedOptions(t, command+" "+o.Name, o.Options)
	}
}

func TestEveryNameIsOneThatDiscordTakes(t *testing.T) {
	valid := regexp.MustCompile(`^[-_'\p{L}\p{N}]{1,32}$`)
	for name, all := range names {
		for locale, text := range all {
			if name != checkCommand && (!valid.MatchString(text) || text != strings.ToLower(text)) {
				t.Errorf("%s in %s is called %q", name, locale, text)
			}
		}
	}
	for _, c := range Commands() {
		for locale := range c.NameLocalizations {
			called := map[string]string{}
			for _, o := range c.Options {
				if other := called[o.NameLocalizations[locale]]; other != "" && o.NameLocalizations[locale] != "" {
					t.Errorf("/%s in %s: %s and %s have one name", c.Name, locale, o.Name, other)
				}
				called[o.NameLocalizations[locale]] = o.Name
			}
		}
	}
}

func TestOrderAndAddedFieldsAreNoChangeOfCommands(t *testing.T) {
	wanted := Commands()
	registered := Commands()
	registered[0], registered[1] = registered[1], registered[0]
	registered[2].Contexts = []discordgo.InteractionContextType{2, 1, 0}
	if !same(registered, wanted) {
		t.Error("the same commands in another order count as changed")
	}
	registered[2].Options[0].Description = "something else"
	if same(registered, wanted) {
		t.Error("another description counts as the same")
	}
	if same(registered[:3], wanted) {
		t.Error("fewer commands count as the same")
	}
}
