package main

import (
	"context"
	"fmt"
	"strings"

	"attache/adapters/terminal"
	"attache/bot"
	"attache/knowledge"
)

type verifyCmd struct {
	Text []string `arg:"" name:"TEXT|ID" help:"Words that are said to stand in the dossier, or the id of a quotation."`
}

// placesTold is how many places of a text are written.
const placesTold = 1000

// Run tells where the text stands word for word, or what is nearest to it and
// how that differs.
func (c *verifyCmd) Run(ctx context.Context, a *app) error {
	text := strings.TrimSpace(strings.Join(c.Text, " "))
	if text == "" {
		return usagef("there is no text to look for")
	}
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	places, err := bot.Places(ctx, h.dossier, text, placesTold)
	if err != nil {
		return err
	}
	for _, p := range places {
		fmt.Fprintf(a.stdout, "%s\n  %s\n", located(p), terminal.OneLine(p.Text))
	}
	if len(places) > 0 {
		return nil
	}
	nearest, ok, err := h.dossier.Nearest(ctx, text)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, "It does not stand in the dossier.")
	if ok {
		fmt.Fprintf(a.stdout, "The nearest is %s\n  %s\n", located(nearest), terminal.OneLine(difference(knowledge.Wording(text, nearest.Text))))
	}
	return errNo
}

// located names the place of a quotation and its id.
func located(c knowledge.Citation) string {
	return fmt.Sprintf("%s:%d-%d %s", terminal.OneLine(c.Path), c.Span.Start, c.Span.End, c.ID)
}

// difference writes what stands in the dossier, with the words of the text that
// do not as [-word-] and those that the text lacks as {+word+}.
func difference(changes []knowledge.Change) string {
	parts := make([]string, len(changes))
	for i, c := range changes {
		switch c.Kind {
		case knowledge.Gone:
			parts[i] = "[-" + c.Words + "-]"
		case knowledge.New:
			parts[i] = "{+" + c.Words + "+}"
		case knowledge.Kept:
			parts[i] = c.Words
		}
	}
	return strings.Join(parts, " ")
}
