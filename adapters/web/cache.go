package web

import (
	"container/list"
	"errors"
	"sync"
)

// errUnmade is the error of a page whose making panicked.
var errUnmade = errors.New("the page could not be made")

// maxPages bounds the pages that are kept, in bytes.
const maxPages = 32 << 20

// cache keeps pages that were made, each for one edition of the dossier. A page
// that is asked for while it is being made is made once. It is safe for concurrent
// use.
type cache struct {
	mu    sync.Mutex
	limit int
	size  int
	order *list.List // of *entry, the last used in front
	at    map[string]*list.Element
}

type entry struct {
	key  string
	once sync.Once
	made made
	err  error
	size int
}

// made is a page as it is sent.
type made struct {
	status int
	body   []byte
	tag    string // for If-None-Match
}

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), at: map[string]*list.Element{}}
}

// get returns the page under key, which make makes where it is not kept. What fails
// is not kept.
func (c *cache) get(key string, make func() (made, error)) (made, error) {
	e := c.entry(key)
	e.once.Do(func() {
		defer c.settle(e)
		e.err = errUnmade // unless it is made, also where making it panics
		e.made, e.err = make()
	})
	return e.made, e.err
}

func (c *cache) entry(key string) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at, ok := c.at[key]; ok {
		c.order.MoveToFront(at)
		return at.Value.(*entry)
	}
	e := &entry{key: key}
	c.at[key] = c.order.PushFront(e)
	return e
}

// settle counts a page that was made, and drops those that were used longest ago.
func (c *cache) settle(e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.at[e.key]
	if !ok || at.Value != e {
		return
	}
	if e.err != nil {
		c.drop(at)
		return
	}
	e.size = len(e.made.body) + len(e.key)
	c.size += e.size
	for c.size > c.limit && c.order.Len() > 1 {
		c.drop(c.order.Back())
	}
}

func (c *cache) drop(at *list.Element) {
	e := at.Value.(*entry)
	c.order.Remove(at)
	delete(c.at, e.key)
	c.size -= e.size
}

// memo keeps the value for one edition of the dossier.
type memo[T any] struct {
	mu      sync.Mutex
	edition string // empty where none is known
	value   T
}

// of returns the value for an edition, which work works out where it is not known.
func (m *memo[T]) of(edition string, work func() (T, error)) (T, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.edition == edition {
		return m.value, nil
	}
	value, err := work()
	if err == nil {
		m.edition, m.value = edition, value
	}
	return value, err
}
