package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // reads bodies in other encodings than UTF-8
	"github.com/emersion/go-message/mail"
	"golang.org/x/net/html"

	"attache/knowledge"
)

// readMail reads a message: its subject is the title, who sent it published it on
// the day that it was sent.
func readMail(raw []byte) (content, error) {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return content{}, errors.New("it is no message: it does not begin with the lines that messages have")
	}
	if !r.Header.Has("From") && !r.Header.Has("Subject") {
		return content{}, errors.New("it is no message: it has neither a sender nor a subject")
	}
	plain, page, err := bodies(r)
	if err != nil {
		return content{}, err
	}
	c := content{text: strings.TrimSpace(strings.ReplaceAll(plain, "\r\n", "\n")), encoding: "utf-8"}
	if c.text == "" && page != "" {
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return content{}, fmt.Errorf("it cannot be read as a message: %w", err)
		}
		c.text = textOf(root)
	}
	if c.text == "" {
		return content{}, errOnlyFiles
	}
	c.readMailHeader(r.Header)
	return c, nil
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

// errOnlyFiles refuses a message without words of its own.
var errOnlyFiles = errors.New("it holds no text; files that are attached to a message are read where they are saved beside it")

// bodies returns the plain texts and the pages of a message, those of messages that it
// forwards included. Files that are attached are no part of it.
func bodies(r *mail.Reader) (plain, page string, err error) {
	for {
		p, err := r.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return plain, page, nil
		case message.IsUnknownCharset(err):
		case err != nil:
			return "", "", fmt.Errorf("it is broken: %w", err)
		}
		if strings.HasPrefix(strings.ToLower(p.Header.Get("Content-Type")), "message/rfc822") {
			if forwarded, err := forwardedText(p.Body); err == nil {
				plain = joined(plain, forwarded)
			}
			continue
		}
		inline, ok := p.Header.(*mail.InlineHeader)
		if !ok {
			continue
		}
		kind, _, _ := inline.ContentType()
		if kind != "text/plain" && kind != "text/html" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(p.Body, MaxText+1))
		if err != nil {
			return "", "", fmt.Errorf("it is broken: %w", err)
		}
		text, _, err := Decode(b)
		switch {
		case err != nil:
		case kind == "text/plain":
			plain = joined(plain, strings.ReplaceAll(text, "\r\n", "\n"))
		case kind == "text/html":
			page = joined(page, text)
		}
	}
}

// joined is a text behind another, with an empty line between them.
func joined(a, b string) string {
	return strings.TrimSpace(strings.TrimSpace(a) + "\n\n" + strings.TrimSpace(b))
}

// maxForwards is how many messages may lie in a message that is forwarded.
const maxForwards = 10

// forwardedText is the text of a message within another, under who sent it and when, as
// programs for mail show it.
func forwardedText(body io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(body, MaxText+1))
	if err != nil {
		return "", err
	}
	if bytes.Count(raw, []byte("message/rfc822")) > maxForwards {
		return "", errTooDeep
	}
	h, err := message.Read(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return "", err
	}
	inner, err := readMail(raw)
	if err != nil {
		return "", err
	}
	var head []string
	for _, name := range []string{"From", "Date", "Subject"} {
		if value, err := h.Header.Text(name); err == nil && value != "" {
			head = append(head, name+": "+knowledge.OneLine(value))
		}
	}
	return strings.Join(head, "\n") + "\n\n" + inner.text, nil
}
