package migrate

import "slices"

// A graph has a node for each variable, parameter, result and field of type *tg.Client, and
// one for each composite type that has *tg.Client in it. Nodes that must have one type are
// merged. A node that is pinned keeps *tg.Client.
type graph struct {
	parent map[string]string
	pinned map[string]string // by the node that stands for others, the reason
	// stale are pinned nodes whose clients may be filled in later, so that their invoker
	// can't be taken from them beforehand.
	stale map[string]bool
	// nils are nodes that the code gives nil to.
	nils  []string
	flows []flow
	// calls are the nodes on which calls are made that can move.
	calls []string
}

// A flow says that a value of one node becomes one of another. Either is "" for code of
// others.
type flow struct{ from, to string }

func newGraph() *graph {
	return &graph{parent: map[string]string{}, pinned: map[string]string{}, stale: map[string]bool{}}
}

func (g *graph) find(n string) string {
	for g.parent[n] != "" {
		n = g.parent[n]
	}
	return n
}

func (g *graph) merge(a, b string) {
	if a, b = g.find(a), g.find(b); a == b {
		return
	}
	g.parent[b] = a
	if why := g.pinned[b]; why != "" && g.pinned[a] == "" {
		g.pinned[a] = why
	}
	g.stale[a] = g.stale[a] || g.stale[b]
}

func (g *graph) pin(n, why string) {
	if n = g.find(n); g.pinned[n] == "" {
		g.pinned[n] = why
	}
}

func (g *graph) markStale(n, why string) {
	g.pin(n, why)
	g.stale[g.find(n)] = true
}

// moved returns the nodes that get the type of a generated client: those on which calls
// are made, those whose values become such nodes, and those that get more values of such
// nodes than they pass on to code that wants a tg.Client.
func (g *graph) moved() map[string]bool {
	g.spreadStale()
	moved := map[string]bool{}
	for _, n := range g.calls {
		if n = g.find(n); g.pinned[n] == "" {
			moved[n] = true
		}
	}
	for g.moveSources(moved) || g.moveCheaper(moved) {
	}
	return moved
}

// moveSources adds the nodes whose values become moved ones.
func (g *graph) moveSources(moved map[string]bool) bool {
	changed := false
	for _, f := range g.flows {
		from, to := g.find(f.from), g.find(f.to)
		if f.from != "" && moved[to] && !moved[from] && g.pinned[from] == "" {
			moved[from], changed = true, true
		}
	}
	return changed
}

// moveCheaper adds the nodes that need fewer conversions when they move.
func (g *graph) moveCheaper(moved map[string]bool) bool {
	gain := map[string]int{}
	for _, f := range g.flows {
		from, to := g.find(f.from), g.find(f.to)
		switch fromMoved := f.from != "" && moved[from]; {
		case f.to == "" || !moved[to] && !fromMoved:
			if f.from != "" {
				gain[from]--
			}
			gain[to]--
		case fromMoved && !moved[to]:
			gain[to]++
		}
	}
	changed := false
	for n, size := range gain {
		if n != "" && size > 0 && !moved[n] && g.pinned[n] == "" {
			moved[n], changed = true, true
		}
	}
	return changed
}

// spreadStale pins what clients flow to that may be filled in later, or nil: their invoker
// can be taken from them only where they are called.
func (g *graph) spreadStale() {
	for _, n := range g.nils {
		if n = g.find(n); g.pinned[n] != "" {
			g.stale[n] = true
		}
	}
	for changed := true; changed; {
		changed = slices.ContainsFunc(g.flows, func(f flow) bool {
			from, to := g.find(f.from), g.find(f.to)
			if f.from == "" || f.to == "" || !g.stale[from] || g.stale[to] {
				return false
			}
			g.markStale(to, g.pinned[from])
			return true
		})
	}
}
