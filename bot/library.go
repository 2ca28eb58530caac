package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"attache/knowledge"
)

// Library brings documents in from outside.
type Library interface {
	// Fetch gets what is at an address; with the version of an earlier time, only
	// where it has changed. An error that a person can do something about is a
	// *UserError.
	Fetch(ctx context.Context, address string, since Version) (Delivery, error)
	// Read makes documents of a file's bytes. name tells its kind. An error is a
	// *UserError; beside documents it tells of files in the file that are refused.
	Read(name string, raw []byte) ([]knowledge.Document, error)
}

// Version is what a server said of the state of what it gave, to be asked with
// again.
type Version struct{ ETag, Modified string }

// Delivery is what an address gave.
type Delivery struct {
	Documents []knowledge.Document
	Feed      bool          // they are the items of a feed
	Unchanged bool          // nothing since the version that was asked with
	Later     time.Duration // the server wants to be left alone for so long; there are no documents
	Version   Version
}

// File is a file that somebody sent with a line.
type File struct {
	Name string
	// Open gets the file's bytes from the platform.
	Open func(ctx context.Context) ([]byte, error)
}

var errNoLibrary = &UserError{"Documents cannot be added from here.", "Whoever runs the bot adds them: attache ingest PATH or URL."}

// addSource brings the document or the feed at an address into the dossier, and
// the files that came with the line.
func (b *Bot) addSource(ctx context.Context, c call, address string) (Answer, error) {
	if !b.administers(c.Request) {
		return Answer{}, onlyAdmins(c.Request)
	}
	if b.library == nil {
		return Answer{}, errNoLibrary
	}
	if address == "" && len(c.Files) == 0 {
		return Answer{}, &UserError{"Nothing was given to add.", "Type /sources add and an address, or send a file with it."}
	}
	a := Answer{Title: "Sources", Visibility: Private}
	for _, f := range c.Files {
		raw, err := f.Open(ctx)
		switch {
		case ctx.Err() != nil:
			return Answer{}, ctx.Err()
		case err != nil:
			a.Blocks = append(a.Blocks, b.unreadable(f.Name, err))
			continue
		}
		docs, err := b.library.Read(f.Name, raw)
		if err != nil {
			a.Blocks = append(a.Blocks, refusal(err))
		}
		if len(docs) == 0 {
			continue
		}
		if err := b.take(ctx, c.Request, docs, &a); err != nil {
			return Answer{}, err
		}
	}
	if address == "" {
		return a, nil
	}
	got, err := b.library.Fetch(ctx, address, Version{})
	switch {
	case err != nil:
		return Answer{}, err
	case got.Later > 0:
		return Answer{}, &UserError{"The server there is busy.", fmt.Sprintf("Try again in %v.", got.Later.Round(time.Second))}
	}
	if err := b.take(ctx, c.Request, got.Documents, &a); err != nil {
		return Answer{}, err
	}
	if got.Feed {
		if err := b.followFeed(ctx, c.Request, address, got, &a); err != nil {
			return Answer{}, err
		}
	}
	return a, nil
}

// unreadable tells of a file that could not be had from the platform. Others that came
// with it are taken all the same.
func (b *Bot) unreadable(name string, err error) Notice {
	if asUserError(err) != nil {
		return refusal(err)
	}
	b.logger.Error("an uploaded file cannot be had", "file", name, "why", err)
	return Notice{Text: fmt.Sprintf("“%s” could not be fetched from where it was uploaded.", name), Hint: "Send it again."}
}

func refusal(err error) Notice {
	if user := asUserError(err); user != nil {
		return Notice{Text: user.Message, Hint: user.Hint}
	}
	return Notice{Text: err.Error()}
}

// outcomesShown is how many documents are told one by one.
const outcomesShown = 10

// take stores documents that somebody brought, and tells what became of each.
func (b *Bot) take(ctx context.Context, req Request, docs []knowledge.Document, a *Answer) error {
	for i := range docs {
		docs[i].Ingested = true
	}
	results, err := b.dossier.Put(ctx, docs)
	if err != nil {
		return err
	}
	for i, r := range results {
		if i == outcomesShown {
			a.Blocks = append(a.Blocks, Notice{Text: fmt.Sprintf("… and %d more.", len(results)-i)})
			break
		}
		a.Blocks = append(a.Blocks, Notice{Text: outcome(r)})
	}
	for _, r := range results {
		if r.Err == nil && r.Outcome != knowledge.Unchanged && r.Outcome != knowledge.Copy {
			b.record(ctx, req, "added", r.Path)
		}
	}
	return nil
}

// outcome tells what became of a document.
func outcome(r knowledge.Result) string {
	path := clip(knowledge.OneLine(r.Path), 200)
	switch {
	case r.Err != nil:
		return fmt.Sprintf("refused: %s: %s", path, r.Err)
	case r.Outcome == knowledge.Copy || r.Outcome == knowledge.NearCopy:
		return fmt.Sprintf("copy of %s: %s", clip(knowledge.OneLine(r.Of), 200), path)
	}
	return fmt.Sprintf("%s: %s", r.Outcome, path)
}

// removeSource takes a document out for good, or stops following a feed.
func (b *Bot) removeSource(ctx context.Context, c call, name string) (Answer, error) {
	if !b.administers(c.Request) {
		return Answer{}, onlyAdmins(c.Request)
	}
	if name == "" {
		return Answer{}, &UserError{"No document was named.", "Type /sources remove and a document as /sources lists it."}
	}
	a := Answer{Title: "Sources", Visibility: Private}
	if followed, err := b.unfollow(ctx, name); err != nil {
		return Answer{}, err
	} else if followed {
		b.record(ctx, c.Request, "stopped following", name)
		a.Blocks = append(a.Blocks, Notice{Text: "The feed is no longer followed: " + clip(name, 200), Hint: "What it brought stays."})
		return a, nil
	}
	doc, err := b.dossier.Find(ctx, name)
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return Answer{}, &UserError{fmt.Sprintf("The dossier has no document called %s.", clip(name, 80)), "/sources lists what there is."}
	case err != nil:
		return Answer{}, err
	case !doc.Ingested:
		return Answer{}, &UserError{"That document stands in the dossier's folder.", "Delete the file there."}
	}
	if err := b.dossier.Remove(ctx, doc.ID); err != nil {
		return Answer{}, err
	}
	b.record(ctx, c.Request, "removed", doc.Path)
	a.Blocks = append(a.Blocks, Notice{Text: "Removed, with all that was read from it: " + clip(doc.Path, 200)})
	return a, nil
}

// record adds to the trail of who did what. That it cannot be kept undoes nothing.
func (b *Bot) record(ctx context.Context, req Request, what, about string) {
	if b.state == nil {
		return
	}
	p, _ := place(req)
	if err := b.state.Record(ctx, Act{At: b.now().UTC(), Place: p, User: req.User, What: what, About: about}); err != nil {
		b.logger.Error("the trail of acts is not kept", "what", what, "why", err)
	}
}
