package names

import (
	_ "embed" // the lists of men's and women's names
	"strings"
	"sync"
)

//go:embed data/men.txt
var menText string

//go:embed data/women.txt
var womenText string

// Gender tells whether a person is spoken of as he or she.
type Gender uint8

// The genders that names tell.
const (
	Untold Gender = iota // the name does not tell
	He
	She
)

var genders = sync.OnceValue(func() map[string]Gender {
	g := make(map[string]Gender, 24_000)
	for text, gender := range map[*string]Gender{&menText: He, &womenText: She} {
		for line := range strings.Lines(*text) {
			g[strings.TrimSpace(line)] = gender
		}
	}
	return g
})

// GenderOf tells what a person's name says of its bearer's gender: by the given
// name, where only men or only women have it, else by a Slavic ending of the
// family name.
func GenderOf(name string) Gender {
	words := splitName(name)
	if len(words) > 1 {
		if g := genders()[words[0]]; g != Untold {
			return g
		}
	}
	if n := len(words); n > 0 {
		for _, e := range [...]string{"ova", "eva", "skaya", "skaia"} {
			if strings.HasSuffix(words[n-1], e) && len(words[n-1]) > len(e)+2 {
				return She
			}
		}
	}
	return Untold
}
