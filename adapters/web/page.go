package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// page is what a view is given.
type page struct {
	View        string // the template in its middle
	Title       string
	Place       string // which entry of the navigation it is
	Query       string // in the field for searching
	Description string
	Data        any
	Fragment    bool // the middle alone is wanted
	Bare        bool // without anything that leads further in
	Status      int  // zero means 200
}

// site is what every view is given beside its page.
type site struct {
	page
	Room *Room
}

// Links of the navigation, in order.
func (site) Navigation() []navigation {
	return []navigation{{"front", "/", "Dossier"}, {"documents", "/documents", "Documents"}, {"timeline", "/timeline", "Timeline"}, {"people", "/people", "Names"},
		{"origins", "/origins", "Origins"}, {"compare", "/compare", "Disputed"}, {"chat", "/chat", "Chat"}}
}

type navigation struct{ Place, Address, Name string }

// DossierName is what the dossier is called on its pages.
func (s site) DossierName() string {
	if s.Room.Name == "" {
		return "The dossier"
	}
	return s.Room.Name
}

// parseViews reads the templates.
func (r *Room) parseViews() (*template.Template, error) {
	return template.New("").Funcs(template.FuncMap{
		"asset":   r.assets.address,
		"plain":   plain,
		"whoPath": whoPath,
		"counted": counted,
		"link":    linked,
	}).ParseFS(files, "templates/*.html")
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// linked writes an address with values: linked("/documents", "page", 3).
func linked(path string, pairs ...any) string {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		switch v := pairs[i+1].(type) {
		case string:
			if v != "" {
				values.Set(name, v)
			}
		case int:
			values.Set(name, strconv.Itoa(v))
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

func whoPath(name string) string { return "/who/" + url.PathEscape(name) }

// errMissing tells that there is no such page.
var errMissing = errors.New("no such page")

// page serves a page that depends on nothing but its address and the dossier.
func (r *Room) page(h bot.Handler, show func(*desk) (page, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		r.refresh(req.Context())
		m, err := r.pages.get(r.key(req), func() (made, error) {
			// Others may wait for it: that the first has gone does not end it.
			ctx, cancel := context.WithTimeout(context.WithoutCancel(req.Context()), answerWithin)
			defer cancel()
			p, err := show(&desk{r, req.WithContext(ctx), h})
			if err != nil {
				return made{}, err
			}
			return r.make(p)
		})
		switch {
		case errors.Is(err, errMissing), errors.Is(err, knowledge.ErrNotFound):
			r.missing(w, req)
		case err != nil:
			r.failed(w, req, err)
		default:
			m.send(w, req)
		}
	})
}

// key names a page: what opens the door and what only a browser reads is no part of
// it.
func (r *Room) key(req *http.Request) string {
	query := req.URL.RawQuery
	if strings.Contains(query, "sig=") {
		values := req.URL.Query()
		values.Del("until")
		values.Del("sig")
		query = values.Encode()
	}
	return r.Dossier.Edition() + " " + req.URL.EscapedPath() + "?" + query
}

// make writes a page.
func (r *Room) make(p page) (made, error) {
	var b bytes.Buffer
	name := "layout"
	if p.Fragment {
		name = p.View
	}
	if err := r.views.ExecuteTemplate(&b, name, site{p, r}); err != nil {
		return made{}, err
	}
	sum := sha256.Sum256(b.Bytes())
	status := p.Status
	if status == 0 {
		status = http.StatusOK
	}
	return made{status, b.Bytes(), `"` + hex.EncodeToString(sum[:8]) + `"`}, nil
}

func (m made) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("ETag", m.tag)
	if r.Header.Get("If-None-Match") == m.tag && m.status == http.StatusOK {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(m.body)))
	w.WriteHeader(m.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(m.body) // a reader who has gone is nobody's error
	}
}

// notice is a page that says one thing.
type notice struct {
	Text string
	Hint string
	ID   string // of the quotation it is about
	Of   string // the title of its document
	Ask  string // the line that asks for it again
}

func (r *Room) refuse(w http.ResponseWriter, req *http.Request, status int, text, hint string) {
	r.tell(w, req, status, notice{Text: text, Hint: hint}, true)
}

// tell shows a notice; bare without anything that leads further in.
func (r *Room) tell(w http.ResponseWriter, req *http.Request, status int, n notice, bare bool) {
	m, err := r.make(page{View: "notice", Title: n.Text, Data: n, Status: status, Bare: bare})
	if err != nil {
		r.Logger.Error("a page could not be made", "path", req.URL.Path, "why", err)
		http.Error(w, n.Text, status)
		return
	}
	m.send(w, req)
}

func (r *Room) missing(w http.ResponseWriter, req *http.Request) {
	r.tell(w, req, http.StatusNotFound, notice{Text: "There is no such page.", Hint: "The document may have been taken out, or revised. Search for its words instead."}, false)
}

func (r *Room) failed(w http.ResponseWriter, req *http.Request, err error) {
	if req.Context().Err() == nil {
		r.Logger.Error("a page could not be made", "path", req.URL.Path, "why", err)
	}
	r.tell(w, req, http.StatusInternalServerError, notice{Text: "Something went wrong.", Hint: "Try again; if it stays, tell whoever runs this bot."}, false)
}
