package eval_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"go/format"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"attache/knowledge"
	"attache/knowledge/eval"
)

var fit = flag.Bool("fit", false, "learn the weights anew, write what cross-validation says of them, and write them down")

// learned is the file that holds the weights, validated what cross-validation said
// of them.
const (
	learned   = "../learned.go"
	validated = "testdata/cross-validated.txt"
)

// How much learning is held back, and how much is: what cross-validation found
// best, and hardly sensitive.
const (
	rankPull   = .5
	answerPull = .1
	folds      = 5
	rounds     = 4
	declined   = .096 // the part of answerable questions that may be declined
)

// teachers are the sets that are learned from, and what a question of each counts
// for: there are few about news.
var teachers = map[string]float64{"encyclopedia": 1, "wikinews": 1.25}

// TestFit learns the weights from the encyclopedia and from news, and writes them
// down. It does so only where it is told to: it takes a minute and changes code.
func TestFit(t *testing.T) {
	if !*fit {
		return
	}
	samples := collectAll(t)
	var said bytes.Buffer
	validateRanker(&said, samples)
	least := validateAnswer(&said, samples)
	t.Log(said.String())
	if err := os.WriteFile(validated, said.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	writeWeights(&b, eval.FitRanker(samples, knowledge.PriorWeights(), rankPull), eval.FitAnswer(samples, knowledge.PriorSignals(), answerPull), least)
	code, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(learned, code, 0o644); err != nil {
		t.Fatal(err)
	}
}

// collectAll asks the questions of all teachers and gathers what their answers were
// ranked by, in an order that does not change.
func collectAll(t *testing.T) []eval.Sample {
	var samples []eval.Sample
	for name, weight := range teachers {
		d := open(t, sets[name].docs)
		more, err := eval.Collect(t.Context(), d.Ask, questions(t, sets[name].questions))
		if err != nil {
			t.Fatal(err)
		}
		for i := range more {
			more[i].Weight = weight
		}
		samples = append(samples, more...)
	}
	samples = append(samples, strangers(t)...)
	slices.SortStableFunc(samples, func(a, b eval.Sample) int { return cmp.Compare(a.Question.ID, b.Question.ID) })
	return samples
}

// strangers asks the questions on one half of the encyclopedia of the other half,
// which does not answer them.
func strangers(t *testing.T) []eval.Sample {
	set := sets["encyclopedia"]
	var out []eval.Sample
	for half := range 2 {
		d := openPart(t, set.docs, func(path string) bool { return int(path[1]-'0')%2 == half })
		var list []eval.Question
		for _, q := range questions(t, set.questions) {
			if q.Answerable && int(q.Documents[0][1]-'0')%2 != half {
				q.Answerable = false
				q.ID = "x" + q.ID
				list = append(list, q)
			}
		}
		more, err := eval.Collect(t.Context(), d.Ask, list)
		if err != nil {
			t.Fatal(err)
		}
		for i := range more {
			more[i].Weight = strangerWeight
		}
		out = append(out, more...)
	}
	return out
}

const strangerWeight = .1

func validateRanker(w io.Writer, samples []eval.Sample) {
	found := map[bool][2]int{}
	for fold := range folds {
		weights := eval.FitRanker(part(samples, fold, 0, false), knowledge.PriorWeights(), rankPull)
		for _, s := range part(samples, fold, 0, true) {
			f := found[isNews(s)]
			switch s.Rank(weights) {
			case 1:
				f[0]++
				f[1]++
			case 2, 3:
				f[1]++
			}
			found[isNews(s)] = f
		}
	}
	fmt.Fprintf(w, "ranking, cross-validated: encyclopedia found@1 %d, found@3 %d; news %d, %d\n", found[false][0], found[false][1], found[true][0], found[true][1])
}

func isNews(s eval.Sample) bool { return strings.HasPrefix(s.Question.ID, "w") }

// validateAnswer says how many are declined at which threshold, on average over
// several rounds, and returns the threshold below which only the given part of the
// answerable questions falls, each judged by weights that did not see it.
func validateAnswer(w io.Writer, samples []eval.Sample) float64 {
	type judged struct {
		eval.Sample
		p float64
	}
	var all []judged
	answerable := 0.
	for n := range rounds * folds {
		fold, round := n%folds, n/folds
		weights := eval.FitAnswer(part(samples, fold, round, false), knowledge.PriorSignals(), answerPull)
		for _, s := range part(samples, fold, round, true) {
			all = append(all, judged{s, s.Probability(weights)})
			if s.Question.Answerable {
				answerable += s.Weight
			}
		}
	}
	slices.SortFunc(all, func(a, b judged) int { return cmp.Compare(a.p, b.p) })
	below, least, next := 0., 0., .02
	var counts [2][2]int // news or not, answerable or not
	strange := 0
	for _, j := range all {
		if strings.HasPrefix(j.Question.ID, "x") {
			strange++
			continue
		}
		counts[index(isNews(j.Sample))][index(j.Question.Answerable)]++
		if !j.Question.Answerable {
			continue
		}
		below += j.Weight
		if below <= declined*answerable {
			least = j.p
		}
		if below >= next*answerable && next < .2 {
			next += .01
			fmt.Fprintf(w, "declining below %.3f, cross-validated: encyclopedia %d wrongly, %d rightly; news %d, %d; strangers %d\n", j.p, counts[0][1]/rounds, counts[0][0]/rounds, counts[1][1]/rounds, counts[1][0]/rounds, strange/rounds)
		}
	}
	return math.Round(least*1000) / 1000
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

func part(samples []eval.Sample, fold, round int, in bool) []eval.Sample {
	var out []eval.Sample
	for i := range samples {
		if (samples[i].Fold(folds, round) == fold) == in {
			out = append(out, samples[i])
		}
	}
	return out
}

func writeWeights(w io.Writer, rank knowledge.Features, answer knowledge.Signals, least float64) {
	fmt.Fprint(w, "// Code generated by go test ./knowledge/eval -run Fit -fit; DO NOT EDIT.\n\npackage knowledge\n\n")
	fmt.Fprint(w, "// rankWeights weigh the features of a candidate, in their order.\nvar rankWeights = Features{\n")
	for i, name := range knowledge.FeatureNames() {
		fmt.Fprintf(w, "%s, // %s\n", number(rank[i]), name)
	}
	fmt.Fprint(w, "}\n\n// answerWeights weigh the signals of an answer, in their order.\nvar answerWeights = Signals{\n")
	for i, name := range knowledge.SignalNames() {
		fmt.Fprintf(w, "%s, // %s\n", number(answer[i]), name)
	}
	fmt.Fprintf(w, "}\n\n// answerLeast is the probability from which on the best candidate answers.\nconst answerLeast = %s\n", number(least))
}

func number(x float64) string { return strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64) }
