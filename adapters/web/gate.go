package web

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"attache/knowledge"
)

// Gate decides who may come in, and makes the links from chats that lead in. Without
// a public address only requests to this machine's own names are let in. With one,
// a request needs a link that was signed here and has not expired, the session that
// such a link opened, or the header of a proxy that knows who asks.
type Gate struct {
	public *url.URL // nil without a public address
	header string   // of an identity-aware proxy
	key    []byte
	valid  time.Duration // of links
	now    func() time.Time
}

// GateConfig says who may come in.
type GateConfig struct {
	PublicURL   string // where the pages can be reached, "https://dossier.example"; empty for this machine alone
	ProxyHeader string // the header in which a proxy says who asks; the proxy must take it off requests from outside
	Key         []byte // signs links; NewKey makes one
	Valid       time.Duration
	Now         func() time.Time // nil means time.Now
}

// UsualValid is how long links from chats lead in unless told otherwise.
const UsualValid = 30 * 24 * time.Hour

// sessionLength is how long the session lasts that a link opens.
const sessionLength = 12 * time.Hour

// KeySize is the length of a key in bytes.
const KeySize = 32

// NewGate checks the configuration; its errors tell what to set.
func NewGate(c GateConfig) (*Gate, error) {
	g := &Gate{header: c.ProxyHeader, key: c.Key, valid: cmp.Or(c.Valid, UsualValid), now: c.Now}
	if g.now == nil {
		g.now = time.Now
	}
	if len(g.key) < KeySize {
		return nil, fmt.Errorf("the key that signs links has %d bytes, not %d", len(g.key), KeySize)
	}
	if strings.ContainsFunc(c.ProxyHeader, func(r rune) bool { return r <= ' ' || r > '~' || r == ':' }) {
		return nil, fmt.Errorf("%q is no name of a header", c.ProxyHeader)
	}
	if g.valid < 0 {
		return nil, errors.New("links cannot expire before they are made")
	}
	if c.PublicURL == "" {
		return g, nil
	}
	u, err := url.Parse(c.PublicURL)
	switch {
	case err != nil || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "":
		return nil, fmt.Errorf("%q is no address of a site; give one like https://dossier.example, with nothing behind it", c.PublicURL)
	case u.Scheme != "https" && (u.Scheme != "http" || !isLoopback(u.Host)):
		return nil, fmt.Errorf("%q does not begin with https://, so that anybody on the way could read along", c.PublicURL)
	}
	u.Path = ""
	g.public = u
	return g, nil
}

// NewKey returns a random key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // never fails, says its documentation
	return key
}

// LoadKey reads the key from a file, which it makes, for its owner alone, where
// there is none.
func LoadKey(path string) ([]byte, error) {
	key, err := os.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return os.ReadFile(path)
	}
	if err != nil {
		return nil, err
	}
	key = NewKey()
	_, err = f.Write(key)
	return key, errors.Join(err, f.Close())
}

// Public reports whether the pages can be reached from elsewhere.
func (g *Gate) Public() bool { return g.public != nil }

// Link implements [bot.Linker]: without a public address nobody else can follow a
// link to this machine, so that there is none.
func (g *Gate) Link(c knowledge.Citation) string {
	if g.public == nil {
		return ""
	}
	return g.public.String() + g.sign(placePath(c)) + "#" + markID
}

// Entrance is the address of the front page, with a signature where one is needed.
func (g *Gate) Entrance(local string) string {
	if g.public == nil {
		return local + "/"
	}
	return g.public.String() + g.sign("/")
}

// sign adds a signature to a path, unless a proxy says who asks. Links that are made
// on one day are equal.
func (g *Gate) sign(path string) string {
	if g.header != "" {
		return path
	}
	until := strconv.FormatInt(g.now().Add(g.valid).Truncate(24*time.Hour).Add(24*time.Hour).Unix(), 36)
	return path + "?until=" + until + "&sig=" + g.mac("link", path, until)
}

var unpadded = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// macBytes is how much of a signature is kept: 128 bits.
const macBytes = 16

func (g *Gate) mac(parts ...string) string {
	m := hmac.New(sha256.New, g.key)
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s;", len(p), p)
	}
	return unpadded.EncodeToString(m.Sum(nil)[:macBytes])
}

func same(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// standing is how somebody stands before the gate.
type standing uint8

const (
	stranger standing = iota
	late              // the link was signed here and has expired
	guest             // may come in
)

// look tells how a request stands, and until when a session may last that it opens:
// zero for none.
func (g *Gate) look(r *http.Request) (s standing, session time.Time) {
	if g.header != "" {
		if r.Header.Get(g.header) != "" {
			return guest, time.Time{}
		}
		return stranger, time.Time{}
	}
	if g.public == nil {
		return guest, time.Time{}
	}
	query := r.URL.Query()
	if until := query.Get("until"); until != "" && same(query.Get("sig"), g.mac("link", r.URL.EscapedPath(), until)) {
		end, ok := moment(until)
		switch {
		case !ok:
			return stranger, time.Time{}
		case g.now().Before(end):
			return guest, g.sessionEnd(end)
		}
		s = late
	}
	if g.inSession(r) {
		return guest, time.Time{}
	}
	return s, time.Time{}
}

func (g *Gate) sessionEnd(link time.Time) time.Time {
	end := g.now().Add(sessionLength)
	if link.Before(end) {
		return link
	}
	return end
}

func moment(base36 string) (time.Time, bool) {
	n, err := strconv.ParseInt(base36, 36, 64)
	return time.Unix(n, 0), err == nil
}

// sessionCookie is kept by browsers only if it is Secure, for this host and for all
// paths.
const sessionCookie = "__Host-attache"

func (g *Gate) openSession(w http.ResponseWriter, end time.Time) {
	until := strconv.FormatInt(end.Unix(), 36)
	http.SetCookie(w, &http.Cookie{Name: sessionCookie, Value: until + "." + g.mac("session", until), Path: "/", Expires: end,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode})
}

func (g *Gate) inSession(r *http.Request) bool {
	c, err := r.Cookie(sessionCookie)
	if err != nil {
		return false
	}
	until, sig, _ := strings.Cut(c.Value, ".")
	end, ok := moment(until)
	return ok && same(sig, g.mac("session", until)) && g.now().Before(end)
}

// user is whom a proxy says that asks; empty without one.
func (g *Gate) user(r *http.Request) string {
	if g.header == "" {
		return ""
	}
	return r.Header.Get(g.header)
}

// token is what a form of a conversation must bring along, so that no other site
// can send one in the name of whoever reads.
func (g *Gate) token(r *http.Request, conversation string) string {
	session := ""
	if c, err := r.Cookie(sessionCookie); err == nil {
		session = c.Value
	}
	return g.mac("say", conversation, g.user(r), session)
}

// admit lets in who may come in.
func (g *Gate) admit(room *Room, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if g.public == nil && !isLoopback(r.Host) {
			// A site elsewhere whose name was made to mean this machine.
			room.refuse(w, r, http.StatusMisdirectedRequest, "This is no address of the reading room.", "Open http://127.0.0.1 and the port instead.")
			return
		}
		s, session := g.look(r)
		switch s {
		case guest:
			if !session.IsZero() {
				g.openSession(w, session)
				// The request's own forms are for the session that begins.
				r = r.Clone(r.Context())
				until := strconv.FormatInt(session.Unix(), 36)
				r.Header.Set("Cookie", sessionCookie+"="+until+"."+g.mac("session", until))
			}
			next.ServeHTTP(w, r)
		case late:
			room.expired(w, r)
		case stranger:
			room.refuse(w, r, http.StatusForbidden, "This page is not open to everybody.",
				"Ask the bot in your chat: each citation in its answer is a link that leads in.")
		}
	})
}

// isLoopback reports whether a host, with or without its port, is this machine.
func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}
