// Package generated is what docgen makes of the pages in docs: the methods of
// Telegram's API as typed Go over gotd/td, with their errors and with what the
// documentation says about who may call them.
//
// It is committed, compiled and tested so that the output of docgen can be
// read and its changes reviewed.
package generated

//go:generate go run example.com/docgen/cmd/docgen generate --docs ../docs --examples --doubles --out .
