package timex

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/knowledge/language"
)

type devGold struct {
	Doc   string
	DCT   string
	Timex []struct {
		Start, End        int
		Type, Value, Text string
		DCT               bool
	}
}

func TestDev(t *testing.T) {
	dir := "../../eval/testdata/wikinews/"
	f, _ := os.Open(dir + "timex.jsonl")
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	var tp, rel, sys, gold, miss int
	for sc.Scan() {
		var g devGold
		json.Unmarshal(sc.Bytes(), &g)
		raw, _ := os.ReadFile(dir + "docs/" + g.Doc + ".txt")
		text := language.Analyse(string(raw))
		d, _ := language.ParseDate(g.DCT)
		got := Tag(text, d)
		lines := strings.SplitAfter(string(raw), "\n")
		limit := 0
		for i := 0; i < 6 && i < len(lines); i++ {
			limit += len(lines[i])
		}
		used := map[int]bool{}
		ctx := func(a, b int) string {
			r := string(raw)
			return strings.ReplaceAll(r[max(0, a-50):a]+"[["+r[a:b]+"]]"+r[b:min(len(r), b+30)], "\n", "|")
		}
		for _, x := range got {
			if x.Start >= limit {
				continue
			}
			sys++
			hit := -1
			for k, y := range g.Timex {
				if !used[k] && x.Start < y.End && y.Start < x.End {
					hit = k
					break
				}
			}
			if hit < 0 {
				fmt.Printf("SPUR %s %s %s\n", g.Doc, x.Value, ctx(x.Start, x.End))
				continue
			}
			used[hit] = true
			rel++
			if g.Timex[hit].Value == x.Value {
				tp++
			} else {
				fmt.Printf("WRONG %s got %s want %s %s\n", g.Doc, x.Value, g.Timex[hit].Value, ctx(x.Start, x.End))
			}
		}
		for k, y := range g.Timex {
			gold++
			if !used[k] {
				miss++
				fmt.Printf("MISS %s %s %s\n", g.Doc, y.Value, ctx(y.Start, y.End))
			}
		}
	}
	p, r := float64(tp)/float64(sys), float64(tp)/float64(gold)
	fmt.Printf("value P %.3f R %.3f F1 %.3f; relaxed P %.3f R %.3f; sys %d gold %d\n", p, r, 2*p*r/(p+r), float64(rel)/float64(sys), float64(rel)/float64(gold), sys, gold)
}
