package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/language"
)

// documentsOnPage is how many documents a page lists.
const documentsOnPage = 60

type documentsView struct {
	Publishers []choice
	Origins    []choice
	Publisher  string
	Origin     string
	Since      string
	Until      string
	Wrong      string // what could not be read of the dates
	Count      string
	Documents  []documentLine
	Pager      pager
}

type choice struct {
	Name   string
	Count  int
	Chosen bool
}

// pager leads through the pages of a list.
type pager struct {
	Page, Pages    int
	Earlier, Later string // addresses; empty at an end
}

// paged cuts one page out of a list of n, and says how to reach the others.
func (d *desk) paged(n, size int) (from, to int, p pager) {
	p = pager{Page: 1, Pages: max((n+size-1)/size, 1)}
	if v, err := strconv.Atoi(d.URL.Query().Get("page")); err == nil {
		p.Page = min(max(v, 1), p.Pages)
	}
	if p.Page > 1 {
		p.Earlier = d.with("page", strconv.Itoa(p.Page-1))
	}
	if p.Page < p.Pages {
		p.Later = d.with("page", strconv.Itoa(p.Page+1))
	}
	from = (p.Page - 1) * size
	return from, min(from+size, n), p
}

// with is the page's address with another value.
func (d *desk) with(pairs ...string) string {
	q := d.URL.Query()
	for _, name := range []string{"until", "sig", "fragment"} {
		q.Del(name)
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if q.Del(pairs[i]); pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return d.URL.EscapedPath()
	}
	return d.URL.EscapedPath() + "?" + q.Encode()
}

// documents lists the documents, newest first.
func (d *desk) documents() (page, error) {
	q := d.URL.Query()
	v := documentsView{Publisher: q.Get("publisher"), Origin: q.Get("origin"), Since: q.Get("since"), Until: q.Get("to")}
	since, until, wrong := between(v.Since, v.Until)
	v.Wrong = wrong
	traced, err := d.tracedAll()
	if err != nil {
		return page{}, err
	}
	behind := documentsBehind(traced, v.Origin)
	var chosen []*knowledge.Document
	docs := d.Dossier.Documents()
	publishers := map[string]int{}
	for i := range docs {
		doc := &docs[i]
		publishers[doc.Publisher.Value]++
		if v.Publisher != "" && doc.Publisher.Value != v.Publisher || behind != nil && !behind[doc.ID] || !inRange(doc.Published.Value, since, until) {
			continue
		}
		chosen = append(chosen, doc)
	}
	slices.SortStableFunc(chosen, func(a, b *knowledge.Document) int {
		return cmp.Or(cmp.Compare(b2i(a.Published.Value.IsZero()), b2i(b.Published.Value.IsZero())), b.Published.Value.Compare(a.Published.Value))
	})
	v.Publishers, v.Origins = choices(publishers, v.Publisher), choices(countsOf(traced), v.Origin)
	from, to, pager := d.paged(len(chosen), documentsOnPage)
	v.Pager, v.Count = pager, counted(len(chosen), "document", "documents")
	for _, doc := range chosen[from:to] {
		v.Documents = append(v.Documents, d.lineOf(doc))
	}
	return page{View: "documents", Title: "Documents", Place: "documents", Data: v}, nil
}

func (r *Room) lineOf(doc *knowledge.Document) documentLine {
	line := documentLine{sourceView: r.source(doc.Source()), Path: plain(doc.Path), TitleFrom: plain(doc.Title.From), PublisherFrom: plain(doc.Publisher.From), PublishedFrom: plain(doc.Published.From)}
	var also []string
	for _, f := range doc.Published.Also {
		also = append(also, bot.DateWords(f.Value)+", "+plain(f.From))
	}
	line.Also = strings.Join(also, "; ")
	return line
}

// between reads the two ends of a range of dates.
func between(since, until string) (from, to knowledge.Date, wrong string) {
	read := func(s string) knowledge.Date {
		if s == "" {
			return knowledge.Date{}
		}
		date, err := language.ParseDate(s)
		if err != nil {
			wrong = "“" + plain(s) + "” is no date; write 2025, 2025-11 or 2025-11-19."
		}
		return date
	}
	return read(since), read(until), wrong
}

func inRange(d, from, to knowledge.Date) bool {
	switch {
	case from.IsZero() && to.IsZero():
		return true
	case d.IsZero():
		return false
	case !from.IsZero() && d.Last().Compare(from.First()) < 0:
		return false
	case !to.IsZero() && d.First().Compare(to.Last()) > 0:
		return false
	}
	return true
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// mostChoices is how many choices a filter offers.
const mostChoices = 60

// choices are the values of a filter, those of most documents first.
func choices(counts map[string]int, chosen string) []choice {
	var out []choice
	for name, n := range counts {
		if name != "" {
			out = append(out, choice{name, n, name == chosen})
		}
	}
	slices.SortFunc(out, func(a, b choice) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	if len(out) > mostChoices {
		out = out[:mostChoices]
	}
	if chosen != "" && !slices.ContainsFunc(out, func(c choice) bool { return c.Chosen }) {
		out = append(out, choice{chosen, counts[chosen], true})
	}
	return out
}

// tracedAll are the origins of all documents.
func (d *desk) tracedAll() ([]knowledge.Origin, error) {
	return d.traced.of(d.Dossier.Edition(), func() ([]knowledge.Origin, error) {
		docs := d.Dossier.Documents()
		ids := make([]knowledge.DocID, len(docs))
		for i := range docs {
			ids[i] = docs[i].ID
		}
		return d.Dossier.Origins(d.Context(), ids)
	})
}

// documentsBehind are the documents that repeat an origin; nil where none is named.
func documentsBehind(all []knowledge.Origin, name string) map[knowledge.DocID]bool {
	if name == "" {
		return nil
	}
	out := map[knowledge.DocID]bool{}
	for _, o := range all {
		if o.Name == name {
			for _, s := range o.Documents {
				out[s.Doc] = true
			}
		}
	}
	return out
}

func countsOf(all []knowledge.Origin) map[string]int {
	out := map[string]int{}
	for _, o := range all {
		out[o.Name] += len(o.Documents)
	}
	return out
}

// originsOf are the origins that one document goes back to, with its own branch
// alone.
func (d *desk) originsOf(id knowledge.DocID) ([]originView, error) {
	traced, err := d.Dossier.Origins(d.Context(), []knowledge.DocID{id})
	if err != nil {
		return nil, err
	}
	var out []originView
	for _, o := range traced {
		if o.Name != "" {
			out = append(out, d.origin(o))
		}
	}
	return out, nil
}

// receipt leads from the short id of a quotation to its place.
func (r *Room) receipt(w http.ResponseWriter, req *http.Request) {
	id := strings.ToLower(req.PathValue("id"))
	c, err := r.Dossier.Cited(req.Context(), id)
	if errors.Is(err, knowledge.ErrNotFound) {
		c, _, err = r.Dossier.CitedBefore(req.Context(), id)
	}
	if err != nil {
		r.tell(w, req, http.StatusNotFound, notice{Text: "There is no quotation with this id.",
			Hint: "An id is made of the words' place and of the document's text: a document that was taken out has none."}, false)
		return
	}
	http.Redirect(w, req, placePath(c)+"#"+markID, http.StatusSeeOther)
}

// expired is what a link shows whose time is over: which quotation it was, and how
// to come by it again.
func (r *Room) expired(w http.ResponseWriter, req *http.Request) {
	n := notice{Text: "This link has expired.", Hint: "Ask the bot again in your chat: its answer has a fresh link."}
	parts := strings.Split(strings.TrimPrefix(req.URL.Path, "/"), "/")
	if len(parts) == 3 && parts[0] == "d" {
		if doc, err := r.Dossier.Document(req.Context(), knowledge.DocID(parts[1])); err == nil {
			n.Of = plain(doc.Source().Title)
			if span, err := spanOf(parts[2], doc.Text); err == nil {
				n.ID = doc.Cite(span).ID
				n.Ask = "/verify " + n.ID
			}
			if n.Of == "" {
				n.Of = plain(doc.Source().Name())
			}
		}
	}
	r.tell(w, req, http.StatusGone, n, true)
}
