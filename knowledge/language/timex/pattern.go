package timex

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is written as a sequence of elements separated by spaces:
//
//	Month        an item of that class
//	Month|Monat  an item of one of these classes
//	ago          that word; several words as ago|before
//	m:Month      the item is captured under the letter m
//	~Dash        the item follows the one before it without white space
//	x?           x or nothing
//	[ x y ]      x y or nothing
//	( x | y z )  one of these sequences
//
// Optional parts are taken where they can be. A pattern is compiled into a small
// program; matching it backtracks, which stays cheap because patterns are short
// and nothing repeats.

// instr is one step of a compiled pattern.
type instr struct {
	op    op
	glued bool
	slot  int8 // captures the item; -1 for no capture
	class class
	words []uint16 // ids of the words that are accepted beside the classes
	x, y  int      // where a split or a jump goes, x first
}

type op uint8

const (
	opItem op = iota
	opSplit
	opJump
	opDone
)

// slots is how many letters a capture can be named by.
const slots = 26

// captures are the items a match captured, by letter; -1 for none.
type captures [slots]int32

func (c *captures) item(letter byte) int { return int(c[letter-'a']) }

// compiler turns the text of one pattern into a program.
type compiler struct {
	lex    *lexicon
	name   string
	tokens []string
	prog   []instr
}

// compilePattern compiles a pattern, and adds its words to the lexicon. Patterns
// are constants of this package, so a broken one panics when the program starts.
func compilePattern(lex *lexicon, name, pattern string) []instr {
	c := &compiler{lex: lex, name: name, tokens: strings.Fields(pattern)}
	c.sequence("")
	if len(c.tokens) > 0 {
		c.fail("unexpected " + c.tokens[0])
	}
	return append(c.prog, instr{op: opDone})
}

func (c *compiler) fail(why string) { panic("timex: pattern " + c.name + ": " + why) }

func (c *compiler) next() string {
	t := c.tokens[0]
	c.tokens = c.tokens[1:]
	return t
}

// sequence compiles elements up to one of the closing tokens, which it leaves.
func (c *compiler) sequence(closing string) {
	for len(c.tokens) > 0 && (closing == "" || !strings.Contains(closing, c.tokens[0])) {
		switch t := c.next(); t {
		case "[":
			split := c.emit(instr{op: opSplit})
			c.sequence("]")
			c.close("]")
			c.prog[split].x, c.prog[split].y = split+1, len(c.prog)
		case "(":
			c.alternatives()
		default:
			c.element(t)
		}
	}
}

func (c *compiler) alternatives() {
	var jumps []int
	for {
		split := c.emit(instr{op: opSplit})
		c.sequence("|)")
		if len(c.tokens) == 0 {
			c.fail("( is not closed")
		}
		last := c.next() == ")"
		if last { // nothing else can be tried
			c.prog[split] = instr{op: opJump, x: split + 1}
		} else {
			jumps = append(jumps, c.emit(instr{op: opJump}))
			c.prog[split].x, c.prog[split].y = split+1, len(c.prog)
		}
		if last {
			break
		}
	}
	for _, j := range jumps {
		c.prog[j].x = len(c.prog)
	}
}

func (c *compiler) close(want string) {
	if len(c.tokens) == 0 || c.next() != want {
		c.fail("missing " + want)
	}
}

func (c *compiler) emit(i instr) int {
	c.prog = append(c.prog, i)
	return len(c.prog) - 1
}

func (c *compiler) element(t string) {
	optional := strings.HasSuffix(t, "?")
	t = strings.TrimSuffix(t, "?")
	in := instr{op: opItem, slot: -1}
	if rest, ok := strings.CutPrefix(t, "~"); ok {
		in.glued, t = true, rest
	}
	if len(t) > 2 && t[1] == ':' {
		in.slot, t = int8(t[0]-'a'), t[2:]
	}
	for _, name := range strings.Split(t, "|") {
		if class, ok := classNames[name]; ok {
			in.class |= class
		} else if r, _ := utf8.DecodeRuneInString(name); name == "" || unicode.IsUpper(r) {
			c.fail(fmt.Sprintf("no class %q", name))
		} else {
			in.words = append(in.words, c.lex.add(name, lexeme{}))
		}
	}
	if optional {
		at := c.emit(instr{op: opSplit})
		c.prog[at].x, c.prog[at].y = at+1, at+2
	}
	c.emit(in)
}

// starts calls yield for every item that the program can begin with.
func starts(prog []instr, pc int, yield func(instr)) {
	switch in := prog[pc]; in.op {
	case opItem:
		yield(in)
	case opSplit:
		starts(prog, in.x, yield)
		starts(prog, in.y, yield)
	case opJump:
		starts(prog, in.x, yield)
	}
}

// accepts reports whether the item can stand where the instruction wants one.
func (in *instr) accepts(it *item) bool {
	if in.glued && it.spaced {
		return false
	}
	if in.class&it.class != 0 {
		return true
	}
	for _, id := range in.words {
		if id == it.id {
			return true
		}
	}
	return false
}

// match runs the program from pc on the items from i, and returns the index behind
// the last item matched, or -1.
func match(prog []instr, pc int, items []item, i int, caps *captures) int {
	for {
		in := &prog[pc]
		switch in.op {
		case opDone:
			return i
		case opJump:
			pc = in.x
		case opSplit:
			if end := match(prog, in.x, items, i, caps); end >= 0 {
				return end
			}
			pc = in.y
		case opItem:
			if i >= len(items) || !in.accepts(&items[i]) {
				return -1
			}
			if in.slot < 0 {
				pc, i = pc+1, i+1
				continue
			}
			old := caps[in.slot]
			caps[in.slot] = int32(i)
			if end := match(prog, pc+1, items, i+1, caps); end >= 0 {
				return end
			}
			caps[in.slot] = old
			return -1
		}
	}
}
