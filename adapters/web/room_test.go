package web_test

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"attache/adapters/web"
	"attache/bot"
	"attache/bot/sqlstate"
	"attache/knowledge"
	"attache/knowledge/ingest"
	"attache/knowledge/knowledgetest"
	"attache/seeds"
)

// today is when all tests happen.
var today = time.Date(2031, 3, 7, 9, 0, 0, 0, time.UTC)

// house is a reading room with what stands behind it.
type house struct {
	dossier *knowledge.Dossier
	bot     *bot.Bot
	gate    *web.Gate
	room    *web.Room
	handler http.Handler
	now     *time.Time
}

// open returns the reading room of a folder of documents.
func open(tb testing.TB, folder fs.FS, c web.GateConfig) *house {
	tb.Helper()
	ctx := tb.Context()
	read, err := ingest.ReadFolder(ctx, folder)
	if err != nil {
		tb.Fatal(err)
	}
	return openDocuments(tb, read.Documents, c)
}

func openDocuments(tb testing.TB, docs []knowledge.Document, c web.GateConfig) *house {
	tb.Helper()
	ctx := tb.Context()
	d := knowledgetest.Open(tb, knowledge.Config{})
	knowledgetest.Fill(tb, d, docs)
	state, err := sqlstate.Open(ctx, sqlstate.InMemory, "test", sqlstate.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = state.Close() })
	now := today
	h := &house{dossier: d, now: &now}
	if c.Key == nil {
		c.Key = []byte("01234567890123456789012345678901")
	}
	c.Now = func() time.Time { return *h.now }
	if h.gate, err = web.NewGate(c); err != nil {
		tb.Fatal(err)
	}
	h.bot = bot.New(d, bot.Options{Now: c.Now, State: state, Links: h.gate})
	h.room, err = web.New(web.Config{Dossier: d, Gate: h.gate, Completer: h.bot, Now: c.Now, Picture: drawn})
	if err != nil {
		tb.Fatal(err)
	}
	mux := http.NewServeMux()
	h.room.Mount(mux, h.bot.Handle)
	h.handler = mux
	return h
}

// drawn stands for a picture: nothing here looks at one.
func drawn(t bot.Timeline, title string, dark bool) ([]byte, error) {
	return []byte("\x89PNG\r\n\x1a\n" + title), nil
}

// get asks for a page as a browser on this machine does.
func (h *house) get(address string, headers ...string) *httptest.ResponseRecorder {
	return h.ask(http.MethodGet, address, nil, headers...)
}

func (h *house) ask(method, address string, body *strings.Reader, headers ...string) *httptest.ResponseRecorder {
	var r *http.Request
	if body == nil {
		r = httptest.NewRequest(method, address, nil)
	} else {
		r = httptest.NewRequest(method, address, body)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if !strings.HasPrefix(address, "http") {
		r.Host = "127.0.0.1:8080"
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, r)
	return w
}

// cite returns the citation of words that stand in a document.
func (h *house) cite(tb testing.TB, path, words string) knowledge.Citation {
	tb.Helper()
	doc, err := h.dossier.Find(tb.Context(), path)
	if err != nil {
		tb.Fatal(err)
	}
	at := strings.Index(doc.Text, words)
	if at < 0 {
		tb.Fatalf("%s does not say %q", path, words)
	}
	return doc.Cite(knowledge.Span{Start: at, End: at + len(words)})
}

func place(c knowledge.Citation) string {
	return fmt.Sprintf("/d/%s/%d-%d", c.Doc, c.Span.Start, c.Span.End)
}

// harbour is a dossier in several languages, and with what strangers may write.
func harbour() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	return fstest.MapFS{
		"herald.txt": file("The Fjord Herald\n5 March 2031\nNorth quay shut after crane falls\n\nThe harbour master, Ingrid Halvorsen, closed the north quay on 3 March 2031. " +
			"“We lost two cranes,” Halvorsen told the Northern Wire.\n\nThe quay is 240 metres long.\n\n- Ferries leave from the south quay.\n- Freight waits at anchor.\n"),
		"wire.txt": file("Northern Wire\n4 March 2031\nTwo cranes fall at Fjord harbour\n\nTwo cranes fell into the harbour on 3 March 2031, said Ingrid Halvorsen, the harbour master. " +
			"The port will reopen on 20 March 2031.\n\nA tug was damaged in February 2031.\n"),
		"ar.txt":       file("إغلاق الرصيف الشمالي\n\nأغلقت مديرة الميناء الرصيف الشمالي يوم الاثنين بعد سقوط رافعتين في الماء. ولم يصب أحد بأذى، وفق ما قالته المديرة للصحافة.\n"),
		"uk.txt":       file("Північний причал зачинено\n\nНачальниця порту Інгрід Галворсен зачинила північний причал 3 березня 2031 року. Ніхто не постраждав.\n"),
		"hostile.txt":  file("<script>alert(1)</script> \u202etxt.exe\u202c\n\n<img src=x onerror=alert(2)> said \"><svg onload=alert(3)> and javascript:alert(4) on 4 March 2031. A \u202ereversed\u202c word, {{.Secret}} and ]]> end here.\n"),
		"dossier.yaml": file("documents:\n  wire.txt: {title: \"Two cranes fall at Fjord harbour\", url: \"https://wire.example/cranes#top\"}\n  hostile.txt: {url: \"javascript:alert(5)\", publisher: \"<b onmouseover=alert(6)>\"}\n"),
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	theBrowser.close()
	os.Exit(code)
}

func seeded(tb testing.TB) *house { return open(tb, seeds.Files, web.GateConfig{}) }
