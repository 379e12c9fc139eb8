package bind

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest returns at most three names that are like the given one, the
// likeliest first: names at a small edit distance, and the same name in
// another namespace, without those that are much less like it than the first.
func Nearest(name string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	limit := min(max(2, len(local(name))/4), len(name)-1) // not every short name, nor all of a namespace
	length, lower := utf8.RuneCountInString(name), strings.ToLower(name)
	for _, other := range names {
		same := strings.EqualFold(local(name), local(other))
		if longer := utf8.RuneCountInString(other) - length; !same && max(longer, -longer) > limit {
			continue // its distance is no less than that, and takes long to compute
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

// local returns a TL name without its namespace.
func local(name string) string {
	if _, local, ok := strings.Cut(name, "."); ok {
		return local
	}
	return name
}
