# The daily commands; `make help` lists them.

GO ?= go
# A cold build of gotd/td's tg, which the tests compile, takes minutes.
TIMEOUT ?= 30m
FUZZTIME ?= 30s
LINT = $(GO) tool -modfile=.ci/tools.mod golangci-lint

.PHONY: help generate check test browser lint fuzz bench bench-update update cover

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

generate: ## Make generated/ from docs/
	$(GO) generate ./generated

check: ## Is generated/ what docs/ says?
	$(GO) run ./cmd/docgen check --diff

test: ## Run all tests
	$(GO) test -timeout $(TIMEOUT) ./...
	@echo "skipped: the browser tests of docgen review, which are a module of their own (make browser)"

browser: ## Test docgen review in chromium, which must be there
	cd cmd/docgen/internal/review/html/browsertest && $(GO) test -count=1 ./...

lint: ## Run go vet and golangci-lint
	$(GO) vet ./...
	$(LINT) run ./...

FUZZ = GO='$(GO)' FUZZTIME=$(FUZZTIME) .ci/fuzz

fuzz: ## Fuzz the parser, doc comments, names, layout and generated code, FUZZTIME each
	$(FUZZ) FuzzParse ./parser
	$(FUZZ) FuzzErrors ./parser
	$(FUZZ) FuzzPlainValues ./parser
	$(FUZZ) FuzzMarkup ./parser
	$(FUZZ) FuzzShortcuts ./parser
	$(FUZZ) FuzzComment ./emit
	$(FUZZ) FuzzConstantName ./emit/facts
	$(FUZZ) FuzzFile ./emit/facts
	$(FUZZ) FuzzHeader ./emit/genfile
	$(FUZZ) FuzzLayout ./emit/layout
	$(FUZZ) FuzzIgnores ./cmd/docgen/internal/report
	$(FUZZ) FuzzRun ./cmd/docgen/internal/build
	$(FUZZ) FuzzTheorem ./golden
	$(FUZZ) FuzzWrite ./cmd/docgen/internal/review/html

# "make bench BENCH=Stages BENCHTIME=3x" is the short form.
BENCH ?= .
BENCHTIME ?= 10x
COMPARE = $(GO) run .ci/bench/main.go cmd/docgen/internal/cli/testdata/bench.txt

bench: ## Measure docgen against its floor, at ten times the pages and against the committed ratios; calls beside tg.Client's
	$(GO) test ./cmd/docgen/internal/cli -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) 2>&1 | $(COMPARE)
	$(GO) test ./generated -run '^$$' -bench '$(BENCH)'

bench-update: ## Measure the ratios that bench compares with, and write them down
	$(GO) test ./cmd/docgen/internal/cli -run '^$$' -bench 'Stages|Process|Scale' -benchtime $(BENCHTIME) 2>&1 | BENCHUPDATE=1 $(COMPARE)

update: ## Rewrite the golden files and scripts, once their output type-checks
	$(GO) test ./golden -timeout $(TIMEOUT) -update
	$(GO) test ./cmd/docgen/internal/cli -run TestScript -update
	$(GO) test ./cmd/docgen/internal/review -run TestRulesPage -update

cover: ## Print the coverage of each function
	$(GO) test -timeout $(TIMEOUT) -coverpkg=./parser/...,./emit/...,./cmd/... -coverprofile=cover.out ./...
	$(GO) tool cover -func=cover.out
