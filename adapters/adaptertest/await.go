package adaptertest

import (
	"testing"
	"time"
)

// awaitWithin is how long it is waited for what has to come before a test fails: no
// test is slow on a machine that is.
const awaitWithin = 150 * time.Second

// Await waits for what has to come, and ends the test where it does not.
func Await(tb testing.TB, what string, holds func() bool) {
	tb.Helper()
	deadline, tick := time.NewTimer(awaitWithin), time.NewTicker(10*time.Millisecond)
	defer deadline.Stop()
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-deadline.C:
			tb.Fatal("never: " + what)
		}
	}
}
