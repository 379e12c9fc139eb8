package cli

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/sync/errgroup"

	"example.com/docgen/parser/diag"
)

// stopped is the cause of a context that a signal canceled.
type stopped struct{ os.Signal }

func (s stopped) Error() string { return "stopped by signal: " + s.String() }

// exitCode returns the exit code that a shell reports for a program that the signal
// ended: 128 plus the number of the signal on Unix.
func (s stopped) exitCode() int {
	if s.Signal == os.Interrupt {
		return 130
	}
	return 143
}

// WithSignals returns a context that the first SIGINT or SIGTERM cancels, so that a run
// stops in good order. A second signal ends the program at once. The caller must call
// stop when the run is over.
func WithSignals(ctx context.Context) (_ context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	var group errgroup.Group
	group.Go(func() (err error) {
		defer diag.Catch(&err)
		select {
		case s := <-signals:
			signal.Stop(signals)
			cancel(stopped{s})
		case <-ctx.Done():
		}
		return nil
	})
	return ctx, func() {
		signal.Stop(signals)
		cancel(nil)
		_ = group.Wait()
	}
}

// stoppedBy returns the signal that canceled a context, and whether one did.
func stoppedBy(ctx context.Context) (s stopped, ok bool) {
	return s, errors.As(context.Cause(ctx), &s)
}
