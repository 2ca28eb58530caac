package main

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
)

// proxy stands between a database and those who use it, and can be cut.
type proxy struct {
	address string // of the database, through the proxy
	to      string

	mu    sync.Mutex
	away  bool
	conns map[net.Conn]bool
}

func newProxy(t *testing.T, address string) *proxy {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{to: u.Host, conns: map[net.Conn]bool{}}
	u.Host = l.Addr().String()
	p.address = u.String()
	t.Cleanup(func() {
		l.Close()
		p.cut()
	})
	go p.accept(l)
	return p
}

func (p *proxy) accept(l net.Listener) {
	for {
		in, err := l.Accept()
		if err != nil {
			return
		}
		out, err := net.Dial("tcp", p.to)
		if err != nil || !p.join(in, out) {
			in.Close()
			if err == nil {
				out.Close()
			}
			continue
		}
		go pipe(in, out)
		go pipe(out, in)
	}
}

func (p *proxy) join(conns ...net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		p.conns[c] = true
	}
	return !p.away
}

func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from) // either may be cut
	to.Close()
	from.Close()
}

// cut closes all connections and takes no new ones.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = true
	for c := range p.conns {
		c.Close()
	}
}

// mend takes connections again.
func (p *proxy) mend() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away, p.conns = false, map[net.Conn]bool{}
}
