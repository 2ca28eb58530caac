package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"attache/adapters/terminal"
	"attache/bot"
)

type sayCmd struct {
	JSON  bool     `name:"json" help:"One JSON object a line, in the order of the input."`
	Limit int      `default:"3" placeholder:"N" help:"At most so many quotations, 1 to 50."`
	Lines []string `arg:"" optional:"" name:"LINE" help:"What a person would type; without any, the lines of standard input."`
}

// maxQuotes is the most quotations that can be asked for.
const maxQuotes = 50

// Validate is called by kong.
func (c *sayCmd) Validate() error {
	if c.Limit < 1 || c.Limit > maxQuotes {
		return fmt.Errorf("--limit must be from 1 to %d", maxQuotes)
	}
	return nil
}

// Run answers every line. It fails where one could not be carried out, after it
// has answered the others.
func (c *sayCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	s := a.speaker(h, c.JSON)
	s.limit = c.Limit
	if len(c.Lines) > 0 {
		for _, line := range c.Lines {
			if err := s.say(ctx, line); err != nil {
				return err
			}
		}
		return s.end()
	}
	return s.sayAll(ctx, a.stdin)
}

// speaker answers lines and writes each answer as soon as it is there.
type speaker struct {
	handle bot.Handler
	out    io.Writer
	style  terminal.Style
	limit  int
	json   bool
	said   bool // something was written
	failed bool // a line could not be carried out
}

// speaker answers from the house on standard output.
func (a *app) speaker(h *house, json bool) *speaker {
	s := &speaker{handle: h.handle, out: a.stdout, json: json}
	if f, ok := a.stdout.(*os.File); ok {
		s.style = terminal.StyleOf(f)
	}
	return s
}

func (s *speaker) sayAll(ctx context.Context, in io.Reader) error {
	lines, failed := linesOf(in)
	for {
		select {
		case <-ctx.Done():
			return errors.New("stopped")
		case line, ok := <-lines:
			if !ok {
				return errors.Join(<-failed, s.end())
			}
			if err := s.say(ctx, line); err != nil {
				return err
			}
		}
	}
}

// linesOf reads lines, of any length, in the background: a reader cannot be told
// to stop waiting. When lines is closed, failed gives why.
func linesOf(in io.Reader) (lines <-chan string, failed <-chan error) {
	out, failure := make(chan string), make(chan error, 1)
	go func() {
		defer close(out)
		r := bufio.NewReader(in)
		for {
			line, err := r.ReadString('\n')
			if line != "" {
				out <- strings.TrimRight(line, "\r\n")
			}
			if errors.Is(err, io.EOF) {
				err = nil
			} else if err == nil {
				continue
			}
			failure <- err
			return
		}
	}()
	return out, failure
}

func (s *speaker) say(ctx context.Context, line string) error {
	if ctx.Err() != nil {
		return errors.New("stopped")
	}
	start := time.Now()
	answer := s.handle(ctx, bot.Request{Platform: "terminal", Line: line, Limit: s.limit, Whole: s.json})
	elapsed := time.Since(start)
	s.failed = s.failed || answer.Err != nil
	var b bytes.Buffer
	if s.json {
		b.Write(terminal.JSON(line, answer, elapsed))
	} else {
		if s.said {
			b.WriteByte('\n')
		}
		if err := terminal.Render(&b, answer, s.style); err != nil {
			return err
		}
	}
	s.said = true
	if _, err := s.out.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the answer: %w", err)
	}
	return nil
}

func (s *speaker) end() error {
	if s.failed {
		return errNo
	}
	return nil
}
