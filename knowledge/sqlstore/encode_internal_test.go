package sqlstore

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"attache/knowledge"
)

// TestFactsLoseNothing: gob leaves out fields that begin with a small letter.
func TestFactsLoseNothing(t *testing.T) {
	seen := make(map[reflect.Type]bool)
	var check func(typ reflect.Type)
	check = func(typ reflect.Type) {
		if seen[typ] {
			return
		}
		seen[typ] = true
		switch typ.Kind() {
		case reflect.Struct:
			for i := range typ.NumField() {
				if f := typ.Field(i); !f.IsExported() {
					t.Errorf("%s.%s would not be stored", typ, f.Name)
				} else {
					check(f.Type)
				}
			}
		case reflect.Slice, reflect.Array, reflect.Pointer, reflect.Map:
			check(typ.Elem())
		case reflect.Interface, reflect.Func, reflect.Chan:
			t.Errorf("%s cannot be stored", typ)
		}
	}
	check(reflect.TypeFor[knowledge.Facts]())
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
