package ingest_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"attache/knowledge/ingest"
)

// site is a server on this machine, and a Fetcher that may connect to it.
func site(t *testing.T) (string, *ingest.Fetcher) {
	t.Helper()
	page, err := os.ReadFile("testdata/formats/article.html")
	if err != nil {
		t.Fatal(err)
	}
	feed, err := os.ReadFile("testdata/formats/news.rss")
	if err != nil {
		t.Fatal(err)
	}
	cyrillic, err := os.ReadFile("testdata/formats/cyrillic.html")
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/article", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Etag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(page)
	})
	mux.HandleFunc("/cyrillic", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1251")
		w.Write(cyrillic)
	})
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		w.Write(feed)
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/article", http.StatusFound) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://10.0.0.1/secret", http.StatusFound)
	})
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/busy", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	mux.HandleFunc("/huge", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		chunk := strings.Repeat("words ", 1<<16)
		for range ingest.MaxFetch/len(chunk) + 1 {
			fmt.Fprint(w, chunk)
		}
	})
	mux.HandleFunc("/picture", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "image/png") })
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, ingest.NewFetcher(netip.MustParsePrefix("127.0.0.0/8"))
}

func TestFetch(t *testing.T) {
	at, f := site(t)
	got, err := f.Fetch(t.Context(), at+"/moved", ingest.Version{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Documents) != 1 || got.Documents[0].Publisher.Value != "Northern Wire" || got.Documents[0].Path != at+"/moved" {
		t.Errorf("got %+v", got.Documents)
	}
	again, err := f.Fetch(t.Context(), at+"/article", got.Version)
	if err != nil || !again.Unchanged {
		t.Errorf("asked with its version: %+v, %v", again, err)
	}
	feed, err := f.Fetch(t.Context(), at+"/feed", ingest.Version{})
	if err != nil || !feed.Feed || len(feed.Documents) != 2 {
		t.Errorf("feed: %+v, %v", feed, err)
	}
	cyrillic, err := f.Fetch(t.Context(), at+"/cyrillic", ingest.Version{})
	if err != nil || !strings.Contains(cyrillic.Documents[0].Text, "Мы сдаём стену") {
		t.Errorf("in the encoding that the server names: %+v, %v", cyrillic, err)
	}
	_, err = f.Fetch(t.Context(), at+"/busy", ingest.Version{})
	var later *ingest.LaterError
	if !errors.As(err, &later) || later.After != 2*time.Minute {
		t.Errorf("a busy server: %v", err)
	}
}

func TestWhatIsNotFetched(t *testing.T) {
	at, f := site(t)
	private := "it leads into a private network, which is not fetched from; ATTACHE_ALLOW_NETWORKS opens one"
	for address, want := range map[string]string{
		at + "/inside":              private,
		"http://192.168.1.1/":       private,
		"http://169.254.169.254/":   private,
		"http://[::1]:8080/":        private,
		"http://[::ffff:10.0.0.1]/": private,
		"ftp://example.org/a.txt":   `addresses that begin with "ftp:" are not fetched; http and https are`,
		at + "/file":                `addresses that begin with "file:" are not fetched; http and https are`,
		at + "/round":               "it sends on more than 5 times",
		at + "/missing":             "the server answers 404 Not Found",
		at + "/huge":                "it has more than 20 MiB",
		at + "/picture":             "what is of the type image/png is not read",
		"https:///nothing":          "it names no host",
	} {
		_, err := f.Fetch(t.Context(), address, ingest.Version{})
		if err == nil || err.Error() != address+": "+want {
			t.Errorf("%s:\ngot  %v\nwant %s", address, err, want)
		}
	}
	closed := ingest.NewFetcher()
	if _, err := closed.Fetch(t.Context(), at+"/article", ingest.Version{}); err == nil || !strings.Contains(err.Error(), private) {
		t.Errorf("this machine, which nobody opened: %v", err)
	}
}
