package names

import "strings"

// cases are endings that East Slavic names have in other cases than the
// nominative, with the ending that they stand for. The first that fits is taken.
// Endings that a nominative can have as well ("Лаврова") are not here.
var cases = [][2]string{
	{"ского", "ский"}, {"скому", "ский"}, {"ским", "ский"}, {"ском", "ский"},
	{"ського", "ський"}, {"ському", "ський"}, {"ським", "ський"},
	{"цкого", "цкий"}, {"цькому", "цький"}, {"цького", "цький"}, {"цким", "цкий"},
	{"еем", "ей"}, {"ием", "ий"}, {"ієм", "ій"},
	{"вым", "в"}, {"ным", "н"}, {"вим", "в"}, {"ним", "н"},
	{"енка", "енко"}, {"енку", "енко"}, {"енком", "енко"},
	{"ром", "р"}, {"лом", "л"}, {"ном", "н"}, {"ком", "к"}, {"том", "т"}, {"дом", "д"}, {"вом", "в"}, {"сом", "с"},
	{"ака", "ак"}, {"аку", "ак"}, {"ука", "ук"}, {"уку", "ук"}, {"юка", "юк"}, {"чука", "чук"},
}

// nominative puts a capitalised Cyrillic word that stands in another case back
// into the nominative, as far as its ending tells; likewise Polish family names.
// All else it leaves alone.
func nominative(word string) string {
	if stem, ok := polishCase(word); ok {
		return stem + "ki"
	}
	if ascii(word) || len(word) < 10 { // five letters
		return word
	}
	for _, c := range cases {
		if stem, ok := strings.CutSuffix(word, c[0]); ok && len(stem) >= 4 {
			return stem + c[1]
		}
	}
	return word
}

// polishCase takes the ending of another case off a Polish name in "-ski" or
// "-cki", with its k.
func polishCase(word string) (string, bool) {
	if len(word) < 8 || word[len(word)-1] != 'm' && word[len(word)-1] != 'o' && word[len(word)-1] != 'u' {
		return "", false
	}
	for _, c := range [...]string{"kim", "kiego", "kiemu"} {
		if stem, ok := strings.CutSuffix(word, c); ok && (strings.HasSuffix(stem, "s") || strings.HasSuffix(stem, "c")) {
			return stem, true
		}
	}
	return "", false
}

// masculine is the family name that a Cyrillic name in "-ова", "-ева", "-ина" is
// the genitive of, if it is not a woman's: only a text can tell. The key is folded.
func masculine(key string) (string, bool) {
	if len(key) < 6 || !strings.HasSuffix(key, "a") {
		return "", false
	}
	stem := key[:len(key)-1]
	for _, e := range [...]string{"ov", "ev", "in", "yn"} {
		if strings.HasSuffix(stem, e) {
			return stem, true
		}
	}
	return "", false
}

// nominatives does the same with each word of a name.
func nominatives(name string) string {
	if ascii(name) && !strings.Contains(name, "ki") {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = nominative(w)
	}
	return strings.Join(words, " ")
}
