package language

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus is the text of the dated articles that the repository measures with.
func corpus(tb testing.TB) string {
	tb.Helper()
	files, err := filepath.Glob("../eval/testdata/wikinews/docs/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no corpus: %v", err)
	}
	var b strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		b.Write(raw)
		b.WriteString("\n\n")
	}
	return b.String()
}

var sink int

func benchmark(b *testing.B, text string, f func(string) int) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		sink += f(text)
	}
}

func BenchmarkAnalyse(b *testing.B) {
	benchmark(b, corpus(b), func(s string) int { return len(Analyse(s).Sentences) })
}

func BenchmarkTokenize(b *testing.B) {
	benchmark(b, corpus(b), func(s string) int { return len(Tokenize(s)) })
}

func BenchmarkBlocks(b *testing.B) {
	benchmark(b, corpus(b), func(s string) int { all, _ := blocks(s); return len(all) })
}

func BenchmarkFold(b *testing.B) {
	benchmark(b, corpus(b), func(s string) int { return len(Fold(s).Text) })
}

func BenchmarkPassages(b *testing.B) {
	t := Analyse(corpus(b))
	benchmark(b, t.Raw, func(string) int { return len(t.Passages()) })
}

func BenchmarkAnalyseCyrillic(b *testing.B) {
	text := strings.Repeat("Президент України Володимир Зеленський заявив, що переговори тривають. У Києві чекають на відповідь.\n", 2000)
	benchmark(b, text, func(s string) int { return len(Analyse(s).Sentences) })
}

// The shapes that would show time that does not grow with length alone.
func BenchmarkAnalyseHostile(b *testing.B) {
	for name, text := range hostile() {
		b.Run(name, func(b *testing.B) {
			benchmark(b, text, func(s string) int { t := Analyse(s); return len(t.Groups()) + len(t.Passages()) })
		})
	}
}

// hostile returns texts of a few megabytes that no newsroom would write.
func hostile() map[string]string {
	const size = 2 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	return map[string]string{
		"one line":      fill("word "),
		"no spaces":     fill("x"),
		"short lines":   fill("a\n"),
		"numbers":       fill("1\n"),
		"items":         fill("- a\n"),
		"numbered":      fill("1. a\n2. b\n"),
		"labels":        fill("Status: open\n"),
		"furniture":     fill("Logo\n"),
		"doubled":       fill("A name\n"),
		"points":        fill(". "),
		"pointed":       fill("a.b."),
		"quotes":        fill("\"A. "),
		"returns":       fill("A line\r"),
		"separators":    fill("A line\u2029"),
		"NULs":          fill("\x00"),
		"broken":        fill("\xff\xfe\n"),
		"headings":      fill("A Heading\n\n"),
		"colons":        fill("One of:\n"),
		"wrapped":       fill("This line was wrapped by hand at about sixty letters or\n"),
		"deep":          strings.Repeat(" ", 1<<20) + "- x\n" + fill("- a\n"),
		"notes":         fill("[1]"),
		"closers":       fill(".\")"),
		"exclamations":  fill("! A B C D E F "),
		"tabs":          fill("a\tb\tc\n"),
		"blank":         fill(" \n"),
		"marks":         fill("а́"),
		"ideographs":    fill("中文。"),
		"initials":      fill("A. "),
		"letter lists":  fill("a) x\n"),
		"decimals":      fill("1.1.1.1"),
		"hashes":        fill("# "),
		"bold":          fill("**"),
		"counted cards": fill("1\nA heading\n\n2\nAnother\n\n"),
	}
}
