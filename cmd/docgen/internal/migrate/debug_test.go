package migrate

import (
	"fmt"
	"os"
	"testing"
)

func TestDebug(t *testing.T) {
	dir := os.Getenv("MIGRATE_DIR")
	if dir == "" {
		t.Skip()
	}
	t.Chdir(dir)
	debug = func(s string) { fmt.Println(s) }
	r, err := Run(t.Context(), Options{Patterns: []string{"./..."}})
	fmt.Println(err)
	if r != nil {
		fmt.Println(r.Calls, r.MovedCalls, r.Comparisons, r.MovedComparisons, r.Kind)
		for _, d := range r.Left {
			fmt.Println(d)
		}
	}
}
