package knowledgetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/language"
)

// OpenIndex opens the index that is kept in the folder dir, or makes one there.
// It calls t.Fatal where it cannot. Tests close what it returns.
type OpenIndex func(t *testing.T, dir string) knowledge.Index

// TestIndex tests what every index does. Indexes that are gone when they are
// closed may leave dir alone.
func TestIndex(t *testing.T, open OpenIndex) {
	tests := map[string]func(*testing.T, knowledge.Index){
		"finds what was put":                   testFind,
		"replaces a passage with the same id":  testReplace,
		"deletes the passages of documents":    testDelete,
		"puts the best first":                  testOrder,
		"scores alike however it grew":         testGrowth,
		"breaks ties by id":                    testTies,
		"keeps to the limit":                   testLimit,
		"searches in some documents only":      testDocs,
		"looks in headings and titles":         testFields,
		"weighs terms":                         testBoost,
		"finds the same words however written": testSpelling,
		"has the terms that it says":           testTerms,
		"counts passages":                      testDocFreq,
		"knows similar terms":                  testSimilar,
		"answers an empty index":               testEmpty,
		"keeps a marker":                       testMarker,
		"heeds a cancelled context":            testCancelled,
		"is safe for concurrent use":           testConcurrent,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			ix := open(t, t.TempDir())
			defer func() {
				if err := ix.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			}()
			test(t, ix)
		})
	}
}

// TestIndexReopen tests that an index is the same after it was closed and opened
// again.
func TestIndexReopen(t *testing.T, open OpenIndex) {
	dir := t.TempDir()
	ix := open(t, dir)
	put(t, ix, Some(60)...)
	del(t, ix, "d000001")
	setMarker(t, ix, "17")
	put(t, ix, passage("late", "x", "A word that came after the marker."))
	words := search(t, ix, Words(5, 3)...)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	defer ix.Close()
	if n := count(t, ix); n != 41 {
		t.Errorf("Count = %d, want 41", n)
	}
	if got := search(t, ix, Words(5, 3)...); !slices.Equal(got, words) {
		t.Errorf("hits differ:\n%v\n%v", got, words)
	}
	if got := ids(search(t, ix, "marker")); !slices.Equal(got, []string{"late"}) {
		t.Errorf("put after the marker: found %v", got)
	}
	if marker, err := ix.Marker(t.Context()); err != nil || marker != "17" {
		t.Errorf("Marker = %q, %v", marker, err)
	}
}

// Some returns n generated passages.
func Some(n int) []knowledge.IndexedPassage { return slices.Collect(Generate(n, 1)) }

func passage(id knowledge.PassageID, doc knowledge.DocID, text string) knowledge.IndexedPassage {
	return knowledge.IndexedPassage{
		Passage: knowledge.Passage{ID: id, Doc: doc, Span: language.Span{Start: 3, End: 3 + len(text)}},
		Text:    text,
	}
}

func put(t *testing.T, ix knowledge.Index, passages ...knowledge.IndexedPassage) {
	t.Helper()
	if err := ix.Put(t.Context(), passages); err != nil {
		t.Fatalf("Put: %v", err)
	}
}

func del(t *testing.T, ix knowledge.Index, docs ...knowledge.DocID) {
	t.Helper()
	if err := ix.Delete(t.Context(), docs...); err != nil {
		t.Fatalf("Delete: %v", err)
	}
}

func count(t *testing.T, ix knowledge.Index) int {
	t.Helper()
	n, err := ix.Count(t.Context())
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	return n
}

func setMarker(t *testing.T, ix knowledge.Index, value string) {
	t.Helper()
	if err := ix.SetMarker(t.Context(), value); err != nil {
		t.Fatalf("SetMarker: %v", err)
	}
}

// search analyses the words and looks for them.
func search(t *testing.T, ix knowledge.Index, words ...string) []knowledge.Hit {
	t.Helper()
	return query(t, ix, knowledge.Query{Terms: Terms(ix, words...)})
}

func query(t *testing.T, ix knowledge.Index, q knowledge.Query) []knowledge.Hit {
	t.Helper()
	hits, err := ix.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("Search: %v", err)
	}
	return hits
}

// Terms analyses words and gives each term the weight 1.
func Terms(ix knowledge.Index, words ...string) []knowledge.Term {
	var terms []knowledge.Term
	for _, term := range ix.Terms(strings.Join(words, " ")) {
		terms = append(terms, knowledge.Term{Text: term, Boost: 1})
	}
	return terms
}

func ids(hits []knowledge.Hit) []string {
	var ids []string
	for _, h := range hits {
		ids = append(ids, string(h.ID))
	}
	return ids
}

func want(t *testing.T, hits []knowledge.Hit, ids_ ...string) {
	t.Helper()
	if d := cmp.Diff(ids_, ids(hits)); d != "" {
		t.Errorf("hits (-want +got):\n%s", d)
	}
}

func testFind(t *testing.T, ix knowledge.Index) {
	p := passage("a1", "a", "The bridge at Narva was closed.")
	put(t, ix, p, passage("a2", "a", "Nothing else happened."))
	hits := search(t, ix, "bridge")
	want(t, hits, "a1")
	if hits[0].Doc != "a" || hits[0].Span != p.Span || hits[0].Score <= 0 {
		t.Errorf("hit %+v", hits[0])
	}
	want(t, search(t, ix, "bridges"), "a1") // grammar does not matter
	want(t, search(t, ix, "tunnel"))
	put(t, ix, passage("b1", "b", "A tunnel instead."))
	want(t, search(t, ix, "tunnel"), "b1")
	if n := count(t, ix); n != 3 {
		t.Errorf("Count = %d, want 3", n)
	}
}

func testReplace(t *testing.T, ix knowledge.Index) {
	put(t, ix, passage("a1", "a", "The first wording."), passage("a2", "a", "An untouched neighbour."))
	put(t, ix, passage("a1", "a", "The second writing."), passage("a1", "a", "The third version."))
	want(t, search(t, ix, "wording"))
	want(t, search(t, ix, "writing"))
	want(t, search(t, ix, "version"), "a1")
	want(t, search(t, ix, "neighbour"), "a2")
	if n := count(t, ix); n != 2 {
		t.Errorf("Count = %d, want 2", n)
	}
}

func testDelete(t *testing.T, ix knowledge.Index) {
	put(t, ix, passage("a1", "a", "Common ground."), passage("a2", "a", "Common sense."))
	put(t, ix, passage("b1", "b", "Common room."), passage("c1", "c", "Common law."))
	del(t, ix, "a", "c", "unknown")
	want(t, search(t, ix, "common"), "b1")
	if n := count(t, ix); n != 1 {
		t.Errorf("Count = %d, want 1", n)
	}
	del(t, ix)
	del(t, ix, "b")
	want(t, search(t, ix, "common"))
	put(t, ix, passage("a1", "a", "Common again."))
	want(t, search(t, ix, "common"), "a1")
}

func testOrder(t *testing.T, ix knowledge.Index) {
	put(t, ix,
		passage("both", "a", "The harbour pilots went on strike in the morning."),
		passage("rare", "a", "The pilots stayed at home for the whole of that day."),
		passage("often1", "a", "The harbour was quiet, and few ships came by then."),
		passage("often2", "a", "Our harbour has seen it all, one of the guards said."),
		passage("often3", "a", "Ships left the harbour again with the evening tide."),
		passage("none", "a", "The weather was fine, with a light wind from the west."),
	)
	hits := search(t, ix, "harbour", "pilots", "strike")
	if got := ids(hits); len(got) != 5 || got[0] != "both" || got[1] != "rare" {
		t.Errorf("order %v: want the passage with all words, then the one with the rarer word", got)
	}
	for i := 1; i < len(hits); i++ {
		if hits[i].Score > hits[i-1].Score {
			t.Errorf("score %v follows %v", hits[i].Score, hits[i-1].Score)
		}
	}
	put(t, ix, passage("long", "b", "The pilots "+strings.Repeat("and many other people of the town ", 30)))
	if got := ids(search(t, ix, "pilots")); got[len(got)-1] != "long" {
		t.Errorf("order %v: want the long passage last", got)
	}
}

// testGrowth: the scores of the same passages do not depend on the history of the
// index, so that an answer is the same before and after it was rebuilt.
func testGrowth(t *testing.T, ix knowledge.Index) {
	all := Some(400)
	put(t, ix, all...)
	first := search(t, ix, Words(6, 5)...)
	if len(first) == 0 {
		t.Fatal("nothing found")
	}
	del(t, ix, "d000003", "d000007")
	for i, p := range slices.Backward(all) {
		if p.Doc == "d000003" || p.Doc == "d000007" || i%40 == 0 {
			put(t, ix, p)
			count(t, ix)
		}
	}
	if d := cmp.Diff(first, search(t, ix, Words(6, 5)...)); d != "" {
		t.Errorf("hits after deleting and putting again (-before +after):\n%s", d)
	}
}

func testTies(t *testing.T, ix knowledge.Index) {
	var all []string
	for i := range 30 {
		id := fmt.Sprintf("p%02d", (i*7)%30)
		all = append(all, id)
		put(t, ix, passage(knowledge.PassageID(id), "a", "The same sentence again."))
		if i%4 == 0 {
			count(t, ix)
		}
	}
	slices.Sort(all)
	want(t, search(t, ix, "sentence"), all...)
	want(t, query(t, ix, knowledge.Query{Terms: Terms(ix, "sentence"), Limit: 3}), all[:3]...)
	want(t, query(t, ix, knowledge.Query{Terms: Terms(ix, "sentence"), Limit: 3, Docs: []knowledge.DocID{"a"}}), all[:3]...)
}

func testLimit(t *testing.T, ix knowledge.Index) {
	for i := range 70 {
		put(t, ix, passage(knowledge.PassageID(fmt.Sprintf("p%02d", i)), "a", "Word"))
	}
	for limit, n := range map[int]int{0: 50, 1: 1, 60: 60, 100: 70} {
		if got := len(query(t, ix, knowledge.Query{Terms: Terms(ix, "word"), Limit: limit})); got != n {
			t.Errorf("limit %d: %d hits, want %d", limit, got, n)
		}
	}
}

func testDocs(t *testing.T, ix knowledge.Index) {
	put(t, ix, passage("a1", "a", "A red door."), passage("b1", "b", "A red wall."), passage("c1", "c", "A red roof."))
	q := knowledge.Query{Terms: Terms(ix, "red"), Docs: []knowledge.DocID{"c", "a", "unknown", "a"}}
	want(t, query(t, ix, q), "a1", "c1")
	q.Docs = []knowledge.DocID{"unknown"}
	want(t, query(t, ix, q))
	all := Some(300)
	put(t, ix, all...)
	terms := Terms(ix, Words(8, 9)...)
	docs := []knowledge.DocID{"d000002", "d000009", "d000011"}
	var filtered []knowledge.Hit
	for _, h := range query(t, ix, knowledge.Query{Terms: terms, Limit: 1000}) {
		if slices.Contains(docs, h.Doc) {
			filtered = append(filtered, h)
		}
	}
	if d := cmp.Diff(filtered, query(t, ix, knowledge.Query{Terms: terms, Docs: docs, Limit: 1000})); d != "" || len(filtered) == 0 {
		t.Errorf("searching in documents and picking out of all (-picked +in documents):\n%s", d)
	}
	if d := cmp.Diff(query(t, ix, knowledge.Query{Terms: terms, Limit: 1000})[:5], query(t, ix, knowledge.Query{Terms: terms, Limit: 5})); d != "" {
		t.Errorf("the best of all and the best (-of all +best):\n%s", d)
	}
}

func testFields(t *testing.T, ix knowledge.Index) {
	inText := passage("text", "a", "The ferry sank off the coast at night.")
	underHeading := passage("heading", "b", "It went down off the coast at night.")
	underHeading.Heading = "The ferry"
	underTitle := passage("title", "c", "It went down off the coast at dawn.")
	underTitle.Title = "Ferry disaster"
	put(t, ix, underTitle, underHeading, inText, passage("none", "d", "Nothing at all."))
	want(t, search(t, ix, "ferry"), "text", "heading", "title")
}

func testBoost(t *testing.T, ix knowledge.Index) {
	put(t, ix, passage("asked", "a", "The treaty was read."), passage("beside", "b", "The accord was read."))
	q := knowledge.Query{Terms: []knowledge.Term{{Text: ix.Terms("accord")[0], Boost: 0.5}, {Text: ix.Terms("treaty")[0], Boost: 1}}}
	want(t, query(t, ix, q), "asked", "beside")
	q.Terms[0].Boost, q.Terms[1].Boost = 1, 0.5
	want(t, query(t, ix, q), "beside", "asked")
	q.Terms[1].Boost = 0
	want(t, query(t, ix, q), "beside")
}

func testSpelling(t *testing.T, ix knowledge.Index) {
	texts := map[knowledge.PassageID]string{
		"point":    "A 28\u2011point plan.", // with a hyphen that does not break
		"states":   "The U.S. Treasury said so.",
		"accents":  "The café in Łódź was shut.",
		"quote":    "The president\u2019s “envoy” flew home.",
		"name":     "Mr O’Brien waited.",
		"thousand": "Some 12,500 people came.",
		"cyrillic": "Пресс-конференция в Киеве прошла спокойно.",
		"greek":    "Η Αθήνα ήταν ήσυχη.",
		"chinese":  "北京的会议结束了。",
		"ordinal":  "It was the 19th of the month.",
	}
	for id, text := range texts {
		put(t, ix, passage(id, "a", text))
	}
	for id, words := range map[knowledge.PassageID][]string{
		"point":    {"28-point", "28 point", "28–point", "points"},
		"states":   {"US", "U.S.", "US treasury", "u.s."},
		"accents":  {"cafe", "Lodz", "CAFÉ"},
		"quote":    {"presidents", "president", "envoy", "'envoy'"},
		"name":     {"O'Brien", "O’Brien", "brien"},
		"thousand": {"12500", "12,500"},
		"cyrillic": {"киеве", "КИЕВЕ", "конференция"},
		"greek":    {"αθηνα", "Αθήνα"},
		"chinese":  {"会议", "北京"},
		"ordinal":  {"19", "19th"},
	} {
		for _, w := range words {
			if got := ids(search(t, ix, w)); len(got) != 1 || got[0] != string(id) {
				t.Errorf("%s: found %v, want %s", w, got, id)
			}
		}
	}
}

// testTerms: every term that Terms gives is a term of the index, and no others
// are.
func testTerms(t *testing.T, ix knowledge.Index) {
	text := "Officials in the U.S. said on 19 November that the 28-point plan's authors weren't negotiating."
	put(t, ix, passage("a1", "a", text))
	terms := ix.Terms(text)
	counts, err := ix.DocFreq(t.Context(), terms)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range counts {
		if n != 1 {
			t.Errorf("DocFreq(%q) = %d, want 1", terms[i], n)
		}
	}
	for _, w := range []string{"in", "the", "that", "on", "s", "t", "weren"} {
		if slices.Contains(terms, w) {
			t.Errorf("Terms has %q", w)
		}
	}
	for _, w := range []string{"28", "19", "us", "plan"} {
		if !slices.Contains(terms, w) {
			t.Errorf("Terms %q lacks %q", terms, w)
		}
	}
	if got := ix.Terms(" \n–—…"); len(got) != 0 {
		t.Errorf("Terms of no words: %q", got)
	}
}

func testDocFreq(t *testing.T, ix knowledge.Index) {
	headed := passage("a3", "a", "Rain.")
	headed.Heading = "Weather"
	put(t, ix, passage("a1", "a", "Rain, rain and wind."), passage("a2", "a", "Wind."), headed)
	terms := append(ix.Terms("rain wind weather"), "unknown")
	got, err := ix.DocFreq(t.Context(), terms)
	if d := cmp.Diff([]int{2, 2, 1, 0}, got); d != "" || err != nil {
		t.Errorf("DocFreq(%q): %v (-want +got):\n%s", terms, err, d)
	}
	put(t, ix, passage("b1", "b", "Rain."))
	del(t, ix, "a")
	got, err = ix.DocFreq(t.Context(), terms)
	if d := cmp.Diff([]int{1, 0, 0, 0}, got); d != "" || err != nil {
		t.Errorf("DocFreq after Delete: %v (-want +got):\n%s", err, d)
	}
}

func testSimilar(t *testing.T, ix knowledge.Index) {
	put(t, ix, passage("a1", "a", "Kowalczyk met Lavrov."), passage("a2", "a", "Kovalchyk met Kowalczyk."),
		passage("b1", "b", "Lavrow, Kowalcyk and the G28."))
	del(t, ix, "b")
	for term, want := range map[string][]string{
		"kowalzcyk": {"kowalczyk"},              // two letters swapped and one more off
		"kovalczyk": {"kowalczyk", "kovalchyk"}, // the more frequent first
		"lavrov":    nil,                        // the term itself is not similar, deleted words are gone
		"lavro":     {"lavrov"},
		"29":        nil,
		"me":        nil,
	} {
		got, err := ix.Similar(t.Context(), term, 10)
		if d := cmp.Diff(want, got); (len(want) > 0 || len(got) > 0) && d != "" || err != nil {
			t.Errorf("Similar(%q): %v (-want +got):\n%s", term, err, d)
		}
	}
	if got, err := ix.Similar(t.Context(), "kovalczyk", 1); err != nil || !slices.Equal(got, []string{"kowalczyk"}) {
		t.Errorf("Similar with limit 1: %q, %v", got, err)
	}
}

func testEmpty(t *testing.T, ix knowledge.Index) {
	want(t, search(t, ix, "anything"))
	want(t, query(t, ix, knowledge.Query{}))
	put(t, ix)
	put(t, ix, passage("a1", "a", ""))
	del(t, ix, "unknown")
	want(t, search(t, ix, "anything"))
	if got, err := ix.DocFreq(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("DocFreq of nothing: %v, %v", got, err)
	}
	if n := count(t, ix); n != 1 {
		t.Errorf("Count = %d, want 1: a passage without words is one", n)
	}
}

func testMarker(t *testing.T, ix knowledge.Index) {
	for _, marker := range []string{"", "12", "13"} {
		if marker != "" {
			setMarker(t, ix, marker)
		}
		put(t, ix, passage("a1", "a", "Words beside the marker."))
		if got, err := ix.Marker(t.Context()); err != nil || got != marker {
			t.Errorf("Marker = %q, %v, want %q", got, err, marker)
		}
	}
}

func testCancelled(t *testing.T, ix knowledge.Index) {
	put(t, ix, Some(3)...)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ix.Search(ctx, knowledge.Query{Terms: Terms(ix, Words(3, 1)...)})
	for what, err := range map[string]error{
		"Search": err,
		"Put":    ix.Put(ctx, []knowledge.IndexedPassage{passage("x", "x", "never")}),
		"Delete": ix.Delete(ctx, "d000000"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want context.Canceled", what, err)
		}
	}
	if n := count(t, ix); n != 3 {
		t.Errorf("Count = %d, want 3: the cancelled calls did nothing", n)
	}
}

// testConcurrent: whoever searches finds, for every document, either all of it or
// nothing that it did not have before, and never an error.
func testConcurrent(t *testing.T, ix knowledge.Index) {
	const writers, rounds = 3, 8
	var wg sync.WaitGroup
	for w := range writers {
		doc := knowledge.DocID(fmt.Sprintf("doc%d", w))
		wg.Go(func() {
			for i := range rounds {
				a, b := passage(knowledge.PassageID(fmt.Sprintf("%s-a", doc)), doc, "Anchor text."), passage(knowledge.PassageID(fmt.Sprintf("%s-b", doc)), doc, "Anchor chain.")
				if err := ix.Put(t.Context(), []knowledge.IndexedPassage{a, b}); err != nil {
					t.Error(err)
				}
				if i%3 == 2 {
					if err := ix.Delete(t.Context(), doc); err != nil {
						t.Error(err)
					}
				}
			}
		})
		wg.Go(func() {
			for range rounds * 4 {
				hits, err := ix.Search(t.Context(), knowledge.Query{Terms: Terms(ix, "anchor")})
				if err != nil {
					t.Error(err)
				}
				if len(hits)%2 != 0 {
					t.Errorf("%d hits: half a document", len(hits))
				}
			}
		})
	}
	wg.Wait()
	if n := count(t, ix); n != 2*writers {
		t.Errorf("Count = %d, want %d", n, 2*writers)
	}
}
