// Package generated has methods of Telegram's API as typed Go over gotd/td, with
// their errors, and a type for each kind of caller: [User], [Bot] and [Client].
//
// docgen generates the package from the pages in docs. It is committed and tested,
// so that people can read the output of docgen and review its changes.
package generated

//go:generate go run example.com/docgen/cmd/docgen generate --docs ../docs --examples --doubles --http --lua --out .
