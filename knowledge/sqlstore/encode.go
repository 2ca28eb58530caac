package sqlstore

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"attache/knowledge"
)

// codecVersion is to be raised whenever [codec] writes the same values in another
// way.
const codecVersion = 1

// factsVersion is what is stored with facts: the numbers, and the shape of the
// types they are made of. A change to what [knowledge.Facts] is made of makes
// those in the store stale by itself.
var factsVersion = fmt.Sprintf("%d-%d-%s", knowledge.FactsVersion, codecVersion, shape(reflect.TypeFor[knowledge.Facts]()))

// shape is a short hash of the names and types of all that t is made of.
func shape(t reflect.Type) string {
	var b strings.Builder
	describe(&b, t, make(map[reflect.Type]bool))
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:6])
}

func describe(b *strings.Builder, t reflect.Type, seen map[reflect.Type]bool) {
	fmt.Fprintf(b, "%s %s", t.Kind(), t)
	if seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			fmt.Fprintf(b, "\n%s.%s ", t, t.Field(i).Name)
			describe(b, t.Field(i).Type, seen)
		}
	case reflect.Map:
		describe(b, t.Key(), seen)
		describe(b, t.Elem(), seen)
	case reflect.Slice, reflect.Array, reflect.Pointer:
		describe(b, t.Elem(), seen)
	}
}

// factsCodec is made when it is needed first, and never changed.
var factsCodec = sync.OnceValues(func() (*codec, error) { return codecs{}.of(reflect.TypeFor[knowledge.Facts]()) })

func encodeFacts(facts *knowledge.Facts) ([]byte, error) {
	c, err := factsCodec()
	if err != nil {
		return nil, fmt.Errorf("encode facts: %w", err)
	}
	return c.write(nil, reflect.ValueOf(facts).Elem()), nil
}

func decodeFacts(data []byte) (facts knowledge.Facts, err error) {
	c, err := factsCodec()
	if err != nil {
		return knowledge.Facts{}, fmt.Errorf("decode facts: %w", err)
	}
	r := reader{data: string(data)}
	c.read(&r, reflect.ValueOf(&facts).Elem())
	if r.err == nil && r.at < len(r.data) {
		r.err = errShort
	}
	if r.err != nil {
		return knowledge.Facts{}, fmt.Errorf("decode facts: %w", r.err)
	}
	return facts, nil
}

// storedDate is a [knowledge.FoundDate] as it is stored. The parts of the date
// are numbers, so that any date that was put comes back.
type storedDate struct {
	Date [3]int       `json:"date"` // year, month, day
	From string       `json:"from"`
	Also []storedDate `json:"also,omitempty"`
}

func encodeDate(d knowledge.FoundDate) (string, error) {
	b, err := json.Marshal(toStored(d))
	return string(b), err
}

func decodeDate(s string) (knowledge.FoundDate, error) {
	var d storedDate
	if err := json.Unmarshal([]byte(s), &d); err != nil {
		return knowledge.FoundDate{}, fmt.Errorf("date of publication: %w", err)
	}
	return fromStored(d), nil
}

func toStored(d knowledge.FoundDate) storedDate {
	s := storedDate{Date: [3]int{d.Value.Year, d.Value.Month, d.Value.Day}, From: d.From}
	for _, also := range d.Also {
		s.Also = append(s.Also, toStored(also))
	}
	return s
}

func fromStored(s storedDate) knowledge.FoundDate {
	d := knowledge.FoundDate{Value: knowledge.Date{Year: s.Date[0], Month: s.Date[1], Day: s.Date[2]}, From: s.From}
	for _, also := range s.Also {
		d.Also = append(d.Also, fromStored(also))
	}
	return d
}
