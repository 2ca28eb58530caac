package web_test

import (
	"context"
	"testing"
	"testing/fstest"

	"attache/adapters/web"
	"attache/bot"
	"attache/knowledge"
)

// The front page is made once at first, and once more after documents came in.
func TestFrontPageIsMadeAgainAfterAChange(t *testing.T) {
	h := open(t, fstest.MapFS{"a.txt": {Data: []byte("Ferry strike\n\nThe ferry to Aland stood still on 3 March 2025.\n")}}, web.GateConfig{})
	asked := make(chan string, 10)
	ctx, stop := context.WithCancel(t.Context())
	over := make(chan struct{})
	go func() {
		defer close(over)
		h.room.Warm(ctx, func(ctx context.Context, req bot.Request) bot.Answer {
			asked <- h.dossier.Edition()
			return h.bot.Handle(ctx, req)
		})
	}()
	first := <-asked
	if _, err := h.dossier.Put(t.Context(), []knowledge.Document{knowledge.NewDocument("b.txt", "Ferry sails\n\nThe ferry sailed again on 9 March 2025.\n")}); err != nil {
		t.Fatal(err)
	}
	if second := <-asked; second == first {
		t.Error("the front page was made again though nothing had changed")
	}
	stop()
	<-over
	if len(asked) > 0 {
		t.Error("the front page was made more often than the dossier changed")
	}
}
