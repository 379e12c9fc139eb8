// Command docgen generates a typed Go package over github.com/gotd/td from the
// Markdown documentation of Telegram's methods.
package main

import (
	"context"
	"os"

	"example.com/docgen/cmd/docgen/internal/cli"
)

func main() {
	ctx, stop := cli.WithSignals(context.Background())
	code := cli.Run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
