// Command sarif reads a SARIF log from standard input, and validates it against the JSON
// schema of SARIF 2.1.0. Its argument is the file of the schema.
package main

import (
	"fmt"
	"os"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func main() {
	if err := validate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func validate(schemaFile string) error {
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		return fmt.Errorf("reading the schema: %w", err)
	}
	log, err := jsonschema.UnmarshalJSON(os.Stdin)
	if err != nil {
		return fmt.Errorf("reading the log: %w", err)
	}
	return schema.Validate(log)
}
