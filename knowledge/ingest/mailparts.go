package ingest

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/emersion/go-message"
	"github.com/emersion/go-message/mail"
	"golang.org/x/net/html"
)

const (
	// maxForwards is how many messages may lie in one another.
	maxForwards = 10
	// maxAttached is how many files of a message are read.
	maxAttached = 100
)

// mailParts is what a message consists of.
type mailParts struct {
	within  int    // how many messages it lies in
	plain   string // the plain texts, those of messages that it forwards included
	page    string // the pages
	files   []content
	refused []error
}

// content is the text of the message itself; it is empty where it has no words of its
// own.
func (m *mailParts) content() (content, error) {
	c := content{text: strings.TrimSpace(strings.ReplaceAll(m.plain, "\r\n", "\n")), encoding: "utf-8"}
	if c.text == "" && m.page != "" {
		root, err := html.Parse(strings.NewReader(m.page))
		if err != nil {
			return content{}, fmt.Errorf("it cannot be read as a message: %w", err)
		}
		c.text = textOf(root)
	}
	return c, nil
}

func (m *mailParts) read(r *mail.Reader) error {
	for {
		p, err := r.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case message.IsUnknownCharset(err):
		case err != nil:
			return fmt.Errorf("it is broken: %w", err)
		}
		if err := m.take(p); err != nil {
			return err
		}
	}
}

// take takes one part: text that is shown, a message that is forwarded, or a file.
func (m *mailParts) take(p *mail.Part) error {
	kind, name := kindAndName(p.Header)
	_, shown := p.Header.(*mail.InlineHeader)
	text := shown && (kind == "text/plain" || kind == "text/html")
	forwarded := kind == "message/rfc822"
	if !text && !forwarded && name == "" {
		return nil
	}
	raw, err := io.ReadAll(io.LimitReader(p.Body, MaxFile+1))
	switch {
	case err != nil:
		return fmt.Errorf("it is broken: %w", err)
	case forwarded:
		m.forward(raw)
		return nil
	case !text:
		m.attach(name, raw)
		return nil
	}
	switch words, _, err := Decode(raw); {
	case err != nil:
	case kind == "text/plain":
		m.plain = joined(m.plain, strings.ReplaceAll(words, "\r\n", "\n"))
	default:
		m.page = joined(m.page, words)
	}
	return nil
}

// kindAndName are the kind of a part, and the name of the file that it is.
func kindAndName(h mail.PartHeader) (kind, name string) {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && h.Get("Content-Type") == "" {
		kind = "text/plain" // RFC 2045, 5.2
	}
	name = params["name"]
	if a, ok := h.(*mail.AttachmentHeader); ok {
		if n, err := a.Filename(); err == nil && n != "" {
			name = n
		}
	}
	return kind, name
}

// forward takes in a message that this one holds.
func (m *mailParts) forward(raw []byte) {
	inner, err := readMessage(raw, m.within+1)
	if err != nil {
		m.refused = append(m.refused, fmt.Errorf("a forwarded message: %w", err))
	}
	for _, c := range inner {
		if c.part == "" {
			m.plain = joined(m.plain, forwardedHead(raw)+c.text)
		} else {
			m.keep(c)
		}
	}
}

// attach reads an attached file of a kind that is read. What is no document, as the
// pictures in signatures are not, is passed over.
func (m *mailParts) attach(name string, raw []byte) {
	f, err := formatOf(name)
	switch {
	case unreadable[strings.ToLower(path.Ext(name))] != "":
	case err != nil || f.name == "feed":
		return
	case f.name == "email":
		m.forward(raw)
		return
	}
	var contents []content
	if err == nil {
		contents, err = f.contents(raw)
	}
	if err != nil {
		m.refused = append(m.refused, fmt.Errorf("%s, which is attached to it: %w", name, err))
		return
	}
	for _, c := range contents {
		c.part, c.format = path.Base(strings.ReplaceAll(name, "\\", "/")), f.name
		m.keep(c)
	}
}

// keep keeps an attached file under a name that no other has.
func (m *mailParts) keep(c content) {
	if len(m.files) == maxAttached {
		m.refused = append(m.refused, fmt.Errorf("%s, which is attached to it: only %d attached files are read", c.part, maxAttached))
		return
	}
	name := c.part
	for n := 2; slices.ContainsFunc(m.files, func(other content) bool { return other.part == c.part }); n++ {
		c.part = fmt.Sprintf("%s (%d)", name, n)
	}
	m.files = append(m.files, c)
}
