package sqlstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// codec writes values of one type as bytes and reads them back: the fields of
// structs in their order, whole numbers as varints, the lengths of strings and
// slices before them. There are no names in it, so that it can be read only by
// who has the very same type; what is stored says which ([shape]). Facts take two
// thirds of the room that they take in gob and are read three times as fast, which
// is what a start with thousands of documents waits for.
type codec struct {
	write func(b []byte, v reflect.Value) []byte
	read  func(r *reader, v reflect.Value)
}

// codecs are those of the types seen so far.
type codecs map[reflect.Type]*codec

func (c codecs) of(t reflect.Type) (*codec, error) {
	if known, ok := c[t]; ok {
		return known, nil
	}
	made := new(codec)
	c[t] = made // before it is made: a type may hold itself
	var err error
	switch t.Kind() {
	case reflect.Bool:
		*made = codec{writeBool, readBool}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		*made = codec{writeInt, readInt}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		*made = codec{writeUint, readUint}
	case reflect.Float32, reflect.Float64:
		*made = codec{writeFloat, readFloat}
	case reflect.String:
		*made = codec{writeString, readString}
	case reflect.Slice:
		*made, err = c.slice(t)
	case reflect.Array:
		*made, err = c.array(t)
	case reflect.Pointer:
		*made, err = c.pointer(t)
	case reflect.Struct:
		*made, err = c.structure(t)
	default:
		err = fmt.Errorf("a %s cannot be stored", t)
	}
	return made, err
}

func (c codecs) slice(t reflect.Type) (codec, error) {
	element, err := c.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = element.write(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n := r.length()
			if n < 0 {
				return
			}
			v.Set(reflect.MakeSlice(t, n, n))
			for i := range n {
				element.read(r, v.Index(i))
			}
		},
	}, err
}

func (c codecs) array(t reflect.Type) (codec, error) {
	element, err := c.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i := range v.Len() {
				b = element.write(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i := range v.Len() {
				element.read(r, v.Index(i))
			}
		},
	}, err
}

func (c codecs) pointer(t reflect.Type) (codec, error) {
	target, err := c.of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return target.write(append(b, 1), v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.uint() != 0 && r.err == nil {
				v.Set(reflect.New(t.Elem()))
				target.read(r, v.Elem())
			}
		},
	}, err
}

func (c codecs) structure(t reflect.Type) (codec, error) {
	fields := make([]*codec, t.NumField())
	for i := range fields {
		if !t.Field(i).IsExported() {
			return codec{}, fmt.Errorf("%s.%s cannot be stored: it begins with a small letter", t, t.Field(i).Name)
		}
		var err error
		if fields[i], err = c.of(t.Field(i).Type); err != nil {
			return codec{}, err
		}
	}
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i, f := range fields {
				b = f.write(b, v.Field(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i, f := range fields {
				f.read(r, v.Field(i))
			}
		},
	}, nil
}

func writeBool(b []byte, v reflect.Value) []byte {
	if v.Bool() {
		return append(b, 1)
	}
	return append(b, 0)
}

func writeInt(b []byte, v reflect.Value) []byte  { return binary.AppendVarint(b, v.Int()) }
func writeUint(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) }
func writeFloat(b []byte, v reflect.Value) []byte {
	return binary.AppendUvarint(b, math.Float64bits(v.Float()))
}
func writeString(b []byte, v reflect.Value) []byte {
	return append(binary.AppendUvarint(b, uint64(v.Len())+1), v.String()...)
}

func readBool(r *reader, v reflect.Value)  { v.SetBool(r.uint() != 0) }
func readUint(r *reader, v reflect.Value)  { v.SetUint(r.uint()) }
func readFloat(r *reader, v reflect.Value) { v.SetFloat(math.Float64frombits(r.uint())) }
func readInt(r *reader, v reflect.Value) {
	n := r.uint()
	v.SetInt(int64(n>>1) ^ -int64(n&1)) // as binary.AppendVarint writes it
}
func readString(r *reader, v reflect.Value) {
	if n := r.length(); n > 0 {
		v.SetString(r.data[r.at : r.at+n])
		r.at += n
	}
}

var errShort = errors.New("what is stored does not end where it should")

// reader reads what a codec wrote. The strings that it gives are parts of data.
type reader struct {
	data string
	at   int
	err  error
}

// uint reads a varint, and gives 0 where there is none.
func (r *reader) uint() (n uint64) {
	for shift := 0; shift < 64 && r.at < len(r.data); shift += 7 {
		c := r.data[r.at]
		r.at++
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	r.err, r.at = errShort, len(r.data)
	return 0
}

// length reads the length of a string or slice, -1 for a slice that is nil. What
// follows has at least one byte for each element.
func (r *reader) length() int {
	n := r.uint()
	if n > uint64(len(r.data)-r.at)+1 {
		r.err, r.at = errShort, len(r.data)
		return -1
	}
	return int(n) - 1
}
