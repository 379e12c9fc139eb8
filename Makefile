# The daily commands; `make help` lists them.

GO ?= go
# A cold build of gotd/td's tg, which the tests compile, takes minutes.
TIMEOUT ?= 30m
FUZZTIME ?= 30s
LINT = $(GO) tool -modfile=.ci/tools.mod golangci-lint

.PHONY: help generate check test lint fuzz bench update cover

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

generate: ## Make generated/ from docs/
	$(GO) generate ./generated

check: ## Is generated/ what docs/ says?
	$(GO) run ./cmd/docgen check --diff

test: ## Run all tests
	$(GO) test -timeout $(TIMEOUT) ./...

lint: ## Run go vet and golangci-lint
	$(GO) vet ./...
	$(LINT) run ./...

fuzz: ## Fuzz the parser and the doc comments, FUZZTIME each
	$(GO) test ./parser -run '^$$' -fuzz FuzzParse -fuzztime $(FUZZTIME) -fuzzminimizetime 20x
	$(GO) test ./emit -run '^$$' -fuzz FuzzComment -fuzztime $(FUZZTIME) -fuzzminimizetime 20x

bench: ## Measure docgen against its floor
	$(GO) test ./cmd/docgen/internal/cli -run '^$$' -bench . -benchtime 10x

update: ## Rewrite the golden files and scripts, once their output type-checks
	$(GO) test ./golden -timeout $(TIMEOUT) -update
	$(GO) test ./cmd/docgen/internal/cli -run TestScript -update

cover: ## Print the coverage of each function
	$(GO) test -timeout $(TIMEOUT) -coverpkg=./parser/...,./emit/...,./cmd/... -coverprofile=cover.out ./...
	$(GO) tool cover -func=cover.out
