package adaptertest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
)

// clientOf is a session of discordgo whose requests go to the fake.
func clientOf(t *testing.T, d *Discord, token string) *discordgo.Session {
	t.Helper()
	s, err := discordgo.New("Bot " + token)
	if err != nil {
		t.Fatal(err)
	}
	s.Client = &http.Client{Transport: d.Transport()}
	s.Identify.Intents = discordgo.IntentsNone
	s.LogLevel = discordgo.LogError - 1 // what it would say is asserted here
	s.SyncEvents = true
	return s
}

// said is a response with a text. The client sends null for lists that are nil,
// which the fake takes from no bot.
func said(text string, flags discordgo.MessageFlags) *discordgo.InteractionResponse {
	return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
		Content: text, Flags: flags, Components: []discordgo.MessageComponent{}, Embeds: []*discordgo.MessageEmbed{}, AllowedMentions: nobody()}}
}

func nobody() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// clientAnswer answers an interaction as a bot that is written with the client does.
func clientAnswer(s *discordgo.Session, i *discordgo.Interaction) error {
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		typed := i.ApplicationCommandData().Options[0]
		if !typed.Focused {
			return errors.New("no option is being typed")
		}
		return s.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult,
			Data: &discordgo.InteractionResponseData{Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: typed.StringValue() + "vorsen", Value: "Halvorsen"}}}})
	case discordgo.InteractionMessageComponent:
		return s.InteractionRespond(i, said("pressed "+i.MessageComponentData().CustomID+" of "+i.Message.ID, discordgo.MessageFlagsEphemeral))
	}
	data := i.ApplicationCommandData()
	if data.CommandType == discordgo.MessageApplicationCommand {
		return s.InteractionRespond(i, said(data.Resolved.Messages[data.TargetID].Content, 0))
	}
	if err := s.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}); err != nil {
		return err
	}
	question := data.Options[0].StringValue() + " asks " + i.Member.User.ID
	if _, err := s.InteractionResponseEdit(i, &discordgo.WebhookEdit{Content: &question, AllowedMentions: nobody()}); err != nil {
		return err
	}
	more := &discordgo.WebhookParams{Content: "more", Components: []discordgo.MessageComponent{}, AllowedMentions: nobody()}
	if _, err := s.FollowupMessageCreate(i, true, more); err != nil {
		return err
	}
	if code := codeOf(s.InteractionRespond(i, said("twice", 0))); code != discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
		return fmt.Errorf("a second first response is refused with code %d", code)
	}
	return nil
}

// codeOf is what the client understands of a refusal, 0 where it is none.
func codeOf(err error) int {
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil {
		return refused.Message.Code
	}
	return 0
}

func TestDiscordgoAnswersOverTheGateway(t *testing.T) {
	t.Parallel()
	d := NewDiscord(t)
	s := clientOf(t, d, d.Token())
	handled := make(chan error, 8)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { handled <- clientAnswer(s, i.Interaction) })
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if s.State.User.ID != DiscordBotUser || s.State.Application.ID != DiscordApp {
		t.Errorf("READY says that it is user %s of application %s", s.State.User.ID, s.State.Application.ID)
	}
	await := func(method, suffix, text string) {
		t.Helper()
		d.AwaitWhere(method+" …"+suffix+" with "+text, func(c DiscordCall) bool {
			return c.Method == method && strings.HasSuffix(c.Path, suffix) && c.Status < 300 && strings.Contains(string(c.Body), text)
		})
	}
	answered := func() {
		t.Helper()
		if err := <-handled; err != nil {
			t.Error(err)
		}
	}
	asked := d.Command("ask", "question", "why?")
	answered()
	await("PATCH", asked.Original(), "why? asks "+DiscordPerson)
	await("POST", asked.Followup(), "more")
	typed := d.Complete("ask", "question", "Hal")
	answered()
	await("POST", typed.Callback(), "Halvorsen")
	pressed := d.Press("more", 0)
	answered()
	await("POST", pressed.Callback(), "pressed more of 950000000000000001")
	checked := d.CommandOn("check", "The lease runs.")
	answered()
	await("POST", checked.Callback(), "The lease runs.")

	d.Drop()
	d.AwaitSessions(2)
	if identified, resumed := d.Sessions(); identified != 1 || resumed != 1 {
		t.Errorf("identified %d times and resumed %d times, want 1 and 1", identified, resumed)
	}
	again := d.CommandOn("check", "It still runs.")
	answered()
	await("POST", again.Callback(), "It still runs.")
	if refused := d.Refused(); len(refused) > 0 {
		t.Errorf("refused: %q", refused)
	}
}

func TestDiscordgoRegistersCommandsAndPosts(t *testing.T) {
	t.Parallel()
	d := NewDiscord(t)
	s := clientOf(t, d, d.Token())
	app, err := s.Application("@me")
	if err != nil || app.ID != DiscordApp || app.VerifyKey != d.PublicKey() {
		t.Fatalf("application %+v, %v", app, err)
	}
	described := map[discordgo.Locale]string{discordgo.German: "Fragt."}
	wanted := []*discordgo.ApplicationCommand{{Name: "ask", Description: "Asks.", DescriptionLocalizations: &described, Type: discordgo.ChatApplicationCommand,
		Options: []*discordgo.ApplicationCommandOption{{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What.", Required: true, Autocomplete: true}}}}
	if _, err := s.ApplicationCommandBulkOverwrite(app.ID, "", wanted); err != nil {
		t.Fatal(err)
	}
	listed, err := s.ApplicationCommands(app.ID, "")
	if err != nil || len(listed) != 1 || listed[0].ApplicationID != app.ID {
		t.Fatalf("commands %+v, %v", listed, err)
	}
	if diff := cmp.Diff([]any{wanted[0].Name, wanted[0].Options, described}, []any{listed[0].Name, listed[0].Options, *listed[0].DescriptionLocalizations}); diff != "" {
		t.Error(diff)
	}
	post := &discordgo.MessageSend{Content: "Hello.", Components: []discordgo.MessageComponent{}, Embeds: []*discordgo.MessageEmbed{}, StickerIDs: []string{}, AllowedMentions: nobody()}
	sent, err := s.ChannelMessageSendComplex(DiscordChannel, post)
	if err != nil {
		t.Fatal(err)
	}
	history, err := s.ChannelMessages(DiscordChannel, 5, "", "", "")
	if err != nil || len(history) != 1 || history[0].ID != sent.ID || history[0].Author.ID != DiscordBotUser {
		t.Errorf("history %+v, %v", history, err)
	}
	post.Content = strings.Repeat("x", 2001)
	if _, err := s.ChannelMessageSendComplex(DiscordChannel, post); codeOf(err) != discordgo.ErrCodeInvalidFormBody {
		t.Errorf("a message that is too long: %v", err)
	}
}

func TestDiscordgoIsToldThatItsTokenIsWrong(t *testing.T) {
	t.Parallel()
	d := NewDiscord(t)
	s := clientOf(t, d, "another")
	if _, err := s.User("@me"); !strings.Contains(fmt.Sprint(err), "401") {
		t.Errorf("over REST: %v", err)
	}
	if err := s.Open(); !websocket.IsCloseError(err, 4004) {
		t.Errorf("over the gateway: %v", err)
	}
}
