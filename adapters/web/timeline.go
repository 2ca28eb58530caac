package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"attache/bot"
	"attache/knowledge"
)

// entriesOnPage is how many happenings a page lists.
const entriesOnPage = 40

type timelineView struct {
	About    string
	Since    string
	To       string
	Known    string // which ways of knowing the date are shown: "", "stated", "resolved", "ordered"
	Wrong    string
	Answer   answerView
	Picture  chart
	Entries  []entryView
	Count    string
	Hidden   string // how much is left out and why; empty where nothing is
	All      string // the address that shows what is hidden; empty where it is shown
	Undated  int
	Pager    pager
	Zooms    []zoom
	Narrowed bool
}

// entryView is one happening as it is listed.
type entryView struct {
	Anchor  string
	Number  int
	When    string
	Basis   string
	Mark    string // how its date is drawn
	Status  string
	Text    citeView
	From    []citeView // the words its date was worked out from
	Told    []toldView // where else it is told
	Origins string
}

type toldView struct {
	citeView
	Again bool // in a document that is named already
}

// zoom leads to a narrower, a wider or a neighbouring view.
type zoom struct {
	Name    string
	Key     string // on the keyboard
	Address string
}

// timeline shows what happened when.
func (d *desk) timeline() (page, error) {
	q := d.URL.Query()
	v := timelineView{About: strings.TrimSpace(q.Get("about")), Since: q.Get("since"), To: q.Get("to"), Known: q.Get("known")}
	since, to, wrong := between(v.Since, v.To)
	v.Wrong = wrong
	line := "/timeline"
	if q.Get("all") != "" {
		line += " all"
	} else {
		v.All = d.with("all", "1", "page", "")
	}
	if v.About != "" {
		line += " " + v.About
	}
	if !since.IsZero() {
		line += " since " + since.String()
	}
	if !to.IsZero() {
		line += " until " + to.String()
	}
	answer := d.answer(line, 0)
	if answer.Err != nil {
		v.Wrong = plain(answer.Err.Error())
	}
	entries, hidden := happenings(answer)
	v.Hidden, v.Narrowed = strings.TrimSuffix(bot.Timeline{Hidden: hidden}.LeftOut(), "."), v.About+v.Since+v.To+v.Known != ""
	if v.Known != "" {
		entries = slices.DeleteFunc(entries, func(e bot.TimelineEntry) bool { return e.When.Basis.String() != v.Known })
	}
	v.Answer = answerView{Understood: answer.Understood, Abstained: answer.Abstained, Reason: plain(answer.Reason)}
	for _, e := range entries {
		v.Undated += b2i(e.When.Basis == knowledge.Ordered)
	}
	from, end, pager := d.paged(len(entries), entriesOnPage)
	v.Pager, v.Count = pager, counted(len(entries), "happening", "happenings")
	v.Entries = d.entries(entries[from:end], from)
	v.Picture = chartOf(entries, since, to, func(n int) string {
		address := "#e" + strconv.Itoa(n+1)
		if n < from || n >= end {
			address = d.with("page", strconv.Itoa(n/entriesOnPage+1)) + address
		}
		return address
	}, func(from, to knowledge.Date) string {
		return d.with("since", from.String(), "to", to.String(), "page", "")
	})
	v.Zooms = d.zooms(v.Picture)
	return page{View: "timeline", Title: "Timeline", Place: "timeline", Data: v}, nil
}

// happenings are the entries of an answer's timelines, and how many are left out.
func happenings(a bot.Answer) (entries []bot.TimelineEntry, hidden int) {
	for _, b := range a.Blocks {
		if t, ok := b.(bot.Timeline); ok {
			entries = append(entries, t.Entries...)
			hidden += t.Hidden
		}
	}
	return entries, hidden
}

// entries shows happenings; the first has the number before + 1.
func (r *Room) entries(list []bot.TimelineEntry, before int) []entryView {
	out := make([]entryView, 0, len(list))
	for i, e := range list {
		v := entryView{Number: before + i + 1, When: bot.Unbroken(bot.WhenWords(e.When)), Mark: markOf(e.When), Status: bot.StatusWords(e.Status), Text: r.cite(e.Text),
			From: r.cites(e.ResolvedFrom), Basis: bot.BasisWords(e.When.Basis, len(e.ResolvedFrom) > 0)}
		v.Anchor = "e" + strconv.Itoa(v.Number)
		if e.When.Basis == knowledge.Stated {
			v.From = nil
		}
		named := map[string]bool{v.Text.Source.Address: true}
		for _, c := range r.cites(e.Citations) {
			if c.Address != v.Text.Address {
				v.Told = append(v.Told, toldView{c, named[c.Source.Address]})
				named[c.Source.Address] = true
			}
		}
		var names []string
		for _, o := range e.Origins {
			if o.Name != "" {
				names = append(names, plain(o.Name))
			}
		}
		v.Origins = strings.Join(names, ", ")
		out = append(out, v)
	}
	return out
}

// markOf names the sign that a date is drawn with.
func markOf(w knowledge.When) string {
	span := !w.From.IsZero() && (w.Open || !w.To.IsZero() && w.To != w.From || w.From.Day == 0)
	switch {
	case w.From.IsZero():
		return "bounds"
	case span && w.Basis == knowledge.Stated:
		return "bar"
	case span:
		return "tube"
	case w.Basis == knowledge.Stated:
		return "dot"
	}
	return "ring"
}

// zooms are the views beside this one.
func (d *desk) zooms(c chart) []zoom {
	if c.days < 1 {
		return nil
	}
	at := func(from, to int) string {
		return d.with("since", dateAt(c.from, from).String(), "to", dateAt(c.from, to).String(), "page", "")
	}
	var out []zoom
	if quarter := c.days / 4; quarter > 0 {
		out = append(out, zoom{"Closer", "+", at(quarter, c.days-quarter)})
	}
	half := max(c.days/2, 1)
	return append(out, zoom{"Wider", "-", at(-half, c.days+half)}, zoom{"Earlier", "ArrowLeft", at(-half, c.days-half)}, zoom{"Later", "ArrowRight", at(half, c.days+half)},
		zoom{"Everything", "0", d.with("since", "", "to", "", "page", "")})
}

// chart is the picture of a timeline. Places are percentages of its width, so that
// it fits every screen while its letters stay as large as they are.
type chart struct {
	Height int
	Ticks  []tick
	Marks  []mark
	Bars   []bar
	Label  string // what it shows, for those who do not see it
	Axis   int    // how far down the line of time lies

	from knowledge.Date
	days int
}

type tick struct {
	X     string
	Name  string
	Minor bool
	End   bool // its name stands before it, so that it is not cut off
}

// mark is one happening.
type mark struct {
	Kind    string
	X, W    string // percentages
	Y, Mid  int
	Open    bool
	Dim     bool // not told as a fact
	Name    string
	Address string
}

// bar is a time with the number of happenings in it, where there are too many to
// draw each.
type bar struct {
	X, W    string
	Y, H    int
	Name    string
	Address string
}

const (
	// mostMarks is how many happenings are drawn each.
	mostMarks = 120
	lanes     = 7
	laneGap   = 18
	chartTop  = 14
)

// chartOf draws happenings between two dates; where they are not given, as far as
// the happenings reach. The functions give the address of a happening and of a span
// of time.
func chartOf(entries []bot.TimelineEntry, since, to knowledge.Date, entryAt func(int) string, spanAt func(from, to knowledge.Date) string) chart {
	first, last := reach(entries)
	if !since.IsZero() {
		first = since.First()
	}
	if !to.IsZero() {
		last = to.Last()
	}
	if first.IsZero() || last.IsZero() || last.Compare(first) < 0 {
		return chart{}
	}
	c := chart{from: first, days: daysBetween(first, last) + 1}
	if since.IsZero() && to.IsZero() {
		margin := max(c.days/30, 1)
		c.from, c.days = first.AddDays(-margin), c.days+2*margin
	}
	c.Label = counted(len(entries), "happening", "happenings") + ", " + bot.RangeWords(first, last)
	if len(entries) > mostMarks {
		c.draw(entries, spanAt)
	} else {
		c.mark(entries, entryAt)
	}
	c.ticks()
	return c
}

// reach is the first and the last day of happenings.
func reach(entries []bot.TimelineEntry) (first, last knowledge.Date) {
	for _, e := range entries {
		from, to := bounds(e.When)
		if !from.IsZero() && (first.IsZero() || from.First().Compare(first) < 0) {
			first = from.First()
		}
		if !to.IsZero() && (last.IsZero() || to.Last().Compare(last) > 0) {
			last = to.Last()
		}
	}
	return first, last
}

// bounds are the days between which a happening lies; zero where they are not known.
func bounds(w knowledge.When) (from, to knowledge.Date) {
	switch {
	case w.From.IsZero() && w.To.IsZero():
		return cmp.Or(w.After, w.Before), cmp.Or(w.Before, w.After)
	case w.From.IsZero():
		return w.To, w.To
	case w.To.IsZero():
		return w.From, w.From
	}
	return w.From, w.To
}

func daysBetween(a, b knowledge.Date) int { return int(b.Time().Sub(a.Time()) / (24 * time.Hour)) }

func dateAt(from knowledge.Date, day int) knowledge.Date { return from.AddDays(day) }

// x is the place of the beginning of a day.
func (c *chart) x(d knowledge.Date) float64 {
	return min(max(100*float64(daysBetween(c.from, d))/float64(c.days), 0), 100)
}

func percent(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) + "%" }

// mark draws each happening, in the first lane that has room for it.
func (c *chart) mark(entries []bot.TimelineEntry, at func(int) string) {
	const room = 1.6 // of a dot, in per cent
	var busy [lanes]float64
	for i := range busy {
		busy[i] = -1
	}
	most := 0
	for i, e := range entries {
		from, to := bounds(e.When)
		if from.IsZero() {
			continue
		}
		m := mark{Kind: markOf(e.When), Open: e.When.Open, Dim: e.Status != knowledge.Happened, Address: at(i),
			Name: plain(bot.WhenWords(e.When)) + ": " + clipped(plain(e.Text.Text), 140)}
		x := c.x(from.First())
		w := max(c.x(to.Last().AddDays(1))-x, 0)
		if m.Open {
			w = 100 - x
		}
		if m.Kind == "dot" || m.Kind == "ring" {
			x, w = x+w/2, 0
		}
		lane := 0
		for lane < lanes-1 && busy[lane] > x {
			lane++
		}
		busy[lane] = x + max(w, room)
		most = max(most, lane)
		m.X, m.W, m.Y = percent(x), percent(max(w, .6)), chartTop+lane*laneGap
		m.Mid = m.Y + 6
		c.Marks = append(c.Marks, m)
	}
	c.Axis = chartTop + (most+1)*laneGap + 6
	c.Height = c.Axis + 24
}

func clipped(s string, n int) string {
	if short := clip(s, n); short != s {
		return short + "…"
	}
	return s
}

// barsDrawn is into how many equal times a long timeline is cut.
const barsDrawn = 60

// draw counts happenings in equal times.
func (c *chart) draw(entries []bot.TimelineEntry, at func(from, to knowledge.Date) string) {
	step := max((c.days+barsDrawn-1)/barsDrawn, 1)
	counts := make([]int, (c.days+step-1)/step)
	most := 0
	for _, e := range entries {
		from, _ := bounds(e.When)
		if from.IsZero() {
			continue
		}
		if i := daysBetween(c.from, from.First()) / step; i >= 0 && i < len(counts) {
			counts[i]++
			most = max(most, counts[i])
		}
	}
	const tall = 110
	c.Axis = chartTop + tall
	c.Height = c.Axis + 24
	for i, n := range counts {
		if n == 0 {
			continue
		}
		from, to := dateAt(c.from, i*step), dateAt(c.from, min((i+1)*step, c.days)-1)
		h := max(n*tall/most, 3)
		c.Bars = append(c.Bars, bar{X: percent(c.x(from)), W: percent(max(100*float64(step)/float64(c.days)-.25, .3)), Y: c.Axis - h, H: h,
			Name: bot.RangeWords(from, to) + ": " + counted(n, "happening", "happenings"), Address: at(from, to)})
	}
}

// ticks names years, months or days along the line of time, as far apart as a narrow
// screen can show.
func (c *chart) ticks() {
	const most = 6
	end := c.from.AddDays(c.days)
	for _, step := range []struct{ years, months, days int }{{0, 0, 1}, {0, 0, 2}, {0, 0, 7}, {0, 0, 14}, {0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {0, 6, 0}, {1, 0, 0}, {2, 0, 0}, {5, 0, 0}, {10, 0, 0}, {20, 0, 0}, {50, 0, 0}, {100, 0, 0}, {500, 0, 0}} {
		var ticks []tick
		at := c.from
		switch {
		case step.years > 0:
			at = knowledge.Date{Year: (c.from.Year + step.years - 1) / step.years * step.years, Month: 1, Day: 1}
		case step.months > 0:
			at = knowledge.Date{Year: c.from.Year, Month: 1, Day: 1}
		}
		for at.Compare(end) < 0 && len(ticks) <= most {
			if at.Compare(c.from) >= 0 {
				name := bot.DateWords(at)
				switch {
				case step.years > 0:
					name = strconv.Itoa(at.Year)
				case step.months > 0:
					name = bot.DateWords(knowledge.Date{Year: at.Year, Month: at.Month})
				}
				x := c.x(at)
				ticks = append(ticks, tick{X: percent(x), Name: name, End: x > 85})
			}
			t := at.Time().AddDate(step.years, step.months, step.days)
			at = knowledge.Today(t)
		}
		if len(ticks) <= most {
			c.Ticks = ticks
			return
		}
	}
}
