package language

import "testing"

func TestDump(t *testing.T) {
	x := Analyse("Logo\nTrump’s Envoys Push\n\nTrump’s Envoys Push\n\nGen. Hnatov met the U.S. team on Oct. 24–26. \"It's over,\" he said.\n- one\n- two items")
	for _, s := range x.Sentences {
		t.Logf("%v %q %v", x.Blocks[s.Block].Kind, s.In(x.Raw), s.Complete)
	}
	for _, k := range x.Tokens {
		t.Logf("%q %d", k.In(x.Raw), k.Kind)
	}
}
