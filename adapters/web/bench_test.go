package web_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"

	"attache/adapters/web"
	"attache/knowledge"
)

// connections is how many readers there are at once.
const connections = 32

// BenchmarkPages counts pages a second at 32 connections, of five documents and of
// ten thousand, and what a handler makes that sends the same bytes from memory.
func BenchmarkPages(b *testing.B) {
	for _, dossier := range []struct {
		name string
		open func() *house
	}{
		{"seeds", func() *house { return seeded(b) }},
		{"10000", func() *house { return openDocuments(b, many(10_000), web.GateConfig{}) }},
	} {
		b.Run(dossier.name, func(b *testing.B) {
			h := dossier.open()
			doc := h.dossier.Documents()[0]
			for _, page := range []struct{ name, address string }{
				{"document", "/d/" + string(doc.ID) + "/0-20"},
				{"search", "/search?q=meeting"},
				{"timeline", "/timeline"},
			} {
				w := h.get(page.address)
				if w.Code != http.StatusOK {
					b.Fatalf("%s: status %d", page.address, w.Code)
				}
				b.Run(page.name, func(b *testing.B) { load(b, h.handler, page.address, w.Body.Len()) })
				bytes := w.Body.Bytes()
				memory := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(bytes) })
				b.Run(page.name+"-from-memory", func(b *testing.B) { load(b, memory, page.address, len(bytes)) })
			}
		})
	}
}

// BenchmarkFirstPage is how long a page of the seeds takes that nobody asked for
// before.
func BenchmarkFirstPage(b *testing.B) {
	for _, address := range []string{"/", "/timeline", "/search?q=alaska", "/who/Umerov", "/compare"} {
		b.Run(address[1:], func(b *testing.B) {
			h := seeded(b)
			h.get(address)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				separator := "?"
				if address == "/search?q=alaska" {
					separator = "&"
				}
				h.get(fmt.Sprintf("%s%snew=%d", address, separator, i))
			}
		})
	}
}

// load asks for a page over as many connections as there are readers.
func load(b *testing.B, h http.Handler, address string, size int) {
	s := httptest.NewServer(h)
	defer s.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, DialContext: (&net.Dialer{}).DialContext, DisableCompression: true}}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	b.ResetTimer()
	var left atomic.Int64
	left.Store(int64(b.N))
	var readers sync.WaitGroup
	for range connections {
		readers.Go(func() {
			for left.Add(-1) >= 0 {
				r, err := client.Get(s.URL + address)
				if err != nil {
					b.Error(err)
					return
				}
				if n, err := io.Copy(io.Discard, r.Body); err != nil || int(n) != size {
					b.Errorf("%d bytes, want %d (%v)", n, size, err)
				}
				_ = r.Body.Close()
			}
		})
	}
	readers.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

// many are documents as a feed of years brings them.
func many(n int) []knowledge.Document {
	places := []string{"Fjord", "Lind", "Sund", "Vik", "Holm", "Nes", "Dal", "Berg"}
	names := []string{"Ingrid Halvorsen", "Tomas Reyke", "Anna Lind", "Pavel Novak", "Maria Costa", "John Okoro"}
	docs := make([]knowledge.Document, n)
	for i := range docs {
		day, month, year := 1+i%28, 1+i/28%12, 2020+i/336%10
		place, name := places[i%len(places)], names[i/7%len(names)]
		text := fmt.Sprintf("The %s Herald\n%04d-%02d-%02d\nMeeting %d in %s\n\n%s opened meeting %d of the harbour board in %s on %d-%02d-%02d. “We need %d cranes,” %s said.\n\nThe quay of %s is %d metres long.\n",
			place, year, month, day, i, place, name, i, place, year, month, day, i%90+2, name, place, 100+i)
		docs[i] = knowledge.NewDocument(fmt.Sprintf("%05d.txt", i), text)
		docs[i].Language = "en"
		docs[i].Published = knowledge.FoundDate{Value: knowledge.Date{Year: year, Month: month, Day: day}, From: "first lines"}
	}
	return docs
}
