package web

import (
	"encoding/json"
	"net/http"
	"strings"

	"attache/bot"
	"attache/knowledge"
	"attache/knowledge/language"
)

const (
	// passagesFound is how many quotations a search shows.
	passagesFound = 20
	// namesFound is how many names.
	namesFound = 8
	// titlesFound is how many documents by their title.
	titlesFound = 8
	// longestSearch is how much of what was typed is searched for, in characters.
	longestSearch = 400
)

type searchView struct {
	Query      string
	Names      []nameView
	Documents  []documentLine
	Quotes     []quoteView
	Understood []bot.Understood
	Reason     string // where nothing was found
	Status     string // what was found, for those who do not see it
}

// search finds names, documents and passages.
func (d *desk) search() (page, error) {
	q := d.URL.Query()
	v := searchView{Query: clip(strings.TrimSpace(strings.ToValidUTF8(q.Get("q"), "\uFFFD")), longestSearch)}
	p := page{View: "results", Title: "Search", Query: v.Query, Fragment: q.Get("fragment") != "", Data: &v}
	if !p.Fragment {
		p.View = "search"
	}
	if v.Query == "" {
		return p, nil
	}
	for _, e := range d.called(v.Query) {
		if len(v.Names) < namesFound {
			v.Names = append(v.Names, viewName(e))
		}
	}
	v.Documents = d.titled(v.Query)
	found, err := d.Dossier.About(d.Context(), v.Query, passagesFound)
	if err != nil {
		return page{}, err
	}
	for _, u := range found.Understood {
		v.Understood = append(v.Understood, bot.Understood{Typed: u.Typed, As: u.As})
	}
	for _, x := range found.Quotes {
		if found.Verdict == knowledge.Nothing {
			break
		}
		v.Quotes = append(v.Quotes, quoteView{citeView: d.marked(x.Citations[0], x.Marks), Also: d.cites(x.Citations[1:])})
	}
	v.Status = counted(len(v.Quotes), "passage", "passages") + ", " + counted(len(v.Names), "name", "names") + ", " + counted(len(v.Documents), "document", "documents")
	if len(v.Quotes)+len(v.Names)+len(v.Documents) == 0 {
		v.Reason = "Nothing was found for “" + plain(v.Query) + "”."
	}
	return p, nil
}

// titled are documents whose title, publisher or path holds all words.
func (d *desk) titled(typed string) []documentLine {
	words := strings.Fields(language.FoldString(typed))
	var out []documentLine
	docs := d.Dossier.Documents()
	for i := range docs {
		if len(out) == titlesFound {
			break
		}
		head := language.FoldString(docs[i].Title.Value + " " + docs[i].Publisher.Value + " " + docs[i].Path)
		all := true
		for _, w := range words {
			all = all && strings.Contains(head, w)
		}
		if all {
			out = append(out, d.lineOf(&docs[i]))
		}
	}
	return out
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n])
}

// completions is how many completions are offered.
const completions = 8

// complete offers lines that what was typed may become, as a JSON array.
func (r *Room) complete(h bot.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		typed := clip(req.URL.Query().Get("line"), longestSearch)
		name, rest, spaced := strings.Cut(typed, " ")
		var out []string
		switch {
		case strings.HasPrefix(typed, "/") && !spaced:
			out = commandsLike(h(req.Context(), bot.Request{Platform: Platform, Direct: true, Line: "/help"}), typed)
		case strings.HasPrefix(typed, "/"):
			out = r.namesLike(req, name+" ", strings.TrimSpace(rest))
		default:
			// The last word of a question may be a name that has begun.
			last := typed[strings.LastIndexByte(typed, ' ')+1:]
			if len([]rune(last)) >= nameBegun {
				out = r.namesLike(req, strings.TrimSuffix(typed, last), last)
			}
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(append([]string{}, out...)) // a reader who has gone is nobody's error
	}
}

// nameBegun is how many letters of a name in a question are enough to complete it.
const nameBegun = 3

// namesLike are lines that end with a name that begins so.
func (r *Room) namesLike(req *http.Request, before, begun string) []string {
	if r.Completer == nil || begun == "" {
		return nil
	}
	var out []string
	for _, n := range r.Completer.Complete(req.Context(), begun, completions) {
		out = append(out, before+plain(n))
	}
	return out
}

// commandsLike are the commands that a help lists and that begin so.
func commandsLike(help bot.Answer, begun string) []string {
	var out []string
	for _, b := range help.Blocks {
		h, ok := b.(bot.Help)
		if !ok {
			continue
		}
		for _, c := range h.Commands {
			name, _, _ := strings.Cut(c.Usage, " ")
			if strings.HasPrefix(name, strings.ToLower(begun)) {
				out = append(out, name+" ")
			}
		}
	}
	return out
}
