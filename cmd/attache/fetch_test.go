package main

import (
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// stranger is a server on the network that does what servers do.
func stranger(t *testing.T) (address string) {
	t.Helper()
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<title>Quay closed</title><article><h1>Quay closed</h1><p>The northern quay was closed on 4 March 2031, said the harbour master.</p></article>")
	}
	mux.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { page(w) })
	mux.HandleFunc("/hops/{n}", func(w http.ResponseWriter, r *http.Request) {
		n, err := strconv.Atoi(r.PathValue("n"))
		if err != nil || n == 0 {
			page(w)
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/hops/%d", n-1), http.StatusFound)
	})
	mux.HandleFunc("/to", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("address"), http.StatusFound)
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		for r.Context().Err() == nil {
			if _, err := fmt.Fprint(w, strings.Repeat("words ", 1<<14)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for range 1 << 10 {
			if _, err := z.Write(make([]byte, 64<<10)); err != nil {
				return
			}
		}
		_ = z.Close() // the reader has gone by then
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// TestIngestFromTheNetwork: what is fetched is told, and what is refused is told in one
// line each that keeps nothing else out, also where a server sends on to somewhere else.
func TestIngestFromTheNetwork(t *testing.T) {
	at := stranger(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(at, "http://"), ":")
	const private = "it leads into a private network, which is not fetched from; ATTACHE_ALLOW_NETWORKS opens one"
	refused := func(address, why string) [2]string { return [2]string{address, "refused: " + address + ": " + why} }
	cases := [][2]string{ // address and line
		{at + "/page", "added: " + at + "/page"},
		{at + "/page", "unchanged: " + at + "/page"},
		{at + "/hops/5", "copy of " + at + "/page: " + at + "/hops/5"},
		refused(at+"/hops/6", "it sends on more than 5 times"),
		refused(at+"/to?address=ftp://archive.example/a.txt", `addresses that begin with "ftp:" are not fetched; http and https are`),
		refused(at+"/to?address=http://169.254.169.254/latest", private),
		refused(at+"/to?address=http://[::ffff:10.0.0.1]/", private),
		refused(at+"/endless", "it has more than 20 MiB"),
		refused(at+"/bomb", "it has more than 20 MiB"),
		refused("http://192.168.7.1/", private),
		refused("http://0.0.0.0:"+port+"/page", private),
		refused("http://[fd00::1]/", private),
		refused("http://[fe80::1]/", private),
		refused("http://[64:ff9b::7f00:1]/", private),
		refused("http://[::1]:"+port+"/page", private),
		refused("gopher://archive.example/", `addresses that begin with "gopher:" are not fetched; http and https are`),
	}
	args := []string{"ingest", "--data", t.TempDir(), "--allow-networks", "127.0.0.1/32"}
	for _, c := range cases {
		args = append(args, c[0])
	}
	cmd := exec.Command("attache", args...)
	// A proxy would fetch from where this program does not.
	cmd.Env = append(cmd.Environ(), "HTTP_PROXY="+at, "http_proxy="+at)
	out, err := cmd.Output()
	if err == nil {
		t.Error("it ends as if nothing had been refused")
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, c := range cases {
		if !slices.Contains(lines, c[1]) {
			t.Errorf("there is no line %q", c[1])
		}
	}
	if len(lines) != len(cases) || t.Failed() {
		t.Errorf("%d addresses gave %d lines:\n%s", len(cases), len(lines), out)
	}
}

// TestNothingIsFetchedFromThisMachine unless somebody allows it.
func TestNothingIsFetchedFromThisMachine(t *testing.T) {
	at := stranger(t)
	for _, address := range []string{at + "/page", strings.Replace(at, "127.0.0.1", "localhost", 1) + "/page", strings.Replace(at, "127.0.0.1", "2130706433", 1) + "/page"} {
		out, err := exec.Command("attache", "ingest", "--data", inMemory, address).Output()
		if err == nil || !strings.HasPrefix(string(out), "refused: "+address) {
			t.Errorf("%s: %v: %s", address, err, out)
		}
	}
}
