package diag

import (
	"runtime"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each calls f(i) for each i from 0 to n-1, on all processors. It returns the
// first error, and makes no new calls after it. A panic in f becomes an error, as
// in [Catch].
func Each(n int, f func(i int) error) error {
	var next atomic.Int64
	var group errgroup.Group
	// One goroutine a processor, which takes the next i when it is done with the
	// last: of one goroutine an i most would wait and have to be woken.
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() (err error) {
			defer Catch(&err)
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if err := f(int(i)); err != nil {
					next.Store(int64(n)) // so that the other goroutines stop too
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
