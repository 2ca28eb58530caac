package knowledge

import (
	"container/list"
	"sync"
	"sync/atomic"
	"weak"

	"attache/knowledge/language"
)

// maxCached bounds the texts that are kept open, in bytes of text. What was read
// in them takes a few times as much. It holds most of a dossier of 200,000
// passages, so that a profile need not open a person's documents again.
const maxCached = 48 << 20

// openDocument is a document with what was read in it, as it is kept at hand.
type openDocument struct {
	doc   Document
	facts Facts

	text atomic.Pointer[weak.Pointer[language.Text]]

	reading reading
}

// analysis returns the text's tokens, blocks and sentences. They take some four times
// the memory of the text, and are kept until that is wanted for something else.
func (o *openDocument) analysis() *language.Text {
	if kept := o.text.Load(); kept != nil {
		if t := kept.Value(); t != nil {
			return t
		}
	}
	t := language.Analyse(o.doc.Text)
	w := weak.Make(t)
	o.text.Store(&w)
	return t
}

// cache keeps the documents that were opened last. It is safe for concurrent use.
type cache struct {
	mu    sync.Mutex
	limit int
	size  int
	order *list.List // of DocID, the last used in front
	items map[DocID]cached

	lexemes  lexemes // of all texts
	happened happened
}

// happened is what the documents tell, as it was worked out last.
type happened struct {
	mu  sync.Mutex
	of  *view
	all []*happening
	by  map[string][]*happening // id of an entity → those that name it
}

type cached struct {
	open *openDocument
	at   *list.Element
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), items: map[DocID]cached{}}
}

func (c *cache) get(id DocID) (*openDocument, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	item, ok := c.items[id]
	if ok {
		c.order.MoveToFront(item.at)
	}
	return item.open, ok
}

func (c *cache) put(id DocID, o *openDocument) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(id)
	c.items[id] = cached{o, c.order.PushFront(id)}
	c.size += len(o.doc.Text)
	for c.size > c.limit && c.order.Len() > 1 {
		c.remove(c.order.Back().Value.(DocID))
	}
}

// offer keeps a document where there is room.
func (c *cache) offer(id DocID, o *openDocument) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.items[id]; !there && c.size+len(o.doc.Text) <= c.limit {
		c.items[id] = cached{o, c.order.PushBack(id)}
		c.size += len(o.doc.Text)
	}
}

func (c *cache) drop(ids ...DocID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		c.remove(id)
	}
}

func (c *cache) remove(id DocID) {
	item, ok := c.items[id]
	if !ok {
		return
	}
	c.order.Remove(item.at)
	delete(c.items, id)
	c.size -= len(item.open.doc.Text)
}
