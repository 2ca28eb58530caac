package sqlstore

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"attache/knowledge"
	"attache/knowledge/language/names"
)

// everything has every kind of field that facts may have.
type everything struct {
	Bool     bool
	Int      int
	Int8     int8
	Uint8    uint8
	Uint64   uint64
	Float    float64
	String   string
	Strings  []string
	Array    [2]int
	Pointer  *everything
	Children []everything
	Embedded
}

// Embedded is exported so that it can be stored.
type Embedded struct{ A, B int }

func TestCodecRoundTrip(t *testing.T) {
	c, err := codecs{}.of(reflect.TypeFor[everything]())
	if err != nil {
		t.Fatal(err)
	}
	leaf := everything{Strings: []string{}, Children: nil, Int: math.MinInt, Uint64: math.MaxUint64, Float: -0.5, String: "\x00\xff дом"}
	for _, want := range []everything{
		{},
		leaf,
		{Bool: true, Int: math.MaxInt, Int8: -128, Uint8: 255, Strings: []string{"", "a"}, Array: [2]int{-1, 1}, Pointer: &leaf,
			Children: []everything{leaf, {}}, Embedded: Embedded{1, -2}},
	} {
		b := c.write(nil, reflect.ValueOf(want))
		var got everything
		r := reader{data: string(b)}
		c.read(&r, reflect.ValueOf(&got).Elem())
		if d := cmp.Diff(want, got); d != "" || r.err != nil || r.at != len(b) {
			t.Errorf("read %d of %d bytes, %v (-written +read):\n%s", r.at, len(b), r.err, d)
		}
	}
}

func TestCodecRefusesWhatItWouldLose(t *testing.T) {
	for _, typ := range []reflect.Type{
		reflect.TypeFor[struct{ hidden int }](),
		reflect.TypeFor[struct{ M map[string]int }](),
		reflect.TypeFor[[]any](),
	} {
		if _, err := (codecs{}).of(typ); err == nil {
			t.Errorf("%s: no error", typ)
		}
	}
	if _, err := factsCodec(); err != nil {
		t.Error(err)
	}
}

// FuzzDecodeFacts: damaged facts are an error, never more than that.
func FuzzDecodeFacts(f *testing.F) {
	data, err := encodeFacts(&knowledge.Facts{
		Passages: []knowledge.Passage{{ID: "p", Doc: "d"}},
		Names:    []names.Mention{{Name: "Name", RoleTexts: []string{"role"}}},
		Events:   []knowledge.Event{{Timex: -1}},
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, data []byte) {
		facts, err := decodeFacts(data)
		if err != nil {
			return
		}
		again, err := encodeFacts(&facts)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := decodeFacts(again); err != nil || !reflect.DeepEqual(facts, got) {
			t.Errorf("%+v became %+v, %v", facts, got, err)
		}
	})
}

func TestShapeTellsTypesApart(t *testing.T) {
	type inner struct{ A, B int }
	type changed struct{ A, C int }
	shapes := []string{
		shape(reflect.TypeFor[struct{ X []inner }]()),
		shape(reflect.TypeFor[struct{ X []changed }]()),
		shape(reflect.TypeFor[struct{ X []*inner }]()),
		shape(reflect.TypeFor[struct{ Y []inner }]()),
		shape(reflect.TypeFor[knowledge.Facts]()),
	}
	slices.Sort(shapes)
	if n := len(slices.Compact(shapes)); n != 5 {
		t.Errorf("%d shapes of 5 types", n)
	}
}

func TestFactsOfAnotherReaderAreStale(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, Memory, "dossier")
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	old, young := knowledge.NewDocument("old.txt", "Old."), knowledge.NewDocument("new.txt", "New.")
	for _, doc := range []knowledge.Document{old, young} {
		if err := s.Put(ctx, doc, knowledge.Facts{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.db.ExecContext(ctx, `UPDATE facts SET version = '0-before', data = x'00' WHERE document_id = ?`, old.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Facts(ctx, old.ID); !errors.Is(err, knowledge.ErrStale) {
		t.Errorf("Facts: %v, want ErrStale", err)
	}
	if stale, err := s.Stale(ctx); err != nil || !slices.Equal(stale, []knowledge.DocID{old.ID}) {
		t.Errorf("Stale: %v, %v", stale, err)
	}
	if err := s.Put(ctx, old, knowledge.Facts{}); err != nil {
		t.Fatal(err)
	}
	if stale, err := s.Stale(ctx); err != nil || len(stale) > 0 {
		t.Errorf("Stale after reading again: %v, %v", stale, err)
	}
}
