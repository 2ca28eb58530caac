package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode/utf32"

	utf16 "golang.org/x/text/encoding/unicode"
)

// Reasons to refuse bytes that are no text.
var (
	errEmpty    = errors.New("it is empty")
	errBinary   = errors.New("it is no text: it holds bytes that no text has")
	errEncoding = errors.New("it is written in an encoding that could not be recognised; save it as UTF-8")
)

// Decode turns the bytes of a text file into text, and names the encoding that
// they were written in. UTF-8 is taken as it is, a byte order mark included, so
// that offsets count the file's own bytes. What has no mark and is not valid
// UTF-8 is taken for the legacy encoding that its bytes are most likely in.
func Decode(raw []byte) (text, encoding string, err error) {
	for start, kind := range otherKinds {
		if bytes.HasPrefix(raw, []byte(start)) {
			return "", "", fmt.Errorf("it is no plain text but %s", kind)
		}
	}
	switch {
	case len(bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")))) == 0:
		return "", "", errEmpty
	case bytes.HasPrefix(raw, []byte("\xff\xfe\x00\x00")), bytes.HasPrefix(raw, []byte("\x00\x00\xfe\xff")):
		return decodeWith(utf32.UTF32(utf32.BigEndian, utf32.ExpectBOM), raw, "utf-32")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return decodeWith(utf16.UTF16(utf16.LittleEndian, utf16.ExpectBOM), raw, "utf-16le")
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeWith(utf16.UTF16(utf16.BigEndian, utf16.ExpectBOM), raw, "utf-16be")
	case bytes.IndexByte(raw, 0) >= 0:
		return decodeNulls(raw)
	case utf8.Valid(raw) || nearlyUTF8(raw):
		text := strings.ToValidUTF8(string(raw), "\uFFFD")
		if !isText(text) {
			return "", "", errBinary
		}
		return text, "utf-8", nil
	}
	return decodeLegacy(raw)
}

// otherKinds are the first bytes of files that are often named .txt by mistake,
// and that could pass for text.
var otherKinds = map[string]string{
	"%PDF-": "a PDF", "{\\rtf": "an RTF file", "PK\x03\x04": "a ZIP or office file", "\xd0\xcf\x11\xe0": "an old office file", "\x1f\x8b": "a compressed file",
}

// nearlyUTF8 reports whether raw is UTF-8 that a few bytes were broken in: a file
// that was cut, or pasted together.
func nearlyUTF8(raw []byte) bool {
	whole, broken := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && size == 1 {
			broken++
		} else {
			whole++
		}
		i += size
	}
	return whole >= 20*broken
}

func decodeWith(e encoding.Encoding, raw []byte, name string) (string, string, error) {
	b, err := e.NewDecoder().Bytes(raw)
	if err != nil || !isText(string(b)) {
		return "", "", errBinary
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return "", "", errEmpty
	}
	return string(b), name, nil
}

// decodeNulls tells UTF-16 without a byte order mark from what is no text: the
// null bytes of Western and most Cyrillic punctuation all stand on one side.
func decodeNulls(raw []byte) (string, string, error) {
	even, odd := 0, 0
	for i, b := range raw {
		if b == 0 {
			if i%2 == 0 {
				even++
			} else {
				odd++
			}
		}
	}
	least := len(raw) / 20
	switch {
	case len(raw)%2 == 0 && odd > least && even*20 < odd:
		return decodeWith(utf16.UTF16(utf16.LittleEndian, utf16.IgnoreBOM), raw, "utf-16le")
	case len(raw)%2 == 0 && even > least && odd*20 < even:
		return decodeWith(utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM), raw, "utf-16be")
	}
	return "", "", errBinary
}

// isText reports whether s is made of what people write: at most one control
// character in a thousand, and a letter somewhere.
func isText(s string) bool {
	controls, letter := 0, false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letter = true
		case unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\u0085", r):
			controls++
		}
	}
	return letter && controls*1000 <= len(s)
}
