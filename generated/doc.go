package generated

// The pages in docs are what docgen generates this package from. It is committed and
// tested, so that people can read the output of docgen and review its changes.

//go:generate go run example.com/docgen/cmd/docgen generate --docs ../docs --examples --doubles --http --lua --out .
