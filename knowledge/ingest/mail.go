package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // reads bodies in other encodings than UTF-8
	"github.com/emersion/go-message/mail"

	"attache/knowledge"
)

// readMail reads a message and the files that are attached to it, which are documents of
// their own. The subject is the message's title, who sent it published it on the day that
// it was sent. The error beside contents is for attached files that are refused.
func readMail(raw []byte) ([]content, error) { return readMessage(raw, 0) }

// readMessage reads a message that lies in so many others.
func readMessage(raw []byte, within int) ([]content, error) {
	if within > maxForwards {
		return nil, errTooDeep
	}
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return nil, errors.New("it is no message: it does not begin with the lines that messages have")
	}
	if !r.Header.Has("From") && !r.Header.Has("Subject") {
		return nil, errors.New("it is no message: it has neither a sender nor a subject")
	}
	parts := mailParts{within: within}
	if err := parts.read(r); err != nil {
		return nil, err
	}
	c, err := parts.content()
	if err != nil {
		return nil, err
	}
	c.readMailHeader(r.Header)
	var out []content
	if c.text != "" {
		out = append(out, c)
	}
	for _, file := range parts.files {
		if at, err := r.Header.Date(); err == nil && !at.IsZero() && file.made.Value.IsZero() {
			file.made = knowledge.FoundDate{Value: knowledge.Today(at), From: "date of the message"}
		}
		out = append(out, file)
	}
	if len(out) == 0 && len(parts.refused) == 0 {
		return nil, errNoWords
	}
	return out, errors.Join(parts.refused...)
}

func (c *content) readMailHeader(h mail.Header) {
	if subject, err := h.Subject(); err == nil {
		c.title = knowledge.Found{Value: knowledge.OneLine(subject), From: "subject"}
	}
	if at, err := h.Date(); err == nil && !at.IsZero() {
		c.published = append(c.published, knowledge.FoundDate{Value: knowledge.Today(at), From: "date of the message"})
	}
	if from, err := h.AddressList("From"); err == nil && len(from) > 0 && from[0].Name != "" {
		c.publisher = knowledge.Found{Value: knowledge.OneLine(from[0].Name), From: "sender"}
	}
}

// errNoWords refuses a message without words of its own, and without files that are read.
var errNoWords = errors.New("it holds no text")

// joined is a text behind another, with an empty line between them.
func joined(a, b string) string {
	return strings.TrimSpace(strings.TrimSpace(a) + "\n\n" + strings.TrimSpace(b))
}

// forwardedHead is who sent a message that is forwarded, when and under which title, as
// programs for mail show it.
func forwardedHead(raw []byte) string {
	h, err := message.Read(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return ""
	}
	var head strings.Builder
	for _, name := range []string{"From", "Date", "Subject"} {
		if value, err := h.Header.Text(name); err == nil && value != "" {
			fmt.Fprintf(&head, "%s: %s\n", name, knowledge.OneLine(value))
		}
	}
	return head.String() + "\n"
}
