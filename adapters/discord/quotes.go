package discord

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"attache/bot"
	"attache/knowledge"
)

// Quotes implements [bot.BlockVisitor].
func (r *renderer) Quotes(b bot.Quotes) {
	if len(b.Quotes) == 0 {
		return
	}
	if b.Near {
		r.section("Nearest evidence")
	}
	for _, q := range b.Quotes {
		if len(q.Citations) == 0 {
			continue
		}
		lines := quoted(q.Citations[0], q.Marks)
		r.text(part{entry: true}, append(lines, r.sources(q.Citations)...)...)
	}
}

// lead is where the best quote of an answer can be read, and "" where there is no
// such page.
func lead(a bot.Answer) string {
	for _, b := range a.Blocks {
		q, ok := b.(bot.Quotes)
		if !ok || len(q.Quotes) == 0 || len(q.Quotes[0].Citations) == 0 {
			continue
		}
		address, ok := safeURL(a.Link(q.Quotes[0].Citations[0]))
		if !ok {
			return ""
		}
		return address
	}
	return ""
}

// quoted writes the words of a citation as a block quote with the marked words
// bold. A mark that the citation does not hold whole is cut to what it holds.
func quoted(c knowledge.Citation, marks []knowledge.Span) []string {
	var lines []string
	for _, line := range wrap(runs(c, marks)) {
		var b strings.Builder
		for _, run := range line {
			b.WriteString(run.markup())
		}
		if !blank(b.String()) {
			lines = append(lines, "> "+strings.TrimSpace(b.String()))
		}
	}
	return lines
}

// run is a stretch of text in one style.
type run struct {
	text string
	bold bool
}

func (r run) markup() string {
	if !r.bold || blank(r.text) {
		return escape(r.text)
	}
	inner := strings.TrimSpace(r.text)
	at := strings.Index(r.text, inner)
	return r.text[:at] + "**" + escape(inner) + "**" + r.text[at+len(inner):]
}

// maxMarks bounds the marks of a quote: more of them would not help a reader.
const maxMarks = 40

// runs divides a citation at the ends of the marks.
func runs(c knowledge.Citation, marks []knowledge.Span) []run {
	var all []run
	at := 0
	for _, m := range within(c, marks) {
		all = append(all, run{c.Text[at:m.Start], false}, run{c.Text[m.Start:m.End], true})
		at = m.End
	}
	return append(all, run{c.Text[at:], false})
}

// within returns the marks as spans of the citation's own text, in order, apart
// from each other, and never inside a character.
func within(c knowledge.Citation, marks []knowledge.Span) []knowledge.Span {
	var all []knowledge.Span
	for _, m := range marks {
		s := knowledge.Span{Start: max(m.Start-c.Span.Start, 0), End: min(m.End-c.Span.Start, len(c.Text))}
		for s.Start < s.End && !utf8.RuneStart(c.Text[s.Start]) {
			s.Start++
		}
		for s.End > s.Start && s.End < len(c.Text) && !utf8.RuneStart(c.Text[s.End]) {
			s.End--
		}
		if s.Start < s.End {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b knowledge.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return joined(c.Text, all[:min(len(all), maxMarks)])
}

// joined makes one of marks that overlap or have but space between them.
func joined(text string, marks []knowledge.Span) []knowledge.Span {
	var all []knowledge.Span
	for _, m := range marks {
		if n := len(all); n > 0 && (m.Start <= all[n-1].End || strings.TrimSpace(text[all[n-1].End:m.Start]) == "") {
			all[n-1].End = max(all[n-1].End, m.End)
			continue
		}
		all = append(all, m)
	}
	return all
}

// wrap divides runs into the lines of the text, and lines that are long into
// several.
func wrap(all []run) [][]run {
	lines := [][]run{nil}
	room := lineRunes
	for _, one := range all {
		for i, text := range strings.Split(clean(one.text), "\n") {
			if i > 0 {
				lines, room = append(lines, nil), lineRunes
			}
			for utf8.RuneCountInString(text) > room {
				var head string
				head, text = cut(text, max(room, 1))
				lines[len(lines)-1] = append(lines[len(lines)-1], run{head, one.bold})
				lines, room = append(lines, nil), lineRunes
			}
			if text != "" {
				lines[len(lines)-1] = append(lines[len(lines)-1], run{text, one.bold})
				room -= utf8.RuneCountInString(text)
			}
		}
	}
	return lines
}

// Origins implements [bot.BlockVisitor]. Beside quotes it is one line; as the
// answer itself it shows the words that name each origin.
func (r *renderer) Origins(b bot.Origins) {
	switch {
	case len(b.Origins) == 0:
	case r.quoted:
		r.rule()
		r.text(part{}, r.originsInLine(b))
	default:
		r.text(part{head: true}, behind(b)+originNames(b.Origins))
		for _, o := range b.Origins {
			r.origin(o)
		}
	}
}

// originNames lists the origins that have a name, behind a colon; it is empty where none
// has.
func originNames(origins []bot.Origin) string {
	var all []string
	for _, o := range origins {
		if !blank(o.Name) {
			all = append(all, escapeLine(clip(o.Name, nameRunes)))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return ": " + enumerate(all, 5, ", ")
}

func behind(b bot.Origins) string {
	return "**" + count(b.Documents, "document") + ", " + count(knowledge.CountStated(b.Origins), "origin") + "**"
}

func (r *renderer) originsInLine(b bot.Origins) string {
	if only := b.Origins[0]; len(b.Origins) == 1 && blank(only.Name) {
		return "**" + count(b.Documents, "document") + "**, no origin named " + r.documentRefs(only.Documents)
	}
	var names []string
	for _, o := range b.Origins {
		names = append(names, originName(o)+" "+r.documentRefs(o.Documents))
	}
	return behind(b) + ": " + enumerate(names, 5, dot)
}

// origin shows the tree of one origin: what it grew through, and the words that
// tell; or the documents where there is none.
func (r *renderer) origin(o bot.Origin) {
	const most = 4
	name := "**" + capital(originName(o)) + "** · " + count(len(o.Documents), "document")
	if len(o.Tree) > 0 {
		lines := []string{name}
		for _, x := range bot.Lines(o) {
			lines = append(lines, r.branch(x)...)
		}
		if left := bot.LeftOut(o); left > 0 {
			lines = append(lines, small("and ", count(left, "document"), " more"))
		}
		r.text(part{entry: true}, lines...) // in one: a list that is parted loses its steps
		return
	}
	lines := []string{name}
	for _, d := range o.Documents[:min(len(o.Documents), most)] {
		lines = append(lines, small(r.document(d)))
	}
	if left := len(o.Documents) - most; left > 0 {
		lines = append(lines, small("and ", count(left, "document"), " more"))
	}
	r.text(part{entry: true}, lines...)
}

// branch writes a branch as a line of a list, which is as far in as it grows.
func (r *renderer) branch(x bot.OriginLine) []string {
	item := func(depth int) string { return strings.Repeat("  ", min(depth, maxListDepth)) + "- " }
	if x.Outlet != "" {
		return []string{item(x.Depth) + escapeLine(clip(x.Outlet, nameRunes))}
	}
	at := knowledge.Citation{Source: x.Document}
	if len(x.Because) > 0 && x.Because[0].Doc == x.Document.Doc {
		at = x.Because[0]
	}
	text := dotted(ref(r.number(x.Document))+" "+r.publisher(at), bot.Unbroken(bot.DateWords(x.Document.Published)), escapeLine(clip(x.HowWords(), nameRunes)))
	if len(x.Because) > 0 {
		text += ": “" + escapeLine(clip(knowledge.OneLine(x.Because[0].Text), titleRunes)) + "”"
	}
	lines := []string{item(x.Depth) + text}
	for _, also := range x.Also {
		lines = append(lines, item(x.Depth+1)+"also "+escapeLine(clip(also.Name, nameRunes))+": “"+escapeLine(clip(knowledge.OneLine(also.Because.Text), titleRunes))+"”")
	}
	return lines
}

// documentRefs names documents by their numbers, in order, each once.
func (r *renderer) documentRefs(docs []knowledge.Source) string {
	var numbers []int
	for _, d := range docs {
		numbers = append(numbers, r.number(d))
	}
	slices.Sort(numbers)
	var all []string
	for _, n := range slices.Compact(numbers) {
		all = append(all, ref(n))
	}
	return enumerate(all, 10, " ")
}

// originName is the name of an origin as markup.
func originName(o bot.Origin) string {
	name := escapeLine(clip(o.Name, nameRunes))
	switch {
	case blank(name):
		return "no origin named"
	case !o.Stated:
		return name + " (not stated by the documents)"
	}
	return name
}

// Disagreements implements [bot.BlockVisitor]. Beside quotes each is one line.
func (r *renderer) Disagreements(b bot.Disagreements) {
	for _, d := range b.Disagreements {
		about := escapeLine(clip(d.About, titleRunes))
		if r.quoted {
			r.text(part{}, "**Sources differ** on "+about+": "+r.sidesInLine(d.Sides))
			continue
		}
		r.rule()
		r.headed("**Sources differ** on " + about)
		for _, s := range d.Sides {
			lines := []string{strong(clip(s.Value, titleRunes))}
			for k, c := range s.Quotes[:min(len(s.Quotes), 3)] {
				by := ""
				if k < len(s.By) {
					by = escapeLine(clip(s.By[k], nameRunes))
				}
				lines = append(lines, quoted(c, valueIn(c, s.Value))...)
				r.text(part{entry: k == 0}, append(lines, r.sources([]knowledge.Citation{c}, by)...)...)
				lines = nil
			}
			r.text(part{entry: true}, lines...) // a side that quotes nothing
		}
	}
}

func (r *renderer) sidesInLine(sides []bot.Side) string {
	var all []string
	for _, s := range sides {
		all = append(all, "“"+escapeLine(clip(s.Value, nameRunes))+"” "+r.says(s.Quotes))
	}
	return enumerate(all, 5, dot)
}

// says names the documents of a side: by their numbers, and by name where the
// answer has not told what the number stands for.
func (r *renderer) says(cites []knowledge.Citation) string {
	var told []knowledge.Citation
	var names []string
	for _, c := range cites {
		if r.told[c.Doc] {
			told = append(told, c)
		} else {
			names = append(names, "("+r.publisher(c)+")")
		}
	}
	return strings.TrimSpace(r.refs(told) + " " + enumerate(names, 2, " "))
}

// publisher names the document of a citation in a word or two, and leads to the
// place.
func (r *renderer) publisher(c knowledge.Citation) string {
	return link(clip(c.Name(), publisherRunes), r.link(c))
}

// valueIn finds a value in the words that give it.
func valueIn(c knowledge.Citation, value string) []knowledge.Span {
	at := strings.Index(c.Text, value)
	if at < 0 || strings.TrimFunc(value, unicode.IsSpace) == "" {
		return nil
	}
	return []knowledge.Span{{Start: c.Span.Start + at, End: c.Span.Start + at + len(value)}}
}
