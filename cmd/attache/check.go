package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"attache/adapters/terminal"
	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/language"
	"attache/knowledge/language/names"
)

type checkCmd struct {
	JSON  bool     `name:"json" help:"One JSON object a document, with all that was read in its text."`
	Paths []string `arg:"" optional:"" name:"PATH" help:"Files or folders; without any, the dossier's folder."`
}

// Run tells what would be taken and what was found in it, in order of path.
func (c *checkCmd) Run(ctx context.Context, a *app) error {
	f, err := c.read(ctx, a)
	if err != nil {
		return err
	}
	reports := reportsOf(f)
	for i := range reports {
		line := reports[i].text()
		if c.JSON {
			if line, err = reports[i].json(); err != nil {
				return err
			}
		}
		if _, err := a.stdout.Write(line); err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	if len(f.Refused) > 0 {
		return errNo
	}
	return nil
}

// read reads the paths, or the dossier's folder where there are none.
func (c *checkCmd) read(ctx context.Context, a *app) (ingest.Folder, error) {
	if len(c.Paths) > 0 {
		return ingest.ReadPaths(ctx, c.Paths)
	}
	fsys, _, err := a.documents()
	if err != nil {
		return ingest.Folder{}, err
	}
	return a.readFolder(ctx, new(ingest.Reader), fsys)
}

// report is what is told of one document.
type report struct {
	path    string
	refused string // why; empty where the document would be taken
	doc     knowledge.Document
	facts   knowledge.Facts
	people  *names.Catalogue
}

// reportsOf reads the documents, and returns what is told of them and of those
// that were refused, in order of path.
func reportsOf(f ingest.Folder) []report {
	people := names.NewCatalogue(f.Aliases)
	var out []report
	for _, doc := range f.Documents {
		r := report{path: doc.Path, doc: doc, facts: knowledge.Read(&doc), people: people}
		people.Add(string(doc.ID), r.facts.Names)
		out = append(out, r)
	}
	for _, refused := range f.Refused {
		out = append(out, report{path: refused.Path, refused: refused.Reason})
	}
	slices.SortStableFunc(out, func(a, b report) int { return cmp.Compare(a.path, b.path) })
	return out
}

func (r *report) text() []byte {
	if r.refused != "" {
		return fmt.Appendf(nil, "refused: %s: %s\n", terminal.OneLine(r.path), terminal.OneLine(r.refused))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: %s\n", terminal.OneLine(r.path), strings.Join(nonEmpty(r.doc.Format, r.doc.Language, r.doc.Encoding), ", "))
	row := func(what, value, from string) {
		switch {
		case value == "":
			fmt.Fprintf(&b, "  %-10s not found\n", what)
		default:
			fmt.Fprintf(&b, "  %-10s %s (%s)\n", what, terminal.OneLine(value), from)
		}
	}
	row("title", r.doc.Title.Value, r.doc.Title.From)
	row("publisher", r.doc.Publisher.Value, r.doc.Publisher.From)
	row("published", r.doc.Published.Value.String(), r.doc.Published.From)
	for _, also := range r.doc.Published.Also {
		row("", also.Value.String(), also.From)
	}
	fmt.Fprintf(&b, "  %-10s %d names, %d dates and times, %d statements, %d happenings\n", "read",
		len(r.facts.Names), len(r.facts.Timexes), len(r.facts.Claims), len(r.facts.Events))
	return b.Bytes()
}

func nonEmpty(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

// checked is the JSON of one document. All spans are bytes of its canonical text.
type checked struct {
	V         int             `json:"v"`
	Document  string          `json:"document"`
	Format    string          `json:"format"`
	Language  string          `json:"language,omitempty"`
	Encoding  string          `json:"encoding"`
	Title     *found          `json:"title"`
	Publisher *found          `json:"publisher"`
	Published *found          `json:"published"`
	Sentences []language.Span `json:"sentences"`
	Timexes   []checkedTimex  `json:"timexes"`
	Names     []checkedName   `json:"names"`
	Claims    []checkedClaim  `json:"claims"`
	Events    []checkedEvent  `json:"events"`
	Refused   *string         `json:"refused"`
}

type checkedRefusal struct {
	V        int    `json:"v"`
	Document string `json:"document"`
	Refused  string `json:"refused"`
}

type found struct {
	Value string  `json:"value"`
	From  string  `json:"from"`
	Also  []found `json:"also,omitempty"`
}

type checkedTimex struct {
	language.Span
	Type  string         `json:"type"`
	Value string         `json:"value"`
	From  knowledge.Date `json:"from,omitzero"`
	To    knowledge.Date `json:"to,omitzero"`
	Basis string         `json:"basis"`
}

type checkedName struct {
	language.Span
	Kind string `json:"kind"`
	Name string `json:"name"`
}

type checkedClaim struct {
	language.Span
	Quote       language.Span  `json:"quote"`
	Direct      bool           `json:"direct"`
	Speaker     string         `json:"speaker,omitempty"`
	SpeakerSpan *language.Span `json:"speaker_span,omitempty"`
	Verb        string         `json:"verb,omitempty"`
}

type checkedEvent struct {
	language.Span
	Timex *int           `json:"timex"`
	From  knowledge.Date `json:"from,omitzero"`
	To    knowledge.Date `json:"to,omitzero"`
	Basis string         `json:"basis"`
}

func (r *report) json() ([]byte, error) {
	var v any = checkedRefusal{V: 1, Document: r.path, Refused: r.refused}
	if r.refused == "" {
		v = r.checked()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("write what was read in %s: %w", r.path, err)
	}
	return b.Bytes(), nil
}

func (r *report) checked() checked {
	c := checked{
		V: 1, Document: r.path, Format: r.doc.Format, Language: r.doc.Language, Encoding: r.doc.Encoding,
		Title: foundText(r.doc.Title), Publisher: foundText(r.doc.Publisher), Published: foundDate(r.doc.Published),
		Sentences: sentencesOf(r.doc.Text),
		Timexes:   []checkedTimex{}, Names: []checkedName{}, Claims: []checkedClaim{}, Events: []checkedEvent{},
	}
	for _, x := range r.facts.Timexes {
		c.Timexes = append(c.Timexes, checkedTimex{Span: x.Span, Type: x.Type.String(), Value: x.Value, From: x.From, To: x.To, Basis: x.Basis.String()})
	}
	for i, m := range r.facts.Names {
		if m.Doubtful && r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: i}) == nil {
			continue
		}
		c.Names = append(c.Names, checkedName{Span: m.Span, Kind: r.kind(i), Name: r.canonical(i)})
	}
	for _, claim := range r.facts.Claims {
		out := checkedClaim{Span: claim.Span, Quote: claim.Quote, Direct: claim.Direct, Speaker: claim.Speaker, Verb: claim.Verb}
		if span := claim.SpeakerSpan; span.Len() > 0 {
			out.SpeakerSpan = &span
			out.Speaker = r.speaker(span, claim.Speaker)
		}
		c.Claims = append(c.Claims, out)
	}
	for _, event := range r.facts.Events {
		out := checkedEvent{Span: event.Span, From: event.When.From, To: event.When.To, Basis: event.When.Basis.String()}
		if event.Timex >= 0 {
			out.Timex = &event.Timex
		}
		c.Events = append(c.Events, out)
	}
	slices.SortStableFunc(c.Events, func(a, b checkedEvent) int { return cmp.Compare(a.Start, b.Start) })
	return c
}

// kind is what a mention names.
func (r *report) kind(mention int) string {
	if e := r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: mention}); e != nil {
		return e.Kind.String()
	}
	return r.facts.Names[mention].Kind.String()
}

// canonical is the name that the checked documents together give the bearer of a
// mention.
func (r *report) canonical(mention int) string {
	if e := r.people.EntityOf(names.Ref{Doc: string(r.doc.ID), Index: mention}); e != nil {
		return e.Name
	}
	return r.facts.Names[mention].Full
}

// speaker is the canonical name of the mention that a speaker's span holds, or
// the words that were read there.
func (r *report) speaker(span language.Span, words string) string {
	for i, m := range r.facts.Names {
		if span.Overlaps(m.Span) && (m.Full == words || m.Name == words) {
			return r.canonical(i)
		}
	}
	return words
}

func sentencesOf(text string) []language.Span {
	t := language.Analyse(text)
	out := []language.Span{}
	for _, s := range t.Sentences {
		if t.Blocks[s.Block].Kind != language.Furniture {
			out = append(out, s.Span)
		}
	}
	return out
}

func foundText(f knowledge.Found) *found {
	if f.Value == "" {
		return nil
	}
	return &found{Value: f.Value, From: f.From}
}

func foundDate(f knowledge.FoundDate) *found {
	if f.Value.IsZero() {
		return nil
	}
	out := &found{Value: f.Value.String(), From: f.From}
	for _, also := range f.Also {
		out.Also = append(out.Also, found{Value: also.Value.String(), From: also.From})
	}
	return out
}
