package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/term"

	"attache/adapters/terminal"
	"attache/bot"
)

// howToConnect says that no platform is connected, and how to connect each.
func (a *app) howToConnect() string {
	var b strings.Builder
	b.WriteString("attache: no platform is connected. Set these in the environment or in .env:\n")
	for _, p := range a.platforms {
		var names []string
		for _, v := range p.needs {
			names = append(names, v.name)
		}
		fmt.Fprintf(&b, "  %-8s %s, from %s\n", p.title, strings.Join(names, " and "), p.home)
	}
	return b.String()
}

// converse holds a conversation on the terminal, or waits to be stopped where
// standard input is none.
func (a *app) converse(ctx context.Context, h *house) error {
	in, ok := a.stdin.(*os.File)
	out, isFile := a.stdout.(*os.File)
	if !ok || !isFile || !term.IsTerminal(int(in.Fd())) {
		fmt.Fprintln(a.stderr, "attache: standard input is no terminal: waiting to be stopped")
		<-ctx.Done()
		return nil
	}
	fmt.Fprintln(a.stderr, "attache: type a question, /help or /quit")
	c := terminal.Config{Out: out, Commands: h.commands(ctx), Completer: h.bot}
	if a.Data != inMemory {
		c.History = filepath.Join(a.Data, historyFile)
	}
	return terminal.New(c).Serve(ctx, h.handle)
}

// commands are what can be typed at the start of a line.
func (h *house) commands(ctx context.Context) []string {
	out := []string{"/quit"}
	for _, block := range h.handle(ctx, bot.Request{Platform: "terminal", Line: "/help"}).Blocks {
		if help, ok := block.(bot.Help); ok {
			for _, c := range help.Commands {
				name, _, _ := strings.Cut(c.Usage, " ")
				out = append(out, name)
			}
		}
	}
	return out
}
