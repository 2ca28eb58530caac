package web_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/adapters/adaptertest"
	"attache/adapters/web"
	"attache/bot"
	"attache/knowledge"
	"attache/seeds"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// most is how large a page may be without its pictures.
const most = 100 << 10

// addresses are all pages of a dossier that names Ingrid Halvorsen.
func addresses(h *house) []string {
	list := []string{"/", "/documents", "/documents?since=2031-03-05", "/timeline", "/timeline?about=crane", "/timeline?known=stated", "/timeline?all=1", "/people", "/people?kind=place",
		"/people?q=Halv", "/who/Ingrid%20Halvorsen", "/who/Nobody", "/origins", "/origins?about=cranes", "/compare", "/search", "/search?q=crane", "/search?q=zebra", "/chat"}
	for _, doc := range h.dossier.Documents() {
		list = append(list, "/d/"+string(doc.ID))
	}
	return list
}

// TestPagesHoldNothingThatActs holds that whatever documents say, a page has no
// script, no style and no address but its own, and is small.
func TestPagesHoldNothingThatActs(t *testing.T) {
	for name, h := range map[string]*house{"harbour": open(t, harbour(), web.GateConfig{}), "seeds": seeded(t)} {
		for _, address := range addresses(h) {
			w := h.get(address)
			if w.Code != http.StatusOK {
				t.Errorf("%s %s: status %d", name, address, w.Code)
			}
			harmless(t, name+" "+address, w.Body.Bytes())
			if w.Body.Len() > most {
				t.Errorf("%s %s: %d bytes", name, address, w.Body.Len())
			}
			if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "script-src 'self'") || strings.Contains(policy, "unsafe") {
				t.Errorf("%s: policy %q", address, policy)
			}
		}
	}
}

// harmless checks the elements and attributes of a page.
func harmless(t *testing.T, name string, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc":
				t.Errorf("%s: <%s> has %s=%q", name, n.Data, a.Key, a.Val)
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("%s: the id %q stands twice", name, a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "src" || a.Key == "action" || a.Key == "srcset" || a.Key == "href" && n.Data == "link":
				if !strings.HasPrefix(a.Val, "/") || strings.HasPrefix(a.Val, "//") {
					t.Errorf("%s: <%s> asks for %q", name, n.Data, a.Val)
				}
			case a.Key == "href":
				if u, err := url.Parse(a.Val); err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" {
					t.Errorf("%s: <%s> leads to %q", name, n.Data, a.Val)
				}
			}
		}
		if n.Data == "style" || n.Data == "iframe" || n.Data == "object" || n.Data == "script" && n.FirstChild != nil {
			t.Errorf("%s: a <%s> of its own", name, n.Data)
		}
	}
}

// texts returns what stands in the elements that match, and their attributes.
func texts(t *testing.T, page []byte, match func(*html.Node) bool) []string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || !match(n) {
			continue
		}
		var b strings.Builder
		for c := range n.Descendants() {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			}
		}
		out = append(out, b.String())
	}
	return out
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func isMark(n *html.Node) bool { return n.Data == "mark" }

// TestADocumentOpensOnItsWords holds that exactly what is quoted is marked, also
// where it runs over blocks, letters of any script and characters that turn others.
func TestADocumentOpensOnItsWords(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	for path, words := range map[string][]string{
		"herald.txt":  {"Halvorsen", "The quay is 240 metres long.", "north quay on 3 March 2031. “We lost two cranes,” Halvorsen told", "metres long.\n\n- Ferries leave"},
		"ar.txt":      {"الرصيف الشمالي يوم الاثنين"},
		"uk.txt":      {"Ніхто не постраждав."},
		"hostile.txt": {"<img src=x onerror=alert(2)> said", "\u202ereversed\u202c word, {{.Secret}}"},
	} {
		for _, w := range words {
			c := h.cite(t, path, w)
			page := h.get(place(c)).Body.Bytes()
			harmless(t, path, page)
			got := strings.Join(texts(t, page, isMark), "")
			if strings.Join(strings.Fields(got), "") != strings.Join(strings.Fields(w), "") {
				t.Errorf("%s: marked is %q, want %q", path, got, w)
			}
			if first := texts(t, page, func(n *html.Node) bool { return attribute(n, "id") == "quote" }); len(first) != 1 {
				t.Errorf("%s: %d places to scroll to", path, len(first))
			}
		}
	}
}

// TestTheReceiptTellsWhereItComesFrom holds that a careful reader finds what there
// is to check.
func TestTheReceiptTellsWhereItComesFrom(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	c := h.cite(t, "wire.txt", "Two cranes fell into the harbour on 3 March 2031, said Ingrid Halvorsen, the harbour master.")
	page := h.get(place(c)).Body.String()
	doc, _ := h.dossier.Head(c.Doc)
	for _, want := range []string{c.ID, "Northern Wire", "4 March 2031", "wire.txt", "from the", string(doc.Language),
		"https://wire.example/cranes#top:~:text=Two%20cranes%20fell%20into%20the%20harbour,said%20Ingrid%20Halvorsen%2C%20the%20harbour%20master."} {
		if !strings.Contains(page, want) {
			t.Errorf("nothing says %q", want)
		}
	}
	if w := h.get("/q/" + c.ID); w.Code != http.StatusSeeOther || w.Header().Get("Location") != place(c)+"#quote" {
		t.Errorf("the short address leads to %d %q", w.Code, w.Header().Get("Location"))
	}
	if w := h.get("/q/zzzzzzzz"); w.Code != http.StatusNotFound {
		t.Errorf("an id of nothing: %d", w.Code)
	}
}

func TestAFileWithPagesOpensOnItsPage(t *testing.T) {
	doc := knowledge.NewDocument("report.pdf", "The quay is long.\n\nThe quay is deep.\n")
	doc.Pages, doc.URL = []int{0, 19}, "https://port.example/report.pdf#view=Fit"
	h := openDocuments(t, []knowledge.Document{doc}, web.GateConfig{})
	for words, want := range map[string]string{"quay is long": "page 1", "The quay is deep": "page 2", "deep": "page 2"} {
		page := h.get(place(h.cite(t, "report.pdf", words))).Body.String()
		address := "https://port.example/report.pdf#" + strings.Replace(want, " ", "=", 1) + `"`
		if !strings.Contains(page, want) || !strings.Contains(page, address) || !strings.Contains(page, "Page 2") {
			t.Errorf("%q is not told to be on %s", words, want)
		}
	}
}

func TestLanguagesAndDirectionsAreMarked(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	for path, language := range map[string]string{"ar.txt": "ar", "uk.txt": "uk"} {
		doc, err := h.dossier.Find(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		page := h.get("/d/" + string(doc.ID)).Body.Bytes()
		articles := texts(t, page, func(n *html.Node) bool {
			return n.Data == "article" && attribute(n, "lang") == language && attribute(n, "dir") == "auto"
		})
		if len(articles) != 1 {
			t.Errorf("%s is not marked as %s", path, language)
		}
	}
}

// TestALongLineIsReadInParts holds that a line of five million bytes makes pages of a
// bearable size, and that a citation far in it is on the page that it opens.
func TestALongLineIsReadInParts(t *testing.T) {
	text := strings.Repeat("tide ", 500_000) + "Then the quay sank. " + strings.Repeat("рядок ", 230_000)
	doc := knowledge.NewDocument("long.txt", text)
	h := openDocuments(t, []knowledge.Document{doc}, web.GateConfig{})
	c := h.cite(t, "long.txt", "Then the quay sank.")
	page := h.get(place(c)).Body.Bytes()
	if got := texts(t, page, isMark); !cmp.Equal(got, []string{"Then the quay sank."}) {
		t.Errorf("marked is %q", got)
	}
	if len(page) > most {
		t.Errorf("its page has %d bytes", len(page))
	}
	if whole := h.get("/d/" + string(doc.ID) + "/0-" + "5000000"); whole.Code == http.StatusOK && whole.Body.Len() > most {
		t.Errorf("a quotation of all of it has %d bytes", whole.Body.Len())
	}
	if last := h.get("/d/" + string(doc.ID) + "?part=9999").Body.String(); !strings.Contains(last, "рядок") || strings.Contains(last, "tide") || strings.Contains(last, "Next part") {
		t.Error("the last part is not its end")
	}
}

func TestAddressesThatLeadNowhere(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	c := h.cite(t, "uk.txt", "Ніхто")
	for _, address := range []string{"/nothing", "/d/nothing", "/d/" + string(c.Doc) + "/5-2", "/d/" + string(c.Doc) + "/0-999999", "/d/" + string(c.Doc) + "/x-y", "/d/" + string(c.Doc) + "/0-",
		"/d/" + string(c.Doc) + "/1-3", // in the middle of letters
		"/static/../gate.go", "/static/%2e%2e%2fgate.go", "/d/..%2f..%2fetc%2fpasswd", "/d/%00", "/who/", "/picture?line=/ask+x", "/static/nothing.css"} {
		w := h.get(address)
		if w.Code != http.StatusNotFound && w.Code != http.StatusTemporaryRedirect && w.Code != http.StatusMovedPermanently {
			t.Errorf("%s: status %d", address, w.Code)
		}
		harmless(t, address, w.Body.Bytes())
	}
	for _, address := range []string{"/q/a%0d%0aSet-Cookie:x=1", "/search?q=a%0d%0aX-Injected:1", "/who/a%0d%0aX-Injected:1"} {
		w := h.get(address)
		if len(w.Header()["Set-Cookie"])+len(w.Header()["X-Injected"]) > 0 || strings.ContainsAny(w.Header().Get("Location"), "\r\n") {
			t.Errorf("%s: headers %v", address, w.Header())
		}
	}
}

// TestDocumentsAreFiltered holds that the list can be narrowed by publisher, date
// and origin.
func TestDocumentsAreFiltered(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	listed := func(address string) (paths []string) {
		return texts(t, h.get(address).Body.Bytes(), func(n *html.Node) bool { return attribute(n, "class") == "path" })
	}
	if got := listed("/documents"); len(got) != 5 {
		t.Errorf("all are %q", got)
	}
	if got := listed("/documents?since=2031-03-05"); !cmp.Equal(got, []string{"herald.txt"}) {
		t.Errorf("since 5 March are %q", got)
	}
	if got := listed("/documents?origin=Northern+Wire"); !strings.Contains(strings.Join(got, " "), "herald.txt") || len(got) > 2 {
		t.Errorf("of the Northern Wire are %q", got)
	}
	if page := h.get("/documents?since=yesterday").Body.String(); !strings.Contains(page, "is no date") {
		t.Error("nothing says that “yesterday” could not be read")
	}
}

func TestTheTimelineIsNarrowed(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	entries := func(address string) int {
		return len(texts(t, h.get(address).Body.Bytes(), func(n *html.Node) bool { return n.Data == "li" && attribute(n, "class") == "entry" }))
	}
	all, march := entries("/timeline"), entries("/timeline?since=2031-03-03&to=2031-03-03")
	if march == 0 || march >= all {
		t.Errorf("%d of %d happenings are of 3 March", march, all)
	}
	if n := entries("/timeline?about=tug"); n != 1 {
		t.Errorf("%d happenings of the tug", n)
	}
	if page := h.get("/timeline?since=2031-13").Body.String(); !strings.Contains(page, "is no date") {
		t.Error("nothing says that month 13 could not be read")
	}
}

// TestAPageChangesWithItsDocuments holds that no page is kept beyond a change.
func TestAPageChangesWithItsDocuments(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	before := h.get("/documents")
	again := h.get("/documents", "If-None-Match", before.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("the same page again: status %d", again.Code)
	}
	if _, err := h.dossier.Put(t.Context(), []knowledge.Document{knowledge.NewDocument("late.txt", "A late report on the quay.\n")}); err != nil {
		t.Fatal(err)
	}
	after := h.get("/documents", "If-None-Match", before.Header().Get("ETag"))
	if after.Code != http.StatusOK || !strings.Contains(after.Body.String(), "late.txt") {
		t.Errorf("after a change: status %d", after.Code)
	}
}

func TestCompletionsAreLinesToSend(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	for typed, want := range map[string]string{"/ti": `["/timeline "]`, "/who Halv": "/who Ingrid Halvorsen", "what did Halv": "what did Ingrid Halvorsen", "": "[]"} {
		got := h.get("/complete?line=" + url.QueryEscape(typed)).Body.String()
		if !strings.Contains(got, want) {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
}

// TestEveryBlockIsDrawn holds that the chat draws the answer to every command.
func TestEveryBlockIsDrawn(t *testing.T) {
	h := open(t, seeds.Files, web.GateConfig{})
	var help bot.Help
	for _, b := range h.bot.Handle(t.Context(), bot.Request{Line: "/help"}).Blocks {
		help, _ = b.(bot.Help)
	}
	lines := []string{"who drafted the plan?", "/who Umerov", "/timeline Miami", "/verify nothing like this", "/nonsense", "/who xyzzy", "/check The plan has 28 points."}
	for _, c := range help.Commands {
		name, _, _ := strings.Cut(c.Usage, " ")
		lines = append(lines, name)
	}
	for _, line := range lines {
		w := h.get("/chat?line="+url.QueryEscape(line), "Sec-Fetch-Site", "same-origin")
		if w.Code != http.StatusOK || len(texts(t, w.Body.Bytes(), func(n *html.Node) bool { return attribute(n, "class") == "answer" })) != 1 {
			t.Errorf("%s: status %d, and no answer", line, w.Code)
		}
		harmless(t, line, w.Body.Bytes())
		if w.Body.Len() > most {
			t.Errorf("%s: %d bytes", line, w.Body.Len())
		}
	}
}

// TestPagesOfManyDocumentsStaySmall holds that what grows with the dossier is cut,
// and that this is said.
func TestPagesOfManyDocumentsStaySmall(t *testing.T) {
	h := openDocuments(t, many(500), web.GateConfig{})
	for _, address := range append(addresses(h)[:19], "/chat?line=%2Fsources", "/chat?line=%2Ftimeline", "/chat?line=%2Forigins", "/chat?line=%2Fcompare", "/chat?line=%2Fbrief") {
		w := h.get(address, "Sec-Fetch-Site", "same-origin")
		if w.Code != http.StatusOK || w.Body.Len() > most {
			t.Errorf("%s: status %d, %d bytes", address, w.Code, w.Body.Len())
		}
	}
	if page := h.get("/origins").Body.String(); !strings.Contains(page, "more are not shown") {
		t.Error("nothing says that documents are left out")
	}
}

// TestAnswersMadeOfWhatStrangersWriteAreHarmless holds that an answer of any kind is
// drawn, and that no text in it can act.
func TestAnswersMadeOfWhatStrangersWriteAreHarmless(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	for _, x := range append(adaptertest.Answers(), adaptertest.Hostile()...) {
		handler := h.room.Handler(func(context.Context, bot.Request) bot.Answer { return x.Answer })
		for _, address := range []string{"/chat?line=x", "/", "/who/x", "/timeline", "/origins", "/compare"} {
			r := httptest.NewRequest(http.MethodGet, address, nil)
			r.Host = "localhost"
			r.Header.Set("Sec-Fetch-Site", "same-origin")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code == http.StatusInternalServerError && x.Answer.Err == nil {
				t.Errorf("%s on %s: status %d", x.Name, address, w.Code)
			}
			harmless(t, x.Name+" on "+address, w.Body.Bytes())
			contained(t, x.Name+" on "+address, w.Body.Bytes())
		}
	}
}

// contained checks that characters which turn the direction of what follows are kept
// to themselves.
func contained(t *testing.T, name string, page []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.TextNode || !strings.ContainsAny(n.Data, "\u202d\u202e\u2066") {
			continue
		}
		inside := false
		for above := range n.Ancestors() {
			inside = inside || above.Data == "bdi"
		}
		if !inside {
			t.Errorf("%s: characters turn what follows in %q in <%s>", name, n.Data, n.Parent.Data)
		}
	}
}

func FuzzPages(f *testing.F) {
	for _, h := range adaptertest.HostileTexts() {
		f.Add(h.Text)
	}
	f.Add("The quay.\n\n- one\n- two\n\n| a | b |\n")
	h := openDocuments(f, nil, web.GateConfig{})
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 5000 {
			return
		}
		text = strings.ToValidUTF8(text, "\uFFFD")
		if text == "" {
			return
		}
		doc := knowledge.NewDocument("a.txt", text)
		doc.Title.Value, doc.Publisher.Value, doc.URL = text, text, text
		if _, err := h.dossier.Put(t.Context(), []knowledge.Document{doc}); err != nil {
			t.Fatal(err)
		}
		_, size := utf8.DecodeRuneInString(text)
		for _, address := range []string{"/d/" + string(doc.ID), fmt.Sprintf("/d/%s/0-%d", doc.ID, size), "/documents", "/search?q=" + url.QueryEscape(text[:min(len(text), 200)])} {
			harmless(t, address, h.get(address).Body.Bytes())
		}
	})
}
