package knowledge

import (
	"time"

	"attache/knowledge/language"
)

// differences is a system of difference constraints over days: d[j] - d[i] ≤ w.
// Node 0 is a day that is known, the epoch; variable i is node i+1.
type differences struct {
	n     int
	bound [][]int // bound[i][j]: d[j] - d[i] is at most this
}

// unbounded is more days than lie between any two happenings.
const unbounded = 1 << 30

func newDifferences(variables int) differences {
	d := differences{n: variables + 1, bound: make([][]int, variables+1)}
	for i := range d.bound {
		d.bound[i] = make([]int, d.n)
		for j := range d.bound[i] {
			if i != j {
				d.bound[i][j] = unbounded
			}
		}
	}
	return d
}

func (d *differences) atMost(i, j, w int) { d.bound[i][j] = min(d.bound[i][j], w) }

// atLeast says that j lies n days after i or later.
func (d *differences) atLeast(i, j, n int) { d.atMost(j+1, i+1, -n) }

// exactly says that j lies n days after i.
func (d *differences) exactly(i, j, n int) {
	d.atMost(i+1, j+1, n)
	d.atMost(j+1, i+1, -n)
}

func (d *differences) notAfter(i int, day Date)  { d.atMost(0, i+1, dayNumber(day)) }
func (d *differences) notBefore(i int, day Date) { d.atMost(i+1, 0, -dayNumber(day)) }

// solve tightens every bound and reports whether the constraints can be met.
func (d *differences) solve() bool {
	for k := range d.n {
		for i := range d.n {
			if d.bound[i][k] == unbounded {
				continue
			}
			for j := range d.n {
				if d.bound[k][j] != unbounded {
					d.atMost(i, j, d.bound[i][k]+d.bound[k][j])
				}
			}
		}
	}
	for i := range d.n {
		if d.bound[i][i] < 0 {
			return false
		}
	}
	return true
}

// earliest is the first day that variable i can be, zero where nothing bounds it.
func (d *differences) earliest(i int) Date {
	if b := d.bound[i+1][0]; b != unbounded {
		return dayOf(-b)
	}
	return Date{}
}

// latest is the last day that variable i can be, zero where nothing bounds it.
func (d *differences) latest(i int) Date {
	if b := d.bound[0][i+1]; b != unbounded {
		return dayOf(b)
	}
	return Date{}
}

const secondsADay = 24 * 60 * 60

func dayNumber(d Date) int { return int(d.Time().Unix() / secondsADay) }

func dayOf(n int) Date { return language.DateOf(time.Unix(int64(n)*secondsADay, 0).UTC()) }
