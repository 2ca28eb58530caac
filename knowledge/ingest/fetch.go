package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/html/charset"

	"attache/knowledge"
)

const (
	// MaxFetch is the size in bytes past which what an address gives is refused.
	MaxFetch = 20 << 20
	// maxRedirects is how often an address may send on to another.
	maxRedirects = 5
	// fetchPatience is how long one address may take, redirects included.
	fetchPatience = 30 * time.Second
)

// Fetcher gets documents from the network. It connects to public addresses alone,
// also where a name or a redirect leads elsewhere: each connection is checked when
// it is made. It is safe for concurrent use.
type Fetcher struct{ client *http.Client }

// NewFetcher returns a Fetcher that may also connect to the networks that are
// allowed.
func NewFetcher(allowed ...netip.Prefix) *Fetcher {
	var v4, v6 []netip.Prefix
	for _, p := range allowed {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: guard.Safe}
	return &Fetcher{&http.Client{
		Timeout:       fetchPatience,
		CheckRedirect: mayFollow,
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  20 * time.Second,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        time.Minute,
			ForceAttemptHTTP2:      true,
		},
	}}
}

func mayFollow(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("it sends on more than %d times", maxRedirects)
	}
	return fetchable(req.URL)
}

// fetchable says why an address is not fetched.
func fetchable(u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("addresses that begin with %q are not fetched; http and https are", u.Scheme+":")
	}
	if u.Hostname() == "" {
		return errors.New("it names no host")
	}
	return nil
}

// IsURL reports whether a person who typed s meant an address and no path of a
// file.
func IsURL(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && scheme != "" && !strings.ContainsAny(scheme, `/\. `)
}

// Version is what a server said of the state of what it gave, to be asked with
// again.
type Version struct{ ETag, Modified string }

// Fetched is what an address gave.
type Fetched struct {
	Documents []knowledge.Document
	Feed      bool // they are the items of a feed
	Unchanged bool // nothing since the version that was asked with
	Version   Version
}

// LaterError says that a server wants to be left alone for a while.
type LaterError struct {
	Status string
	After  time.Duration // zero where it does not say how long
}

func (e *LaterError) Error() string { return "the server answers " + e.Status }

// Fetch gets the document, or the feed, at an address. With the version of an
// earlier time it gets it only where it has changed. An error is a *LaterError, or
// a *Refusal, or ctx's.
func (f *Fetcher) Fetch(ctx context.Context, address string, since Version) (Fetched, error) {
	u, err := url.Parse(address)
	if err == nil {
		err = fetchable(u)
	}
	if err != nil {
		return Fetched{}, &Refusal{address, reasonOf(err)}
	}
	res, err := f.get(ctx, u, since)
	if err != nil {
		if ctx.Err() != nil {
			return Fetched{}, ctx.Err()
		}
		return Fetched{}, &Refusal{address, reasonOf(err)}
	}
	defer res.Body.Close()
	return read(address, res)
}

func (f *Fetcher) get(ctx context.Context, u *url.URL, since Version) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "attache (reads documents for a dossier)")
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, application/feed+json, text/plain, */*;q=0.5")
	if since.ETag != "" {
		req.Header.Set("If-None-Match", since.ETag)
	}
	if since.Modified != "" {
		req.Header.Set("If-Modified-Since", since.Modified)
	}
	return f.client.Do(req)
}

// read reads a server's answer.
func read(address string, res *http.Response) (Fetched, error) {
	version := Version{res.Header.Get("ETag"), res.Header.Get("Last-Modified")}
	switch {
	case res.StatusCode == http.StatusNotModified:
		return Fetched{Unchanged: true, Version: version}, nil
	case res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable:
		return Fetched{}, &LaterError{res.Status, retryAfter(res)}
	case res.StatusCode != http.StatusOK:
		return Fetched{}, &Refusal{address, "the server answers " + res.Status}
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, MaxFetch+1))
	switch {
	case err != nil:
		return Fetched{}, &Refusal{address, "it broke off: " + reasonOf(err)}
	case len(raw) > MaxFetch:
		return Fetched{}, &Refusal{address, fmt.Sprintf("it has more than %d MiB", MaxFetch>>20)}
	}
	format, raw, err := fetchedFormat(res, raw)
	if err != nil {
		return Fetched{}, &Refusal{address, err.Error()}
	}
	docs, err := format.documents(address, raw)
	if len(docs) == 0 && err != nil {
		return Fetched{}, err
	}
	for i := range docs {
		if docs[i].URL == "" {
			docs[i].URL = docs[i].Path
		}
	}
	return Fetched{Documents: docs, Feed: format.name == "feed", Version: version}, nil
}

// mediaTypes are the formats by the type that a server names.
var mediaTypes = map[string]string{
	"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md", "application/pdf": ".pdf", "message/rfc822": ".eml",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx", "application/vnd.oasis.opendocument.text": ".odt",
	"application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/xml": ".xml", "text/xml": ".xml", "application/json": ".json", "application/feed+json": ".json",
}

// fetchedFormat finds the format of an answer by its type, else by the ending of
// the address. What is written in the encoding that the server names is decoded.
func fetchedFormat(res *http.Response, raw []byte) (format, []byte, error) {
	kind, parameters, _ := mime.ParseMediaType(res.Header.Get("Content-Type"))
	ending, known := mediaTypes[kind]
	if !known {
		ending = path.Ext(res.Request.URL.Path)
		if _, err := formatOf(ending); err != nil && kind != "" {
			return format{}, nil, fmt.Errorf("what is of the type %s is not read", kind)
		}
	}
	f, err := formatOf("x" + ending)
	if err != nil {
		return format{}, nil, err
	}
	if name := parameters["charset"]; name != "" && f.start == "" {
		if e, canonical := charset.Lookup(name); e != nil && canonical != "utf-8" {
			if decoded, err := e.NewDecoder().Bytes(raw); err == nil {
				raw = decoded
			}
		}
	}
	return f, bytes.TrimLeft(raw, "\x00"), nil
}

// retryAfter reads how long a server wants to be left alone.
func retryAfter(res *http.Response) time.Duration {
	value := res.Header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	now, nowErr := http.ParseTime(res.Header.Get("Date"))
	if err != nil || nowErr != nil || at.Before(now) {
		return 0
	}
	return at.Sub(now)
}

// reasonOf is what went wrong, in words for the person who gave the address.
func reasonOf(err error) string {
	var dns *net.DNSError
	var web *url.Error
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork):
		return "it leads into a private network, which is not fetched from; ATTACHE_ALLOW_NETWORKS opens one"
	case errors.As(err, &dns):
		return "no host has the name " + dns.Name
	case errors.As(err, &web) && web.Timeout():
		return fmt.Sprintf("the server does not answer within %v", fetchPatience)
	case errors.As(err, &web):
		return web.Err.Error()
	}
	return err.Error()
}
