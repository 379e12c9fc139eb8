package diag

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each calls f for all numbers below n, on all processors, until one fails. A
// panic becomes an error, as by [Catch].
//
// Each processor takes the next number by itself: a goroutine for each, of which
// few may run, waits for a place and is woken again.
func Each(n int, f func(i int) error) error {
	var next atomic.Int64
	var group errgroup.Group
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() (err error) {
			defer Catch(&err)
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if err := f(int(i)); err != nil {
					next.Store(int64(n)) // so that the others stop too
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
