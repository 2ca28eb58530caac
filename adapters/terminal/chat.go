package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/peterh/liner"
	"golang.org/x/term"

	"attache/bot"
)

// Config is what a conversation on the terminal is made of.
type Config struct {
	Out       *os.File      // where answers go; its width and colours are asked of it
	Commands  []string      // what can be typed at the start of a line: "/ask", …
	Completer bot.Completer // offers names; nil offers none
	History   string        // file that keeps what was typed; empty keeps nothing
	User      string
}

// Chat is a conversation on the terminal that the process runs in. It
// implements [bot.Adapter].
type Chat struct {
	config Config
	open   func() prompter
}

// prompter reads lines with a prompt. [liner.State] is one.
type prompter interface {
	Prompt(text string) (string, error)
	AppendHistory(line string)
	SetWordCompleter(f liner.WordCompleter)
	ReadHistory(r io.Reader) (int, error)
	WriteHistory(w io.Writer) (int, error)
	Close() error
}

// New returns a conversation that begins when it is served.
func New(c Config) *Chat { return &Chat{config: c, open: openTerminal} }

func openTerminal() prompter {
	s := liner.NewLiner()
	s.SetCtrlCAborts(true)
	s.SetMultiLineMode(true)
	s.SetTabCompletionStyle(liner.TabPrints)
	return s
}

const prompt = "attache> "

// Serve asks for lines and answers them until the person leaves (/quit or the
// end of input) or ctx is done.
func (c *Chat) Serve(ctx context.Context, h bot.Handler) error {
	p := c.open()
	// The terminal is given back in the mode it was found in, however this ends.
	defer p.Close()
	if err := c.readHistory(p); err != nil {
		return err
	}
	p.SetWordCompleter(func(line string, pos int) (string, []string, string) { return c.complete(ctx, line, pos) })
	for {
		line, err := ask(ctx, p)
		switch {
		case errors.Is(err, liner.ErrPromptAborted):
			continue
		case errors.Is(err, io.EOF), ctx.Err() != nil:
			fmt.Fprintln(c.config.Out)
			return c.writeHistory(p)
		case err != nil:
			return fmt.Errorf("read from the terminal: %w", err)
		}
		line = strings.TrimSpace(line)
		switch line {
		case "":
			continue
		case "/quit", "/exit":
			return c.writeHistory(p)
		}
		p.AppendHistory(line)
		answer := h(ctx, bot.Request{Platform: "terminal", Channel: "terminal", User: c.config.User, Line: line})
		if err := c.show(answer); err != nil {
			return err
		}
	}
}

// Post shows an answer that nobody asked for just now.
func (c *Chat) Post(_ context.Context, _ string, a bot.Answer) (bot.PostID, error) {
	return "", c.show(a)
}

func (c *Chat) show(a bot.Answer) error {
	if err := Render(c.config.Out, a, StyleOf(c.config.Out)); err != nil {
		return fmt.Errorf("show the answer: %w", err)
	}
	_, err := fmt.Fprintln(c.config.Out)
	return err
}

// ask reads one line, and gives up waiting for it when ctx is done.
func ask(ctx context.Context, p prompter) (string, error) {
	type result struct {
		line string
		err  error
	}
	typed := make(chan result, 1)
	go func() {
		line, err := p.Prompt(prompt)
		typed <- result{line, err}
	}()
	select {
	case r := <-typed:
		return r.line, r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (c *Chat) readHistory(p prompter) error {
	if c.config.History == "" {
		return nil
	}
	f, err := os.Open(c.config.History)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read what was typed before: %w", err)
	}
	defer f.Close()
	if _, err := p.ReadHistory(f); err != nil {
		return fmt.Errorf("read what was typed before: %w", err)
	}
	return nil
}

func (c *Chat) writeHistory(p prompter) error {
	if c.config.History == "" {
		return nil
	}
	// What somebody asked is theirs to know: nobody else may read it.
	f, err := os.OpenFile(c.config.History, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("keep what was typed: %w", err)
	}
	_, err = p.WriteHistory(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("keep what was typed: %w", err)
	}
	return nil
}

// maxCompletions bounds how many names are offered at once.
const maxCompletions = 20

// complete offers commands for the first word of a line and names for the rest.
// pos counts runes.
func (c *Chat) complete(ctx context.Context, line string, pos int) (head string, offers []string, tail string) {
	runes := []rune(line)
	before, after := string(runes[:pos]), string(runes[pos:])
	if strings.HasPrefix(before, "/") && !strings.Contains(before, " ") {
		for _, command := range c.config.Commands {
			if strings.HasPrefix(command, before) {
				offers = append(offers, command+" ")
			}
		}
		return "", offers, after
	}
	if c.config.Completer == nil {
		return before, nil, after
	}
	command, words := "", before
	if strings.HasPrefix(before, "/") {
		command, words, _ = strings.Cut(before, " ")
		command += " "
	}
	// A name can have several words: what was typed is tried from its start, then
	// from each later word.
	for start := 0; ; {
		prefix := strings.TrimLeft(words[start:], " ")
		if prefix == "" {
			return before, nil, after
		}
		for _, name := range c.config.Completer.Complete(ctx, prefix, maxCompletions) {
			offers = append(offers, OneLine(name))
		}
		if len(offers) > 0 {
			return command + words[:len(words)-len(prefix)], offers, after
		}
		next := strings.IndexByte(prefix, ' ')
		if next < 0 {
			return before, nil, after
		}
		start = len(words) - len(prefix) + next
	}
}

// StyleOf is how answers are laid out on f: to the width of a terminal, with
// colours unless the environment says otherwise (https://no-color.org); in 80
// columns and without colours elsewhere.
func StyleOf(f *os.File) Style {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return Style{}
	}
	width, _, err := term.GetSize(fd)
	if err != nil {
		width = 0
	}
	return Style{Width: min(width, maxWidth), Colour: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// maxWidth bounds the length of lines, which are hard to read when they are longer.
const maxWidth = 110
