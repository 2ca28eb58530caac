package knowledge

import "slices"

// pairings joins things that are put differently in pairs into groups.
type pairings struct{ parent []int }

func newPairings(n int) pairings {
	p := pairings{make([]int, n)}
	for i := range p.parent {
		p.parent[i] = i
	}
	return p
}

func (p pairings) root(i int) int {
	for p.parent[i] != i {
		p.parent[i] = p.parent[p.parent[i]]
		i = p.parent[i]
	}
	return i
}

func (p pairings) join(i, j int) {
	a, b := p.root(i), p.root(j)
	p.parent[max(a, b)] = min(a, b)
}

// groupsOf returns the groups of two and more of what was joined, each in order.
func groupsOf[T any](p pairings, all []T) [][]T {
	members := map[int][]T{}
	var roots []int
	for i := range p.parent {
		r := p.root(i)
		if len(members[r]) == 0 {
			roots = append(roots, r)
		}
		members[r] = append(members[r], all[i])
	}
	var out [][]T
	for _, r := range roots {
		if len(members[r]) > 1 {
			out = append(out, members[r])
		}
	}
	return out
}

// common is the most things that may have a word before it is too common to find
// what belongs together by.
const common = 200

// neighbours yields each pair that shares at least so many keys, in order. A key
// that very many have is not looked at, so that the work stays in bounds.
func neighbours[K comparable](keys [][]K, least int, yield func(i, j int)) {
	having := map[K][]int{}
	for i, list := range keys {
		for _, k := range list {
			having[k] = append(having[k], i)
		}
	}
	shared := make([]int, len(keys)) // how many keys the one in hand shares with each; all 0 between two
	var met []int
	for i, list := range keys {
		met = met[:0]
		for _, k := range list {
			if len(having[k]) > common {
				continue
			}
			at, _ := slices.BinarySearch(having[k], i+1)
			for _, j := range having[k][at:] {
				if shared[j] == 0 {
					met = append(met, j)
				}
				shared[j]++
			}
		}
		near := met[:0]
		for _, j := range met {
			if shared[j] >= least {
				near = append(near, j)
			}
			shared[j] = 0
		}
		slices.Sort(near)
		for _, j := range near {
			yield(i, j)
		}
	}
}
