// Package tgapi is generated from the pages in docs, to test its package for Lua.
package tgapi

//go:generate go -C ../../../.. run ./cmd/docgen generate --docs docs --doubles --http --lua --out emit/runtime/bridgetest/tgapi
