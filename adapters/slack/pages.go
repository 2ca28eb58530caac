package slack

import (
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
	from       int
}

// page draws the part of an answer that begins at the cursor, or finds it drawn.
func (k *book) page(a bot.Answer, from int) Payload {
	of := pageOf{a.Version, a.Visibility, from}
	k.mu.Lock()
	p, ok := k.pages[of]
	k.mu.Unlock()
	if ok {
		return p
	}
	p, _ = Render(a, from)
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
type written struct {
	kind slackapi.MessageBlockType
	json []byte
}

// BlockType implements [slackapi.Block].
func (w written) BlockType() slackapi.MessageBlockType { return w.kind }

// ID implements [slackapi.Block]: what is written has no id that anybody asks for.
func (w written) ID() string { return "" }

// MarshalJSON returns what was written.
func (w written) MarshalJSON() ([]byte, error) { return w.json, nil }

// writeOut makes each block what is sent of it.
func writeOut(blocks []slackapi.Block) ([]slackapi.Block, error) {
	out := make([]slackapi.Block, len(blocks))
	for i, b := range blocks {
		raw, err := encoded(b)
		if err != nil {
			return nil, err
		}
		out[i] = written{b.BlockType(), raw}
	}
	return out, nil
}
