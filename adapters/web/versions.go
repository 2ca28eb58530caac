package web

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	// versionsShown is how many earlier texts of a document are compared with it.
	versionsShown = 5
	// wordsAround is how many words that stayed are shown beside one that changed.
	wordsAround = 12
	// mostChanges is how many stretches of one comparison are shown.
	mostChanges = 120
)

// versionsOf tells how the texts that a document had before became what it is.
func (d *desk) versionsOf(doc *knowledge.Document) ([]versionView, error) {
	versions, err := d.Dossier.Versions(d.Context(), doc.ID)
	if err != nil {
		return nil, err
	}
	var out []versionView
	for _, v := range versions[:min(len(versions), versionsShown)] {
		out = append(out, versionView{When: "Until " + day(v.Replaced), Changes: changesOf(v.Text, doc.Text)})
	}
	return out, nil
}

func day(t time.Time) string { return t.UTC().Format("2 January 2006, 15:04 UTC") }

// changesOf shows what changed with a few of the words around it.
func changesOf(was, is string) []changeView {
	var out []changeView
	changes := knowledge.Wording(was, is)
	for i, c := range changes {
		if i == mostChanges {
			return append(out, changeView{Text: "…"})
		}
		v := changeView{Text: plain(c.Words), Gone: c.Kind == knowledge.Gone, New: c.Kind == knowledge.New}
		if c.Kind == knowledge.Kept {
			v.Text = ends(v.Text, i > 0, i < len(changes)-1)
		}
		out = append(out, changeView{Text: clipped(v.Text, mostShown), Gone: v.Gone, New: v.New})
	}
	return out
}

// ends leaves of a text the words at its beginning and at its end.
func ends(text string, first, last bool) string {
	words := strings.Fields(text)
	if len(words) <= 2*wordsAround {
		return text
	}
	var parts []string
	if first {
		parts = append(parts, strings.Join(words[:wordsAround], " "))
	}
	parts = append(parts, "…")
	if last {
		parts = append(parts, strings.Join(words[len(words)-wordsAround:], " "))
	}
	return strings.Join(parts, " ")
}

// find returns the document with an id, and how its text divides. A text that was
// edited since is a document still: quotations of it were shown. current is then the
// path of the page that has the text of now, "" where the document is gone.
func (d *desk) find(id knowledge.DocID) (doc knowledge.Document, text *language.Text, current string, err error) {
	doc, err = d.Dossier.Document(d.Context(), id)
	if err == nil {
		text, err = d.Dossier.Analysis(d.Context(), id)
		return doc, text, "", err
	}
	if !errors.Is(err, knowledge.ErrNotFound) {
		return doc, nil, "", err
	}
	doc, err = d.Dossier.Before(d.Context(), id)
	if err != nil {
		return doc, nil, "", err
	}
	now, err := d.Dossier.Find(d.Context(), doc.Path)
	if err == nil {
		current = "/d/" + url.PathEscape(string(now.ID))
	}
	return doc, language.Analyse(doc.Text), current, nil
}
