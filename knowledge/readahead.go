package knowledge

import (
	"runtime"
	"sync"
)

// readingAhead reads documents on all processors while others are stored. It
// holds the facts of a few documents at a time.
type readingAhead struct {
	docs    []Document
	results []chan Facts // nil for those that are not read ahead
	room    chan struct{}
	done    chan struct{}
	stop    func() // ends the reading; what is under way is thrown away
}

// readAhead begins to read documents in their order, but for those that need not
// be read.
func readAhead(docs []Document, needless func(*Document) bool) *readingAhead {
	r := &readingAhead{docs: docs, results: make([]chan Facts, len(docs)), room: make(chan struct{}, 2*runtime.GOMAXPROCS(0)), done: make(chan struct{})}
	r.stop = sync.OnceFunc(func() { close(r.done) })
	for i := range docs {
		if !needless(&docs[i]) {
			r.results[i] = make(chan Facts, 1)
		}
	}
	if len(docs) > 1 {
		go r.read()
	}
	return r
}

func (r *readingAhead) read() {
	for i, result := range r.results {
		if result == nil {
			continue
		}
		select {
		case <-r.done:
			return
		case r.room <- struct{}{}:
			go func() { result <- Read(&r.docs[i]) }()
		}
	}
}

// facts returns what was read in the document with this index. It may be asked for
// in their order alone, once for each.
func (r *readingAhead) facts(i int) Facts {
	if r.results[i] == nil || len(r.docs) == 1 {
		return Read(&r.docs[i])
	}
	f := <-r.results[i]
	r.results[i] = nil
	<-r.room
	return f
}

// leave lets go of the document with this index, if nobody asked for its facts.
func (r *readingAhead) leave(i int) {
	if r.results[i] != nil && len(r.docs) > 1 {
		r.facts(i)
	}
}
