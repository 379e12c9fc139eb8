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

// stopped is the cause of a context that a signal ended.
type stopped struct{ syscall.Signal }

func (s stopped) Error() string { return "stopped by signal: " + s.String() }

// exitCode is what a shell has for a program that a signal ended.
func (s stopped) exitCode() int { return 128 + int(s.Signal) }

// WithSignals returns a context that ends with SIGINT and SIGTERM. The first of
// them lets a run stop in good order; the next one ends the program at once.
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
			number, _ := s.(syscall.Signal)
			cancel(stopped{number})
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

// stoppedBy returns the signal that ended a context.
func stoppedBy(ctx context.Context) (s stopped, ok bool) {
	return s, errors.As(context.Cause(ctx), &s)
}
