package names

// tongue is a language as far as capital letters are concerned.
type tongue uint8

const (
	english tongue = iota
	german         // every noun has a capital letter
	french
	turkish
	other
	tongues
)

var stopWords = [tongues]map[string]bool{
	english: set("the of and to in that is was for on with as by at from he she it his her said has have"),
	german:  set("der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch"),
	french:  set("le la les des et du en une un est que dans pour qui sur au pas par avec il elle"),
	turkish: set("ve bir bu da de için ile olarak olan daha çok gibi kadar sonra ancak dedi"),
	other:   set("и в не на что он с как по это але та що як не на у de y el los en que il di che e per não uma"),
}

// tonguesOf has a bit set for each language that word is a small word of.
func tonguesOf(word string) uint8 {
	if len(word) > 8 {
		return 0
	}
	var bits uint8
	for t := range stopWords {
		if stopWords[t][word] {
			bits |= 1 << t
		}
	}
	return bits
}

func mostLikely(n [tongues]int) tongue {
	best := english
	for t := range n {
		if n[t] > n[best] {
			best = tongue(t)
		}
	}
	return best
}
