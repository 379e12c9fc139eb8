package facts

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

// Changes has the differences between the facts of an earlier and a later state.
type Changes struct {
	// Gone are the methods that only the earlier state has, Added the methods that
	// only the later state has, both sorted.
	Gone, Added []string
	// AllNeeded says that code uses each method that is gone, so that a single one counts
	// as lost.
	AllNeeded bool
	had, have map[string]Method
	// stayed are the methods that both states have, sorted. changed are the ones
	// of these whose facts differ.
	stayed  []string
	changed map[string]bool
}

// Compare returns the changes from the methods of an earlier state to a later one.
func Compare(had, have []Method) *Changes {
	c := &Changes{had: byName(had), have: byName(have), changed: map[string]bool{}}
	for _, name := range slices.Sorted(maps.Keys(c.had)) {
		now, stays := c.have[name]
		if !stays {
			c.Gone = append(c.Gone, name)
			continue
		}
		c.stayed = append(c.stayed, name)
		if !slices.Equal(c.had[name].Facts, now.Facts) {
			c.changed[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.have)) {
		if _, known := c.had[name]; !known {
			c.Added = append(c.Added, name)
		}
	}
	return c
}

func byName(methods []Method) map[string]Method {
	all := make(map[string]Method, len(methods))
	for _, m := range methods {
		all[m.Name] = m
	}
	return all
}

// Edits has a line for each change of the pages of the methods that both states have,
// such as "account.checkUsername bots yes, was no".
type Edits struct {
	Changed, Undocumented, Documented []string
}

// Edits returns the changes of the pages of the methods that both states have.
func (c *Changes) Edits() Edits {
	var e Edits
	for _, name := range c.stayed {
		if c.changed[name] {
			c.edit(&e, name)
		}
	}
	return e
}

func (c *Changes) edit(e *Edits, name string) {
	for _, class := range lossClasses {
		if n := c.fewer(name, class); n > 0 && class.ofDescriptions() {
			e.Undocumented = append(e.Undocumented, fmt.Sprintf("%s %s (%d)", name, cmp.Or(class.many, "summary"), n))
		}
	}
	had, have := c.had[name].Facts, c.have[name].Facts
	gone, added := stated(had, have), stated(have, had)
	for _, was := range gone {
		i := slices.IndexFunc(added, func(is Fact) bool { return is.about() == was.about() })
		if i < 0 {
			e.Undocumented = append(e.Undocumented, name+" "+was.String())
			continue
		}
		e.Changed = append(e.Changed, name+" "+added[i].String()+", was "+was.value())
		added = slices.Delete(added, i, i+1)
	}
	for _, is := range added {
		e.Documented = append(e.Documented, name+" "+is.String())
	}
}

// stated returns the facts of pages that others lack. It leaves out Described, since
// edit reports descriptions by their number.
func stated(facts, others []Fact) []Fact {
	known := make(map[Fact]bool, len(others))
	for _, f := range others {
		known[f] = true
	}
	var rest []Fact
	for _, f := range facts {
		if _, described := f.(Described); !described && !known[f] && !ofGo(f) {
			rest = append(rest, f)
		}
	}
	return rest
}

// Renames maps names that are gone to the added names that each has likely become.
// The function nearest returns the names that are similar to a name, the most similar
// one first. If nearest is nil, Renames takes no method for renamed.
func Renames(gone, added []string, nearest func(name string, names []string) []string) map[string]string {
	renamed := map[string]string{}
	if nearest == nil {
		return renamed
	}
	free := slices.Clone(added)
	for _, name := range gone {
		if near := nearest(name, free); len(near) > 0 {
			renamed[name] = near[0]
			free = slices.DeleteFunc(free, func(name string) bool { return name == near[0] })
		}
	}
	return renamed
}
