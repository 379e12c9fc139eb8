package bind

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest returns at most three of the names that are similar to name, the most
// similar first. Similar are names at a small edit distance, and the same name in
// another namespace. Nearest leaves out names that are much less similar than the
// first.
func Nearest(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	// The limit grows with the local name: with the namespace, too much of a
	// namespace would be similar to a long name in it. It stays below the size of
	// the name, or any short name would be similar to a short one.
	limit := min(max(2, len(localName(name))/4), len(name)-1)
	length, lower := utf8.RuneCountInString(name), strings.ToLower(name)
	for _, other := range names {
		same := strings.EqualFold(localName(name), localName(other))
		if longer := utf8.RuneCountInString(other) - length; !same && max(longer, -longer) > limit {
			continue // the distance is at least the difference in length, and slow to compute
		}
		distance := levenshtein.ComputeDistance(lower, strings.ToLower(other))
		if same {
			distance = min(distance, 1)
		}
		if distance <= limit {
			found = append(found, candidate{other, distance})
		}
	}
	slices.SortFunc(found, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.name, b.name))
	})
	var near []string
	for _, c := range found[:min(3, len(found))] {
		if c.distance > found[0].distance+1 {
			break
		}
		near = append(near, c.name)
	}
	return near
}

// localName returns a TL name without its namespace.
func localName(name string) string {
	if _, local, ok := strings.Cut(name, "."); ok {
		return local
	}
	return name
}
