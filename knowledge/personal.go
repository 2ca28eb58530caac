package knowledge

import (
	"strings"

	"attache/knowledge/language"
)

// politeFrames are what people say before what they ask for.
var politeFrames = []string{"can you tell me", "could you tell me", "please tell me", "tell me", "do you know", "i want to know", "i would like to know", "i'd like to know", "i need to know",
	"can you find", "can you show me", "please show me", "show me", "can you explain", "please explain", "what do we know about", "what can you tell me about", "what do you know about", "what can you say about", "what have you got on", "hi", "hello", "please"}

// withoutFrame takes a polite frame off a question.
func withoutFrame(question string) string {
	for {
		rest := strings.TrimSpace(question)
		for _, frame := range politeFrames {
			if len(rest) > len(frame) && strings.EqualFold(rest[:len(frame)], frame) && strings.ContainsRune(" ,", rune(rest[len(frame)])) {
				rest = strings.TrimLeft(rest[len(frame):], " ,")
				break
			}
		}
		if rest == strings.TrimSpace(question) {
			return question
		}
		question = rest
	}
}

// ourselves are words for the one who asks and the one who is asked.
var ourselves = setOf("you your yours i i'm i'd i've my me mine myself yourself")

// personal reports whether a question is put to the bot or is about the one who
// asks, which no dossier answers. What stands between quotation marks is neither.
func (p *phrase) personal() bool {
	quoted := false
	for i, t := range p.tokens {
		if t.Kind == language.Punct {
			if strings.ContainsAny(t.In(p.text), "\"“”«»") {
				quoted = !quoted
			}
			continue
		}
		if !quoted && p.asks && ourselves[p.low[i]] && !(t.AllCap && len(p.low[i]) > 1) && !p.ordinal(i) && !p.pit(i) {
			return true
		}
	}
	return false
}

// ordinal reports whether an I is a Roman number: behind a name, as in "World War
// I" and "Elizabeth I".
func (p *phrase) ordinal(i int) bool {
	return p.low[i] == "i" && i > 0 && p.tokens[i-1].Upper && !asking[p.low[i-1]] && !auxiliaries[p.low[i-1]]
}

// ofMe come before a "mine" that is not dug.
var ofMe = setOf("of is are was were this that be not")

// pit reports whether a "mine" is one that is dug, as in "the mine" and "Kolvin mine".
func (p *phrase) pit(i int) bool {
	return p.low[i] == "mine" && i > 0 && p.tokens[i-1].Kind == language.Word && !ofMe[p.low[i-1]]
}
