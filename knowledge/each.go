package knowledge

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// eachDocument reads the documents on all processors, and returns what was read in
// their order. The first error ends it.
func eachDocument[T any](ctx context.Context, d *Dossier, docs []Document, read func(doc *Document, o *openDocument) T) ([]T, error) {
	ctx, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	out := make([]T, len(docs))
	var next atomic.Int64
	var readers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(docs)) {
		readers.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(docs) && ctx.Err() == nil; i = next.Add(1) - 1 {
				o, err := d.pass(ctx, docs[i].ID)
				if err != nil {
					fail(err)
					return
				}
				out[i] = read(&docs[i], o)
			}
		})
	}
	readers.Wait()
	return out, context.Cause(ctx)
}
