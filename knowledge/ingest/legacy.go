package ingest

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding/htmlindex"
)

// windows are the code pages that stand for the ISO encodings they extend: what
// is declared or taken for the latter is in practice written in the former.
var windows = map[string]string{
	"iso-8859-1": "windows-1252", "iso-8859-2": "windows-1250", "iso-8859-9": "windows-1254", "iso-8859-7": "windows-1253",
	"iso-8859-8-i": "windows-1255", "iso-8859-8": "windows-1255", "iso-8859-6": "windows-1256",
	"gb-18030": "gb18030", // as the detector writes it
}

// codePages are the encodings that are tried beside what the detector proposes.
var codePages = []string{"windows-1252", "windows-1250", "windows-1251", "windows-1254", "koi8-u", "windows-1253", "windows-1257", "ibm866"}

// sampleLength is how many bytes of the lines with letters outside ASCII are
// looked at to tell the encoding.
const sampleLength = 32 << 10

// decodeLegacy decodes what is neither UTF-8 nor UTF-16. Of the encodings that the
// detector proposes, and the usual code pages, it takes the one whose letters fit
// the language that results; where several do, the first proposed.
func decodeLegacy(raw []byte) (string, string, error) {
	sample := sampleOf(raw)
	best, least := "", -1
	for _, name := range candidates(sample) {
		text, ok := decodeAs(name, sample)
		if !ok {
			continue
		}
		if n := misfits(text); least < 0 || n < least {
			best, least = name, n
		}
	}
	if best != "" {
		if text, ok := decodeAs(best, raw); ok {
			return text, best, nil
		}
	}
	return "", "", errEncoding
}

// sampleOf gathers lines that hold bytes outside ASCII.
func sampleOf(raw []byte) []byte {
	if len(raw) <= sampleLength {
		return raw
	}
	var sample []byte
	for line := range bytes.Lines(raw) {
		if len(sample)+len(line) > sampleLength {
			if len(sample) > 0 {
				break
			}
			line = line[:sampleLength]
		}
		if slices.ContainsFunc(line, func(b byte) bool { return b >= utf8.RuneSelf }) {
			sample = append(sample, line...)
		}
	}
	return sample
}

// candidates are the names of the encodings to try, the likeliest first.
func candidates(sample []byte) []string {
	guesses, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil {
		guesses = nil // it proposes none
	}
	slices.SortFunc(guesses, func(a, b chardet.Result) int {
		if a.Confidence != b.Confidence {
			return b.Confidence - a.Confidence
		}
		return strings.Compare(a.Charset, b.Charset)
	})
	var names []string
	for _, g := range guesses {
		name := strings.ToLower(g.Charset)
		if w, ok := windows[name]; ok {
			name = w
		}
		names = append(names, name)
	}
	return append(names, codePages...)
}

// decodeAs decodes raw as the encoding of that name, and reports whether what
// results is text.
func decodeAs(name string, raw []byte) (string, bool) {
	if strings.HasPrefix(name, "utf-") {
		return "", false
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return "", false
	}
	b, err := e.NewDecoder().Bytes(raw)
	if err != nil || bytes.Count(b, []byte("\uFFFD"))*1000 > len(b) || !isText(string(b)) {
		return "", false
	}
	return string(b), true
}

// alphabets are the letters outside ASCII that texts in a language are written
// with. Names and quotations bring others, but few.
var alphabets = map[whatlanggo.Lang]string{
	whatlanggo.Eng: "éèêçñáíóöüïâ", whatlanggo.Deu: "äöüß", whatlanggo.Fra: "àâæçéèêëîïôœùûüÿ", whatlanggo.Spa: "áéíñóúü", whatlanggo.Por: "áâãàçéêíóôõúü",
	whatlanggo.Ita: "àèéìîòóù", whatlanggo.Nld: "éëïóöüèê", whatlanggo.Swe: "åäöé", whatlanggo.Dan: "æøåé", whatlanggo.Nob: "æøåéòô", whatlanggo.Fin: "äöåšž",
	whatlanggo.Pol: "ąćęłńóśźż", whatlanggo.Ces: "áčďéěíňóřšťúůýž", whatlanggo.Hun: "áéíóöőúüű", whatlanggo.Ron: "ăâîșțşţ", whatlanggo.Hrv: "čćđšž", whatlanggo.Slv: "čšžćđ",
	whatlanggo.Tur: "çğıöşüâîûİ", whatlanggo.Lit: "ąčęėįšųūž", whatlanggo.Lav: "āčēģīķļņšūž", whatlanggo.Est: "äõöüšž",
	whatlanggo.Rus: "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", whatlanggo.Ukr: "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяʼ",
	whatlanggo.Bul: "абвгдежзийклмнопрстуфхцчшщъьюя", whatlanggo.Srp: "абвгдђежзијклљмнњопрстћуфхцчџшčćđšž", whatlanggo.Mkd: "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
	whatlanggo.Bel: "абвгдеёжзійклмнопрстуўфхцчшыьэюя", whatlanggo.Ell: "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}

// writersSigns stand in and around words in every language.
const writersSigns = "’‘ʼ“”„‚«»‹›–—‑…·•€£§°№©®™"

// misfits counts what a wrong encoding leaves behind: letters that the language
// of the text does not have, signs inside words, capitals behind small letters.
func misfits(s string) int {
	alphabet, known := alphabets[whatlanggo.Detect(s).Lang]
	n := 0
	var before, last rune
	for _, r := range s {
		letter := unicode.IsLetter(r)
		switch {
		case letter && last >= utf8.RuneSelf && last < '\u3000' && !unicode.IsLetter(last) && !strings.ContainsRune(writersSigns, last) && unicode.IsLetter(before):
			n += 2
		case r >= utf8.RuneSelf && letter && unicode.IsUpper(r) && unicode.IsLower(last):
			n += 2
		case r >= '\uFF61' && r <= '\uFF9F': // kana of half a width, which terminals had
			n++
		case unicode.Is(unicode.Han, r) && unicode.Is(unicode.Hangul, last): // hardly any Korean text mixes them
			n += 2
		case r >= utf8.RuneSelf && letter && known && !strings.ContainsRune(alphabet, unicode.ToLower(r)) && !strings.ContainsRune(alphabet, r):
			n++
		case r >= utf8.RuneSelf && !letter && !strings.ContainsRune(writersSigns, r) && !unicode.IsSpace(r) && !unicode.IsMark(r) && !unicode.IsPunct(r):
			n++
		}
		before, last = last, r
	}
	return n
}
