package web_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"attache/adapters/web"

	"github.com/chromedp/cdproto/emulation"
	cdp "github.com/chromedp/chromedp"
)

// theBrowser is one browser for all tests: to start one takes a second.
var theBrowser browser

type browser struct {
	once   sync.Once
	ctx    context.Context
	cancel []context.CancelFunc
	err    error
}

// required reports whether what tests need must be there, as it is where changes are
// judged.
func required() bool {
	return os.Getenv("CI") != "" || os.Getenv("ATTACHE_TEST_SERVICES") == "required"
}

// lacking ends a test that needs what is not there.
func lacking(tb testing.TB, what string) {
	tb.Helper()
	if required() {
		tb.Fatal(what)
	}
	tb.Skip(what)
}

// tab opens a page of its own in the browser.
func tab(t *testing.T) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && program == "" {
			program = path
		}
	}
	if program == "" {
		lacking(t, "there is no Chromium: apt-get install chromium")
	}
	theBrowser.once.Do(func() { theBrowser.start(program) })
	if theBrowser.err != nil {
		t.Fatal(theBrowser.err)
	}
	ctx, cancel := cdp.NewContext(theBrowser.ctx)
	t.Cleanup(cancel)
	ctx, stop := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(stop)
	return ctx
}

func (b *browser) start(program string) {
	options := append(cdp.DefaultExecAllocatorOptions[:len(cdp.DefaultExecAllocatorOptions):len(cdp.DefaultExecAllocatorOptions)],
		cdp.ExecPath(program), cdp.Flag("disable-dev-shm-usage", true), cdp.Flag("force-prefers-reduced-motion", true))
	if os.Getuid() == 0 {
		options = append(options, cdp.NoSandbox)
	}
	alloc, cancel := cdp.NewExecAllocator(context.Background(), options...)
	ctx, cancel2 := cdp.NewContext(alloc)
	b.ctx, b.cancel = ctx, []context.CancelFunc{cancel2, cancel}
	b.err = cdp.Do(ctx, cdp.Navigate("about:blank"))
}

func (b *browser) close() {
	for _, cancel := range b.cancel {
		cancel()
	}
}

// served is a room that is served to a browser.
func served(t *testing.T, h *house) string {
	t.Helper()
	s := httptest.NewServer(h.handler)
	t.Cleanup(s.Close)
	return s.URL
}

// do carries out steps in a browser.
func do(t *testing.T, ctx context.Context, steps ...cdp.Action[cdp.Void]) {
	t.Helper()
	if err := cdp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// is returns what an expression is in the page.
func is[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := cdp.Run(ctx, cdp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// until waits until an expression holds in the page, also while another page comes.
func until(expression string) cdp.Action[cdp.Void] {
	return cdp.Func(func(ctx context.Context, _ *cdp.Target) error {
		look := time.NewTicker(20 * time.Millisecond)
		defer look.Stop()
		for {
			if holds, err := cdp.Run(ctx, cdp.Evaluate[bool]("!!("+expression+")")); err == nil && holds {
				return nil
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("%s: %w", expression, ctx.Err())
			case <-look.C:
			}
		}
	})
}

const answered = `.turn:last-child .answer:not(.waiting)`

func TestAQuestionIsAnsweredAndItsCitationOpensOnItsWords(t *testing.T) {
	ctx := tab(t)
	url := served(t, seeded(t))
	do(t, ctx, cdp.EmulateViewport(1200, 800), cdp.Navigate(url+"/chat"), cdp.SendKeys(cdp.CSS("#line"), "how many points does the plan have?\r"),
		until(`document.querySelector("`+answered+` .quote blockquote")`))
	quote := is[string](t, ctx, `document.querySelector("`+answered+` .quote blockquote").textContent`)
	do(t, ctx, cdp.Click(cdp.CSS(answered+" .quote figcaption a")), until(`location.pathname.startsWith("/d/") && document.querySelector("mark#quote")`))
	marked := is[string](t, ctx, `[...document.querySelectorAll("article mark")].map(m => m.textContent).join("")`)
	if marked != quote || quote == "" {
		t.Errorf("the document is marked at %q, the quotation is %q", marked, quote)
	}
	if !is[bool](t, ctx, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector("mark#quote").getBoundingClientRect())`) {
		t.Error("the words are not in view")
	}
}

func TestTheChatCompletesRemembersAndFollows(t *testing.T) {
	ctx := tab(t)
	url := served(t, open(t, harbour(), web.GateConfig{}))
	do(t, ctx, cdp.Navigate(url+"/chat"), cdp.SendKeys(cdp.CSS("#line"), "/who Halv"), until(`!document.querySelector("#offers").hidden`),
		cdp.SendKeys(cdp.CSS("#line"), "\t"), until(`document.querySelector("#line").value === "/who Ingrid Halvorsen"`),
		cdp.SendKeys(cdp.CSS("#line"), "\r"), until(`document.querySelector("`+answered+` h2")`))
	if got := is[string](t, ctx, `document.querySelector("`+answered+` h2").textContent`); got != "Ingrid Halvorsen" {
		t.Errorf("the answer is about %q", got)
	}
	do(t, ctx, cdp.SendKeys(cdp.CSS("#line"), "since March 2031\r"), until(`document.querySelectorAll(".turn").length === 2 && document.querySelector("`+answered+`")`))
	if got := is[string](t, ctx, `document.querySelector("`+answered+`").textContent`); !strings.Contains(got, "Halvorsen") {
		t.Errorf("what follows is not about her: %q", got)
	}
	if got := is[string](t, ctx, `(f => { f.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowUp"})); return f.value })(document.querySelector("#line"))`); got == "" {
		t.Error("the line before is not at hand")
	}
}

func TestAButtonInAnAnswerAsksOn(t *testing.T) {
	ctx := tab(t)
	url := served(t, seeded(t))
	do(t, ctx, cdp.Navigate(url+"/chat"), cdp.SendKeys(cdp.CSS("#line"), "/who Umerof\r"), until(`document.querySelector("`+answered+`")`),
		cdp.SendKeys(cdp.CSS("#line"), "what is in the plan?\r"), until(`document.querySelectorAll(".turn").length === 2 && document.querySelector("`+answered+` a[data-limit]")`))
	few := is[int](t, ctx, `document.querySelectorAll("`+answered+` .quote").length`)
	do(t, ctx, cdp.Click(cdp.CSS(answered+" a[data-limit]")), until(`document.querySelectorAll(".turn").length === 3 && document.querySelector("`+answered+` .quote")`))
	if more := is[int](t, ctx, `document.querySelectorAll("`+answered+` .quote").length`); more <= few {
		t.Errorf("more quotations are %d, before there were %d", more, few)
	}
}

func TestTheTimelineIsFilteredAndWalkedByKeyboard(t *testing.T) {
	ctx := tab(t)
	url := served(t, open(t, harbour(), web.GateConfig{}))
	do(t, ctx, cdp.Navigate(url+"/timeline"), cdp.WaitReady(cdp.CSS(".entry")))
	all := is[int](t, ctx, `document.querySelectorAll(".entry").length`)
	do(t, ctx, cdp.SendKeys(cdp.CSS("#about"), "tug\r"), until(`location.search.includes("about=tug") && document.querySelector(".entry")`))
	if n := is[int](t, ctx, `document.querySelectorAll(".entry").length`); n == 0 || n >= all {
		t.Errorf("%d of %d happenings are of the tug", n, all)
	}
	do(t, ctx, cdp.Navigate(url+"/timeline"), cdp.WaitReady(cdp.CSS(".entry")), cdp.KeyEvent("j"), cdp.KeyEvent("j"))
	if at := is[string](t, ctx, `document.activeElement.id`); at != "e2" {
		t.Errorf("j and j lead to %q", at)
	}
	do(t, ctx, cdp.KeyEvent("+"), until(`location.search.includes("since=") && document.readyState === "complete"`))
}

func TestWordsAreFoundAsTheyAreTyped(t *testing.T) {
	ctx := tab(t)
	url := served(t, open(t, harbour(), web.GateConfig{}))
	do(t, ctx, cdp.Navigate(url+"/search"), cdp.SendKeys(cdp.CSS("#q"), "Halv"), until(`document.querySelector("#results a[href='/who/Ingrid%20Halvorsen']")`),
		cdp.SendKeys(cdp.CSS("#q"), "orsen cranes"), until(`document.querySelector("#results .quote mark")`))
	if where := is[string](t, ctx, `location.search`); !strings.Contains(where, "cranes") {
		t.Errorf("the address is %q and cannot be shared", where)
	}
}

// TestAPhoneShowsEveryPageWhole holds that nothing runs out of a screen of 390
// points, on pages that hold what strangers write too.
func TestAPhoneShowsEveryPageWhole(t *testing.T) {
	ctx := tab(t)
	do(t, ctx, cdp.EmulateViewport(390, 844, cdp.EmulateMobile))
	strange, usual := open(t, harbour(), web.GateConfig{}), seeded(t)
	for h, list := range map[*house][]string{strange: addresses(strange), usual: {"/", "/documents", "/timeline", "/origins", "/compare"}} {
		url := served(t, h)
		for _, address := range list {
			do(t, ctx, cdp.Navigate(url+address))
			if wide := is[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
				t.Errorf("%s is %d points wide", address, wide)
			}
		}
	}
}

func TestWithoutScriptPagesAreReadAndQuestionsAnswered(t *testing.T) {
	ctx := tab(t)
	url := served(t, open(t, harbour(), web.GateConfig{}))
	do(t, ctx, cdp.Func(func(ctx context.Context, _ *cdp.Target) error {
		_, err := cdp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), cdp.Navigate(url+"/"), cdp.SendKeys(cdp.CSS("#line"), "who closed the north quay?\r"), cdp.WaitReady(cdp.CSS(".answer .quote figcaption a")))
	quote, err := cdp.Run(ctx, cdp.Text(cdp.CSS(".answer .quote blockquote")))
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, cdp.Click(cdp.CSS(".answer .quote figcaption a")), cdp.WaitReady(cdp.CSS("mark#quote")))
	marked, err := cdp.Run(ctx, cdp.Text(cdp.CSS("mark#quote")))
	if err != nil || strings.TrimSpace(quote) != marked {
		t.Errorf("marked is %q, the quotation %q (%v)", marked, quote, err)
	}
	do(t, ctx, cdp.Navigate(url+"/chat"), cdp.SendKeys(cdp.CSS("#line"), "/who Halvorsen\r"), cdp.WaitReady(cdp.CSS(".answer .profile")))
}

func TestASignedLinkOpensARoomInABrowserUntilItExpires(t *testing.T) {
	ctx := tab(t)
	s := httptest.NewUnstartedServer(nil)
	site := "http://" + s.Listener.Addr().String()
	h := open(t, harbour(), web.GateConfig{PublicURL: site, Valid: time.Hour})
	s.Config.Handler = h.handler
	s.Start()
	t.Cleanup(s.Close)
	link := h.gate.Link(h.cite(t, "wire.txt", "Two cranes fell into the harbour"))
	do(t, ctx, cdp.Navigate(site+"/"))
	if says := is[string](t, ctx, `document.body.textContent`); !strings.Contains(says, "not open to everybody") {
		t.Errorf("a stranger reads %q", says)
	}
	do(t, ctx, cdp.Navigate(link))
	if marked := is[string](t, ctx, `document.querySelector("mark#quote").textContent`); marked != "Two cranes fell into the harbour" {
		t.Errorf("marked is %q", marked)
	}
	do(t, ctx, cdp.Navigate(site+"/chat"), cdp.SendKeys(cdp.CSS("#line"), "/who Halvorsen\r"), until(`document.querySelector("`+answered+` .profile")`))
	*h.now = today.Add(72 * time.Hour)
	do(t, ctx, cdp.Navigate(link))
	if says := is[string](t, ctx, `document.body.textContent`); !strings.Contains(says, "has expired") || !strings.Contains(says, "Two cranes fall at Fjord harbour") {
		t.Errorf("after its time the link shows %q", says)
	}
}

// axe is where npm ci puts the checks for people who cannot see or point.
var axe = filepath.Join("testdata", "axe", "node_modules", "axe-core", "axe.min.js")

func TestPagesAreForPeopleWhoCannotSeeOrPoint(t *testing.T) {
	script, err := os.ReadFile(axe)
	if err != nil {
		lacking(t, "axe-core is not there: (cd adapters/web/testdata/axe && npm ci)")
	}
	ctx := tab(t)
	h := open(t, harbour(), web.GateConfig{})
	url := served(t, h)
	c := h.cite(t, "herald.txt", "The quay is 240 metres long.")
	list := []string{place(c), "/", "/documents", "/timeline", "/people", "/who/Ingrid%20Halvorsen", "/who/Nobody", "/origins", "/compare", "/search?q=crane", "/chat", "/nothing",
		"/d/" + string(h.cite(t, "ar.txt", "الرصيف").Doc), "/d/" + string(h.cite(t, "hostile.txt", "end here").Doc)}
	for scheme, rules := range map[string]string{"light": "", "dark": `, runOnly: ["color-contrast"]`} {
		do(t, ctx, cdp.Func(func(ctx context.Context, _ *cdp.Target) error {
			_, err := cdp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
			return err
		}))
		for _, address := range list {
			do(t, ctx, cdp.Navigate(url+address))
			is[bool](t, ctx, string(script)+";true")
			found, err := cdp.Run(ctx, cdp.Evaluate[[]string](`axe.run({resultTypes: ["violations"]`+rules+`}).then(r => r.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).slice(0, 3).join(" ")))`, cdp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				t.Errorf("%s (%s): %s", address, scheme, f)
			}
		}
	}
}
