package picture

import (
	"math"

	"attache/bot"
)

// point is a place on a picture, in units.
type point struct{ x, y float64 }

// slotPitch is how far the rows of slots are apart while names are arranged; the
// picture's rows are as high as their names need.
const slotPitch = 74.0

// Rows of three names and of two follow in turn: five slots each two rows.
const slotsInTwoRows = 5

func rowOfSlot(slot int) int {
	row := slot / slotsInTwoRows * 2
	if slot%slotsInTwoRows > 2 {
		row++
	}
	return row
}

// slotPoint is the middle of a slot.
func slotPoint(slot int) point {
	const third = units / 3
	y := float64(rowOfSlot(slot)) * slotPitch
	if in := slot % slotsInTwoRows; in <= 2 {
		return point{third/2 + 2 + float64(in)*(third-2), y}
	}
	return point{third + float64(slot%slotsInTwoRows-3)*third, y}
}

// arrange gives each of n names a slot, so that those that are linked stand near
// each other, and lines cross seldom and do not run behind other names. It swaps
// names as long as that helps. Equal arguments give equal slots.
func arrange(n int, links []bot.Pair) []int {
	slots := (n + slotsInTwoRows - 1) / slotsInTwoRows * slotsInTwoRows
	if n <= 3 {
		slots = slotsInTwoRows
	}
	a := newArrangement(n, slots, links)
	for range maxRounds {
		if !a.improve() {
			break
		}
	}
	return a.slotOf[:n]
}

// maxRounds bounds how often all pairs of slots are tried.
const maxRounds = 12

// arrangement is who stands in which slot. Names from n on are empty.
type arrangement struct {
	n      int
	slotOf []int // of each name
	nameIn []int // each slot
	points []point
	links  []bot.Pair
	of     [][]int // the links of each name
	most   float64
}

func newArrangement(n, slots int, links []bot.Pair) *arrangement {
	a := &arrangement{n: n, links: links, of: make([][]int, slots)}
	for i := range slots {
		a.slotOf = append(a.slotOf, i)
		a.nameIn = append(a.nameIn, i)
		a.points = append(a.points, slotPoint(i))
	}
	for i, l := range links {
		a.of[l.A] = append(a.of[l.A], i)
		a.of[l.B] = append(a.of[l.B], i)
		a.most = max(a.most, float64(l.Count))
	}
	return a
}

// improve swaps the names of slots where that costs less, and reports whether it
// did.
func (a *arrangement) improve() bool {
	better := false
	for x := range a.nameIn {
		for y := x + 1; y < len(a.nameIn); y++ {
			if a.nameIn[x] >= a.n && a.nameIn[y] >= a.n {
				continue
			}
			before := a.cost(x, y)
			a.swap(x, y)
			if a.cost(x, y) < before-1e-6 {
				better = true
			} else {
				a.swap(x, y)
			}
		}
	}
	return better
}

func (a *arrangement) swap(x, y int) {
	p, q := a.nameIn[x], a.nameIn[y]
	a.nameIn[x], a.nameIn[y] = q, p
	a.slotOf[p], a.slotOf[q] = y, x
}

// What a picture that is hard to read costs, against a line's length in units.
const (
	behindCost = 260.0 // a line that runs behind a name
	crossCost  = 45.0  // two lines that cross
)

// cost is what the lines of the names in two slots cost, and the lines of others
// that run behind them.
func (a *arrangement) cost(x, y int) float64 {
	var sum float64
	mine := map[int]bool{}
	for _, slot := range [2]int{x, y} {
		for _, i := range a.of[a.nameIn[slot]] {
			mine[i] = true
		}
	}
	for i := range a.links {
		if mine[i] {
			sum += a.lineCost(i, mine)
			continue
		}
		for _, slot := range [2]int{x, y} {
			if a.nameIn[slot] < a.n && a.behind(i, slot) {
				sum += behindCost
			}
		}
	}
	return sum
}

// lineCost is what one line costs; crossings with lines that are counted
// themselves count half.
func (a *arrangement) lineCost(i int, mine map[int]bool) float64 {
	l := a.links[i]
	p, q := a.points[a.slotOf[l.A]], a.points[a.slotOf[l.B]]
	sum := math.Hypot(p.x-q.x, p.y-q.y) * (0.4 + float64(l.Count)/a.most)
	for slot, name := range a.nameIn {
		if name < a.n && name != l.A && name != l.B && a.behind(i, slot) {
			sum += behindCost
		}
	}
	for j, m := range a.links {
		if j == i || m.A == l.A || m.A == l.B || m.B == l.A || m.B == l.B {
			continue
		}
		if crosses(p, q, a.points[a.slotOf[m.A]], a.points[a.slotOf[m.B]]) {
			if mine[j] {
				sum += crossCost / 2
			} else {
				sum += crossCost
			}
		}
	}
	return sum
}

// behind reports whether a line runs behind the plate in a slot that it does not
// end in.
func (a *arrangement) behind(i, slot int) bool {
	l := a.links[i]
	if a.slotOf[l.A] == slot || a.slotOf[l.B] == slot {
		return false
	}
	p, q, m := a.points[a.slotOf[l.A]], a.points[a.slotOf[l.B]], a.points[slot]
	const w, h = plateWidth/2 + platePad, 17.0
	return throughBox(p, q, m.x-w, m.y-h, m.x+w, m.y+h)
}

// throughBox reports whether a line meets a rectangle.
func throughBox(p, q point, x0, y0, x1, y1 float64) bool {
	from, to := 0.0, 1.0
	meets := func(start, step, low, high float64) bool {
		if step == 0 {
			return start >= low && start <= high
		}
		a, b := (low-start)/step, (high-start)/step
		from, to = max(from, min(a, b)), min(to, max(a, b))
		return from <= to
	}
	return meets(p.x, q.x-p.x, x0, x1) && meets(p.y, q.y-p.y, y0, y1)
}

// crosses reports whether two lines cross.
func crosses(a, b, c, d point) bool {
	side := func(p, q, r point) float64 { return (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x) }
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}
