package main

import (
	"fmt"
	"net"
	"path/filepath"
	"strings"
	"time"

	"attache/adapters/picture"
	"attache/adapters/web"
	"attache/bot"
)

// pageOptions say who may open the pages.
type pageOptions struct {
	PublicURL   string        `env:"ATTACHE_PUBLIC_URL" placeholder:"URL" help:"Where the pages can be reached, https://HOST: citations in chats then link to them; without it they are for this machine alone."`
	ProxyHeader string        `env:"ATTACHE_PROXY_HEADER" placeholder:"NAME" help:"Header in which a proxy before the pages says who asks, for example X-Forwarded-Email; it must take it off what comes from outside. Without it links are signed."`
	LinksValid  time.Duration `env:"ATTACHE_LINKS_VALID" default:"720h" placeholder:"DURATION" help:"How long signed links from chats lead to the pages."`
}

// keyFile is where in --data the key lies that signs links.
const keyFile = "links.key"

// gate decides who may open the pages. Wrong configuration is told before anything
// is opened.
func (a *app) gate() (*web.Gate, error) {
	if a.PublicURL == "" && a.Listen != listenOff && !onlyHere(a.Listen) {
		return nil, usagef("ATTACHE_LISTEN=%s can be reached from elsewhere: set ATTACHE_PUBLIC_URL to the address that people use, so that links can be signed, or listen on 127.0.0.1", a.Listen)
	}
	key := web.NewKey()
	if a.PublicURL != "" && a.Data != inMemory {
		var err error
		if key, err = web.LoadKey(filepath.Join(a.Data, keyFile)); err != nil {
			return nil, fmt.Errorf("the key that signs links: %w", err)
		}
	}
	g, err := web.NewGate(web.GateConfig{PublicURL: a.PublicURL, ProxyHeader: a.ProxyHeader, Key: key, Valid: a.LinksValid})
	if err != nil {
		return nil, usagef("ATTACHE_PUBLIC_URL, ATTACHE_PROXY_HEADER, ATTACHE_LINKS_VALID: %w", err)
	}
	return g, nil
}

// onlyHere reports whether an address to listen on can be reached from this machine
// alone.
func onlyHere(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback())
}

// readingRoom is the room of an open dossier.
func (a *app) readingRoom(h *house, g *web.Gate) (*web.Room, error) {
	return web.New(web.Config{Dossier: h.dossier, Name: dossierName(a.Dossier), Gate: g, Completer: h.bot, Logger: a.log,
		Picture: func(t bot.Timeline, title string, dark bool) ([]byte, error) {
			png, _, err := picture.Timeline(t, picture.Options{Title: title, Dark: dark})
			return png, err
		}})
}

// dossierName is what a dossier is called after its folder.
func dossierName(folder string) string {
	if folder == "" {
		return ""
	}
	path, err := filepath.Abs(folder)
	if err != nil {
		path = folder
	}
	return filepath.Base(path)
}

// announce says where the pages are. A signed link is for eyes that watch, not for
// logs that are kept: it is told only where no platform is connected.
func (a *app) announce(page *server, g *web.Gate, alone bool) {
	switch {
	case page == nil:
	case alone:
		fmt.Fprintf(a.stderr, "attache: the reading room is open at %s\n", g.Entrance(page.url))
	case g.Public():
		a.log.Info("the reading room is open", "at", a.PublicURL)
	default:
		a.log.Info("the reading room is open", "at", page.url)
	}
}

// linker is where citations can be read; nil where no page is served.
func (a *app) linker(g *web.Gate) bot.Linker {
	if a.Listen == listenOff || !g.Public() {
		return nil
	}
	return g
}
