package ingest

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
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
	case utf8.Valid(raw):
		if !isText(string(raw)) {
			return "", "", errBinary
		}
		return string(raw), "utf-8", nil
	}
	return decodeLegacy(raw)
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

// windows are the code pages that stand for the ISO encodings they extend: what
// is declared or taken for the latter is in practice written in the former.
var windows = map[string]string{
	"iso-8859-1": "windows-1252", "iso-8859-2": "windows-1250", "iso-8859-9": "windows-1254", "iso-8859-7": "windows-1253",
	"iso-8859-8-i": "windows-1255", "iso-8859-8": "windows-1255", "iso-8859-6": "windows-1256",
}

// legacy are the encodings that are tried beside what the detector proposes.
var legacy = []string{"windows-1252", "windows-1250", "windows-1251", "windows-1254"}

// decodeLegacy decodes what is neither UTF-8 nor UTF-16. The detector's proposals
// are tried in their order; the one whose result has fewest marks that no writer
// puts inside words wins.
func decodeLegacy(raw []byte) (string, string, error) {
	guesses, err := chardet.NewTextDetector().DetectAll(raw)
	if err != nil {
		guesses = nil
	}
	names := make([]string, 0, len(guesses)+len(legacy))
	for _, g := range guesses {
		name := strings.ToLower(g.Charset)
		if w, ok := windows[name]; ok {
			name = w
		}
		names = append(names, name)
	}
	text, name, least := "", "", -1
	for _, candidate := range append(names, legacy...) {
		e, err := htmlindex.Get(candidate)
		if err != nil || strings.HasPrefix(candidate, "utf-") {
			continue
		}
		b, err := e.NewDecoder().Bytes(raw)
		if err != nil || !isText(string(b)) || bytes.ContainsRune(b, utf8.RuneError) {
			continue
		}
		if n := oddities(string(b)); least < 0 || n < least {
			text, name, least = string(b), candidate, n
		}
	}
	if least < 0 {
		return "", "", errEncoding
	}
	return text, name, nil
}

// oddities counts what a wrong encoding leaves in words: signs between letters,
// and a capital that is no ASCII letter behind a small one.
func oddities(s string) int {
	n := 0
	var before, last rune
	for _, r := range s {
		switch {
		case last >= utf8.RuneSelf && !unicode.IsLetter(last) && !strings.ContainsRune("’‘ʼ·–—‑", last) && unicode.IsLetter(before) && unicode.IsLetter(r):
			n++
		case r >= utf8.RuneSelf && unicode.IsUpper(r) && unicode.IsLower(last):
			n++
		}
		before, last = last, r
	}
	return n
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
