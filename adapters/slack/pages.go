package slack

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	slackapi "github.com/slack-go/slack"

	"attache/bot"
)

// mostPages is how many pages are kept drawn at most: together they take a few
// megabytes.
const mostPages = 256

// book keeps the pages that were drawn last, written out as JSON. It is safe for
// concurrent use.
type book struct {
	mu    sync.Mutex
	pages map[pageOf]Payload
}

// pageOf names a page of an answer.
type pageOf struct {
	version    string
	visibility bot.Visibility
	page       int
}

// at is the page of an answer that holds what stood at the cursor. Where the answer
// has changed since the reader saw another page, it says so.
func (k *book) at(a bot.Answer, at bot.Cursor) Payload {
	if at == (bot.Cursor{}) {
		return k.page(a, 0, func() *layout { return lay(a) })
	}
	l := lay(a)
	n, changed := l.pages.At(at)
	p := k.page(a, n, func() *layout { return l })
	if changed {
		p.Blocks = append(slices.Clip(p.Blocks), slackapi.NewContextBlock("", plainText(bot.PagesChanged)))
	}
	return p
}

// page draws a page of an answer, or finds it drawn.
func (k *book) page(a bot.Answer, n int, laid func() *layout) Payload {
	of := pageOf{a.Version, a.Visibility, n}
	k.mu.Lock()
	p, ok := k.pages[of]
	k.mu.Unlock()
	if ok && a.Version != "" {
		return p
	}
	p = laid().page(n)
	if a.Version == "" {
		return p
	}
	blocks, err := writeOut(p.Blocks)
	if err != nil {
		return p // whoever sends it is told
	}
	p.Blocks = blocks
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.pages == nil || len(k.pages) >= mostPages {
		k.pages = map[pageOf]Payload{}
	}
	k.pages[of] = p
	return p
}

// written is a block as JSON.
type written string

// BlockType implements [slackapi.Block].
func (written) BlockType() slackapi.MessageBlockType { return "" }

// ID implements [slackapi.Block].
func (written) ID() string { return "" }

// MarshalJSON returns what was written.
func (w written) MarshalJSON() ([]byte, error) { return []byte(w), nil }

// writeOut makes each block what is sent of it.
func writeOut(blocks []slackapi.Block) ([]slackapi.Block, error) {
	out := make([]slackapi.Block, len(blocks))
	for i, b := range blocks {
		var j jsonWriter
		if j.value(b); j.err != nil {
			return nil, j.err
		}
		out[i] = written(j.String())
	}
	return out, nil
}

// jsonWriter writes JSON by parts, with the characters of HTML as they are: Slack
// reads no HTML.
type jsonWriter struct {
	bytes.Buffer
	err error
}

// raw writes what is JSON already.
func (j *jsonWriter) raw(text string) { j.WriteString(text) }

func (j *jsonWriter) value(v any) {
	enc := json.NewEncoder(&j.Buffer)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		j.err = errors.Join(j.err, err)
		return
	}
	j.Truncate(j.Len() - len("\n"))
}
