package main

import (
	"context"
	"io"
)

type textCmd struct {
	Document string `arg:"" name:"DOCUMENT" help:"Path or id of the document."`
}

// Run writes the text as it is stored, and nothing beside it.
func (c *textCmd) Run(ctx context.Context, a *app) error {
	h, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer h.Close()
	doc, err := find(ctx, h.dossier, c.Document)
	if err != nil {
		return err
	}
	_, err = io.WriteString(a.stdout, doc.Text)
	return err
}
