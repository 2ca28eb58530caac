package terminal

import (
	"fmt"
	"strconv"
	"strings"

	"attache/bot"
	"attache/knowledge"
)

// Origins implements [bot.BlockVisitor]. Beside quotes it is one line; as the
// answer itself it shows how the news came from each origin to the documents.
// Documents that name no origin are told apart: nothing says that they are
// independent.
func (r *renderer) Origins(b bot.Origins) {
	if len(b.Origins) == 0 {
		return
	}
	named, _ := tracedTo(b.Origins)
	head := count(b.Documents, "document") + ", "
	switch named {
	case 0:
		head += "no origin stated"
	default:
		head += count(named, "origin")
	}
	if r.alone {
		if all := originNames(b.Origins); all != "" {
			head += ": " + all
		}
		r.para(margin{}, run{head, strong})
		for _, o := range b.Origins {
			r.gap()
			r.origin(o)
		}
		return
	}
	runs := []run{{head, strong}}
	for i, o := range b.Origins {
		join := "; "
		if i == 0 {
			join = ": "
		}
		if named > 0 {
			runs = append(runs, run{join + originName(o), plain})
		}
		runs = append(runs, run{r.documents(o.Documents), locus})
	}
	r.para(margin{rest: "  "}, runs...)
}

// origin shows the tree of one origin.
func (r *renderer) origin(o bot.Origin) {
	r.para(margin{}, run{originName(o), strong}, run{" " + count(len(o.Documents), "document"), faint})
	for _, x := range bot.Lines(o) {
		indent := strings.Repeat("  ", x.Depth+1)
		m := margin{first: indent, rest: indent + "    "}
		if x.Outlet != "" {
			r.para(m, run{OneLine(x.Outlet), plain})
			continue
		}
		runs := []run{{"[" + strconv.Itoa(r.number(x.Document)) + "] ", locus}, {OneLine(x.Document.Name()), plain}}
		r.para(m, append(runs, r.shown(x)...)...)
		for _, also := range x.Also {
			r.para(margin{first: indent + "    ", rest: indent + "    "}, run{"also " + OneLine(also.Name) + " ", faint},
				run{"“" + OneLine(also.Because.Text) + "” ", faint}, run{r.refs(also.Because), locus})
		}
	}
	if left := bot.LeftOut(o); left > 0 && len(o.Tree) > 0 {
		r.para(indent(2), run{"and " + count(left, "document") + " more", faint})
	}
}

// shown writes the words that show where a document has its news from.
func (r *renderer) shown(x bot.OriginLine) []run {
	if len(x.Because) == 0 {
		return nil
	}
	var runs []run
	if how := OneLine(x.HowWords()); how != "" {
		runs = append(runs, run{", " + how, faint})
	}
	return append(runs, run{": “" + OneLine(x.Because[0].Text) + "” ", plain}, run{r.refs(x.Because...), locus})
}

// originNames lists the origins that have a name.
func originNames(origins []bot.Origin) string {
	const most = 5
	var all []string
	for _, o := range origins {
		if o.Name != "" {
			all = append(all, OneLine(o.Name))
		}
	}
	if left := len(all) - most; left > 0 {
		all = append(all[:most], fmt.Sprintf("%d more", left))
	}
	return strings.Join(all, ", ")
}

// tracedTo counts the origins that have a name, and the documents behind them.
func tracedTo(origins []bot.Origin) (named, documents int) {
	seen := map[knowledge.DocID]bool{}
	for _, o := range origins {
		if o.Name == "" {
			continue
		}
		named++
		for _, d := range o.Documents {
			seen[d.Doc] = true
		}
	}
	return named, len(seen)
}

// documents are the numbers of documents, with a space before each.
func (r *renderer) documents(sources []knowledge.Source) string {
	var b strings.Builder
	for _, d := range sources {
		b.WriteString(" [" + strconv.Itoa(r.number(d)) + "]")
	}
	return b.String()
}

func originName(o bot.Origin) string {
	switch {
	case o.Name != "" && o.Stated:
		return o.Name
	case o.Name != "":
		return o.Name + " (not stated in so many words)"
	}
	return "no origin stated"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// Disagreements implements [bot.BlockVisitor]. Beside quotes each is one line.
func (r *renderer) Disagreements(b bot.Disagreements) {
	for i, d := range b.Disagreements {
		if r.quoted {
			r.dispute(d)
			continue
		}
		if i > 0 {
			r.gap()
		}
		r.para(margin{}, run{"The documents differ on " + d.About + ":", strong})
		for _, side := range d.Sides {
			r.para(indent(2), run{side.Value, strong})
			for k, c := range side.Quotes {
				r.para(indent(4), run{"“" + OneLine(c.Text) + "” ", plain}, run{r.refs(c), locus}, run{by(side, k), faint})
			}
		}
	}
}

// by names who says what a side quotes, where its document credits it to somebody.
func by(s bot.Side, quote int) string {
	if quote >= len(s.By) || s.By[quote] == "" {
		return ""
	}
	return " said by " + OneLine(s.By[quote])
}

func (r *renderer) dispute(d bot.Disagreement) {
	runs := []run{{"The documents differ on " + d.About + ": ", plain}}
	for i, side := range d.Sides {
		if i > 0 {
			runs = append(runs, run{" or ", plain})
		}
		runs = append(runs, run{"“" + OneLine(side.Value) + "”", strong})
		if len(side.Quotes) > 0 {
			runs = append(runs, run{" " + r.refs(side.Quotes[0]), locus})
		}
	}
	r.para(margin{rest: "  "}, runs...)
}

// Timeline implements [bot.BlockVisitor].
func (r *renderer) Timeline(b bot.Timeline) {
	r.entries(b.Entries)
	r.gap()
	if b.Undated > 0 {
		r.para(margin{}, run{fmt.Sprintf("%s without a date: only their place between others is known.", count(b.Undated, "happening")), faint})
	}
	if len(b.Entries) > 0 { // else the reason says it
		r.para(margin{}, run{OneLine(b.LeftOut()), faint})
	}
}

// narrow is the width in columns below which dates stand above their text.
const narrow = 56

func (r *renderer) entries(entries []bot.TimelineEntry) {
	column := 0
	for _, e := range entries {
		if w := widthOf(bot.WhenWords(e.When)); w <= 24 {
			column = max(column, w)
		}
	}
	if r.width < narrow {
		column = 0
	}
	for _, e := range entries {
		r.row(column, run{bot.WhenWords(e.When), dateLook(e.When.Basis)}, run{OneLine(e.Text.Text), plain})
		r.para(indent(column+2), r.honesty(e)...)
	}
}

func dateLook(b knowledge.Basis) look {
	if b == knowledge.Stated {
		return strong
	}
	return plain
}

// honesty says how the time of a happening is known, whether it happened, and
// who says so.
func (r *renderer) honesty(e bot.TimelineEntry) []run {
	runs := r.basis(e)
	if e.Status != knowledge.Happened {
		runs = append(runs, run{"; " + bot.StatusWords(e.Status), faint})
	}
	if from := toldBy(e.Origins); from != "" {
		runs = append(runs, run{"; " + from, faint})
	}
	cites := e.Citations
	if len(cites) == 0 {
		cites = []knowledge.Citation{e.Text}
	}
	if len(e.ResolvedFrom) > 0 && e.When.Basis != knowledge.Stated {
		runs = append(runs, run{";", faint}) // what follows is not what it was worked out from
	}
	return append(runs, run{" " + r.refs(cites...), locus})
}

func (r *renderer) basis(e bot.TimelineEntry) []run {
	runs := []run{{bot.BasisWords(e.When.Basis, len(e.ResolvedFrom) > 0), faint}}
	if e.When.Basis == knowledge.Stated {
		return runs
	}
	for i, c := range e.ResolvedFrom {
		join := " "
		if i > 0 {
			join = ", "
		}
		runs = append(runs, run{join + "“" + OneLine(c.Text) + "” ", faint}, run{r.refs(c), locus})
	}
	return runs
}

// toldBy names the one origin of a happening, or counts them.
func toldBy(origins []bot.Origin) string {
	name := ""
	named, _ := tracedTo(origins)
	for _, o := range origins {
		if o.Name != "" {
			name = o.Name
		}
	}
	switch named {
	case 0:
		return ""
	case 1:
		return "origin " + OneLine(name)
	}
	return count(named, "origin")
}

// Profile implements [bot.BlockVisitor].
func (r *renderer) Profile(b bot.Profile) {
	if b.Name == r.title {
		r.para(margin{}, run{b.Kind, faint})
	} else {
		r.para(margin{}, run{b.Name, strong}, run{" (" + b.Kind + ")", faint})
	}
	if len(b.Variants) > 0 {
		r.para(margin{rest: "  "}, run{"also written " + strings.Join(b.Variants, ", "), faint})
	}
	if len(b.Documents) > 0 {
		r.para(margin{rest: "  "}, run{"named in " + bot.SourceWords(b.Documents), faint})
	}
	if r.section("Roles", len(b.Roles)) {
		for _, role := range b.Roles {
			if len(role.Citations) > 0 {
				r.para(indent(2), run{OneLine(role.Citations[0].Text) + " ", plain}, run{saidIn(role), faint}, run{r.refs(role.Citations...), locus})
			}
		}
	}
	if r.section("Said", len(b.Said)) {
		for _, s := range b.Said {
			r.para(margin{first: "│ ", rest: "│ ", look: faint}, run{OneLine(s.Quote.Text), plain})
			r.para(indent(2), run{manner(s), faint}, run{r.refs(append([]knowledge.Citation{s.Quote}, s.Also...)...), locus})
		}
	}
	if r.section("Said of them", len(b.SaidAbout)) {
		for _, s := range b.SaidAbout {
			said := s.Context
			if said.Text == "" {
				said = s.Quote
			}
			r.para(margin{first: "│ ", rest: "│ ", look: faint}, marked(said, 0, len(said.Text), []knowledge.Span{s.Quote.Span})...)
			r.para(indent(2), run{r.refs(said), locus})
		}
	}
	if r.section("In happenings together with", len(b.With)) {
		var names []string
		for _, link := range b.With {
			names = append(names, fmt.Sprintf("%s (%d)", link.Name, link.Count))
		}
		r.para(indent(2), run{strings.Join(names, ", "), plain})
	}
	if r.section("Happenings", len(b.Events)) {
		r.entries(b.Events)
	}
}

// saidIn says from when to when documents give a role.
func saidIn(role bot.Role) string {
	if role.First.IsZero() {
		return ""
	}
	return bot.RangeWords(role.First, role.Last) + " "
}

// section writes a heading over n things and reports whether there are any.
func (r *renderer) section(name string, n int) bool {
	if n > 0 {
		r.gap()
		r.para(margin{}, run{name, accent})
	}
	return n > 0
}

// manner says how something was said: the verb, to whom, and in whose words.
func manner(s bot.Statement) string {
	var notes []string
	if s.Verb != "" {
		notes = append(notes, "“"+OneLine(s.Verb)+"”")
	}
	if s.Told != "" {
		notes = append(notes, "told "+OneLine(s.Told))
	}
	if !s.Direct {
		notes = append(notes, "in the words of the report")
	}
	if s.Hedged {
		notes = append(notes, "the report does not vouch for it")
	}
	return strings.Join(notes, "; ") + " "
}

// Candidates implements [bot.BlockVisitor].
func (r *renderer) Candidates(b bot.Candidates) {
	r.para(margin{}, run{r.which(b), plain})
	for i, c := range b.Candidates {
		label := strconv.Itoa(i+1) + ". "
		runs := []run{{c.Name, strong}}
		if c.Role != nil {
			runs = append(runs, run{" – " + OneLine(c.Role.Text), plain}, run{" " + r.refs(*c.Role), locus})
		}
		r.para(margin{first: "  " + label, rest: strings.Repeat(" ", 2+len(label))}, runs...)
		if c.Line != "" {
			r.para(indent(2+len(label)), run{c.Line, accent})
		}
	}
}

func (r *renderer) which(b bot.Candidates) string {
	switch {
	case !b.Unknown:
		return "Which “" + b.Query + "” is meant?"
	case r.reason && len(b.Candidates) > 0:
		return "The nearest names are:"
	case len(b.Candidates) > 0:
		return "Nothing in the dossier is called “" + b.Query + "”. The nearest names are:"
	case r.reason:
		return ""
	}
	return "Nothing in the dossier is called “" + b.Query + "”."
}

// Items implements [bot.BlockVisitor]. Items of one part stand together, in the
// order in which they come.
func (r *renderer) Items(b bot.Items) {
	var parts []string
	byPart := map[string][]bot.Item{}
	for _, item := range b.Items {
		if byPart[item.Part] == nil {
			parts = append(parts, item.Part)
		}
		byPart[item.Part] = append(byPart[item.Part], item)
	}
	for _, part := range parts {
		r.gap()
		r.para(margin{}, run{OneLine(bot.PartTitle(part)), accent})
		for _, item := range byPart[part] {
			r.item(item)
		}
	}
}

func (r *renderer) item(item bot.Item) {
	m := margin{first: "• ", rest: "  "}
	var head []run
	switch {
	case item.Title != nil && item.Label != "":
		head = []run{{OneLine(item.Title.Text), strong}, {" – " + item.Label, faint}}
	case item.Title != nil:
		head = []run{{OneLine(item.Title.Text), strong}}
	case item.Label != "":
		head = []run{{item.Label + " ", strong}} // and the text on the same line
	}
	if item.Title != nil {
		r.para(m, head...)
		m.first, head = "  ", nil
	}
	if item.Text != nil {
		for _, p := range paragraphs(item.Text.Text) {
			r.para(m, append(head, run{item.Text.Text[p[0]:p[1]], plain})...)
			m.first, head = "  ", nil
		}
	} else if item.Title == nil {
		r.para(m, head...)
	}
	r.para(indent(2), r.itemNote(item)...)
}

func (r *renderer) itemNote(item bot.Item) []run {
	note := strings.Join(nonEmpty(item.By, bot.FirmnessWords(item.Firmness)), ", ")
	cites := item.Citations
	if len(cites) == 0 {
		for _, c := range []*knowledge.Citation{item.Title, item.Text} {
			if c != nil {
				cites = append(cites, *c)
			}
		}
	}
	return []run{{note + " ", faint}, {r.refs(cites...), locus}}
}

// Documents implements [bot.BlockVisitor].
func (r *renderer) Documents(b bot.Documents) {
	for i, d := range b.Documents {
		label := strconv.Itoa(i+1) + ". "
		name := d.Source.Title
		if name == "" {
			name = d.Source.Path
		}
		m := indent(len(label))
		r.para(margin{first: label, rest: m.rest}, run{OneLine(name), strong})
		r.para(m, run{found("publisher", d.Source.Publisher, d.PublisherFrom) + "; " + published(d), plain})
		r.para(m, run{strings.Join(nonEmpty(d.Source.Path, d.Source.URL, d.Language, d.Encoding), ", "), faint})
	}
}

// found writes a value with how it was found.
func found(what, value, from string) string {
	value = OneLine(value)
	switch {
	case value == "":
		return what + " not stated"
	case from == "":
		return value
	}
	return value + " (" + OneLine(from) + ")"
}

func published(d bot.DocumentLine) string {
	s := found("date", bot.LongDateWords(d.Source.Published), d.PublishedFrom)
	for _, also := range d.Also {
		s += ", also " + found("date", bot.LongDateWords(also.Value), also.From)
	}
	return s
}

func nonEmpty(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t = OneLine(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}
