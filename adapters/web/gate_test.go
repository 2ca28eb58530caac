package web_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/adapters/web"
)

const site = "https://dossier.example"

// path is an address without its site and without its fragment.
func path(t *testing.T, address string) string {
	t.Helper()
	rest, ok := strings.CutPrefix(address, site)
	if !ok {
		t.Fatalf("%q is not on %s", address, site)
	}
	rest, _, _ = strings.Cut(rest, "#")
	return rest
}

func TestOnThisMachineAloneNoLinkIsGivenAndNoOtherNameIsServed(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	if link := h.gate.Link(h.cite(t, "wire.txt", "cranes")); link != "" {
		t.Errorf("a link that nobody can follow: %q", link)
	}
	for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost": 200, "LOCALHOST:1": 200, "[::1]:8080": 200, "127.9.9.9": 200,
		"evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example:8080": 421, "10.0.0.1": 421, "": 421} {
		if w := h.get("/documents", "Host", host); w.Code != want || want != 200 && strings.Contains(w.Body.String(), "herald") {
			t.Errorf("host %q: status %d, want %d", host, w.Code, want)
		}
	}
}

func TestASignedLinkLeadsInUntilItExpires(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{PublicURL: site, Valid: 48 * time.Hour})
	c := h.cite(t, "wire.txt", "Two cranes fell into the harbour")
	link := path(t, h.gate.Link(c))
	if w := h.get("/documents", "Host", "dossier.example"); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "herald") {
		t.Errorf("a stranger is shown %d", w.Code)
	}
	if w := h.get("/documents"); w.Code != http.StatusForbidden {
		t.Errorf("a proxy on this machine lets in strangers: %d", w.Code)
	}
	w := h.get(link)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Two cranes fell into the harbour</mark>") {
		t.Fatalf("the link shows %d", w.Code)
	}
	cookies := w.Result().Cookies()
	if len(cookies) != 1 || !cookies[0].Secure || !cookies[0].HttpOnly || cookies[0].SameSite != http.SameSiteLaxMode || cookies[0].Path != "/" {
		t.Fatalf("cookies are %v", cookies)
	}
	session := cookies[0].Name + "=" + cookies[0].Value
	if w := h.get("/documents", "Cookie", session); w.Code != http.StatusOK {
		t.Errorf("in the session: %d", w.Code)
	}
	for name, forged := range map[string]string{
		"another place":     strings.Replace(link, "/d/"+string(c.Doc)+"/", "/d/"+string(h.cite(t, "herald.txt", "quay").Doc)+"/", 1),
		"a later end":       strings.Replace(link, "until=", "until=z", 1),
		"no end":            strings.Replace(link, "until=", "x=", 1),
		"another signature": link[:len(link)-2] + "zz",
		"the front page":    "/?" + strings.SplitN(link, "?", 2)[1],
	} {
		if w := h.get(forged); w.Code != http.StatusForbidden || strings.Contains(w.Body.String(), "crane") {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
	*h.now = today.Add(13 * time.Hour)
	if w := h.get("/documents", "Cookie", session); w.Code != http.StatusForbidden {
		t.Errorf("after the session: %d", w.Code)
	}
	*h.now = today.Add(4 * 24 * time.Hour)
	w = h.get(link)
	if w.Code != http.StatusGone || len(w.Result().Cookies()) > 0 {
		t.Fatalf("the expired link shows %d", w.Code)
	}
	for _, want := range []string{c.ID, "/verify " + c.ID, "Two cranes fall at Fjord harbour"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the expired link does not say %q", want)
		}
	}
	if strings.Contains(w.Body.String(), "fell into") {
		t.Error("the expired link shows the text")
	}
}

func TestAProxyThatKnowsWhoAsksLetsIn(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{PublicURL: site, ProxyHeader: "X-Forwarded-Email"})
	link := h.gate.Link(h.cite(t, "wire.txt", "cranes"))
	if strings.Contains(link, "?") {
		t.Errorf("%s needs no signature", link)
	}
	if w := h.get(path(t, link)); w.Code != http.StatusForbidden {
		t.Errorf("without the header: %d", w.Code)
	}
	if w := h.get(path(t, link), "X-Forwarded-Email", "reader@example.org"); w.Code != http.StatusOK {
		t.Errorf("with the header: %d", w.Code)
	}
	here := open(t, harbour(), web.GateConfig{ProxyHeader: "X-Forwarded-Email"})
	if w := here.get("/documents"); w.Code != http.StatusForbidden {
		t.Errorf("on this machine without the header: %d", w.Code)
	}
}

func TestConfigurationThatWouldNotBeSafeIsRefused(t *testing.T) {
	key := web.NewKey()
	for name, c := range map[string]web.GateConfig{
		"no encryption": {PublicURL: "http://dossier.example", Key: key},
		"a path":        {PublicURL: "https://dossier.example/room", Key: key},
		"no address":    {PublicURL: "dossier.example", Key: key},
		"a password":    {PublicURL: "https://a:b@dossier.example", Key: key},
		"a short key":   {PublicURL: site, Key: []byte("short")},
		"a bad header":  {PublicURL: site, Key: key, ProxyHeader: "X Y: z"},
		"no time":       {PublicURL: site, Key: key, Valid: -time.Hour},
	} {
		if _, err := web.NewGate(c); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestTheKeyStaysAndIsForItsOwnerAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "links.key")
	first, err := web.LoadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	second, err := web.LoadKey(file)
	if err != nil || string(first) != string(second) || len(first) != web.KeySize {
		t.Errorf("another key the second time: %v", err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its file is %v, %v", info.Mode(), err)
	}
}

// TestNoOtherSiteHasALineSaid holds that what may change things is sent from a page
// here alone.
func TestNoOtherSiteHasALineSaid(t *testing.T) {
	h := open(t, harbour(), web.GateConfig{})
	page := h.get("/chat").Body.String()
	field := func(name string) string {
		_, rest, _ := strings.Cut(page, `name="`+name+`" value="`)
		value, _, _ := strings.Cut(rest, `"`)
		return value
	}
	form := url.Values{"c": {field("c")}, "token": {field("token")}, "line": {"/who Halvorsen"}}
	post := func(headers ...string) int {
		return h.ask(http.MethodPost, "/chat", strings.NewReader(form.Encode()), headers...).Code
	}
	if got := post("Sec-Fetch-Site", "same-origin"); got != http.StatusOK {
		t.Errorf("from here: %d", got)
	}
	for name, headers := range map[string][]string{"another site": {"Sec-Fetch-Site", "cross-site"}, "another origin": {"Origin", "https://evil.example"}} {
		if got := post(headers...); got != http.StatusForbidden {
			t.Errorf("from %s: %d", name, got)
		}
	}
	form.Set("token", "guessed")
	if got := post(); got != http.StatusForbidden {
		t.Errorf("with another token: %d", got)
	}
	if got := h.ask(http.MethodPost, "/chat", strings.NewReader("line="+strings.Repeat("x", 1<<20))).Code; got != http.StatusRequestEntityTooLarge && got != http.StatusForbidden {
		t.Errorf("a body of a megabyte: %d", got)
	}
	if w := h.get("/chat?line=%2Fwho+Halvorsen", "Sec-Fetch-Site", "cross-site"); strings.Contains(w.Body.String(), `class="answer"`) || !strings.Contains(w.Body.String(), "came from elsewhere") {
		t.Error("a link on another site has a line said")
	}
	if w := h.get("/search?q=" + strings.Repeat("x", 20_000)); w.Code != http.StatusRequestURITooLong {
		t.Errorf("an address of 20 kB: %d", w.Code)
	}
}
