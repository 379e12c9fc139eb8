# The daily commands. `make help` lists them.

GO ?= go
# A cold build of gotd/td's tg, which the tests compile, takes minutes.
TIMEOUT ?= 30m
FUZZTIME ?= 30s
LINT = $(GO) tool -modfile=$(CURDIR)/.ci/tools.mod golangci-lint

.PHONY: help generate check test race browser lint fuzz bench bench-update update cover rename

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

generate: ## Generate generated/ from docs/
	$(GO) generate ./generated

check: ## Check that generated/ is up to date with docs/
	$(GO) run ./cmd/docgen check --diff

test: ## Run all tests
	$(GO) test -timeout $(TIMEOUT) ./...
	@echo "skipped: the browser tests of docgen review, which are in a module of their own (make browser)"

race: ## Run the program and the examples of generated/ under the race detector (a cold build takes minutes)
	$(GO) test -race -timeout $(TIMEOUT) ./generated -run 'Program|OverMTProto|Helpers|Example'

browser: ## Test docgen review in chromium, which must be installed
	cd cmd/docgen/internal/review/html/browsertest && $(GO) test -count=1 ./...

pictures: ## Draw docs/terminal.svg from commands that run, and docs/review.png with chromium
	dir=$$(mktemp -d) && $(GO) build -o $$dir/docgen ./cmd/docgen && \
		REPO='$(CURDIR)' $(GO) run .ci/pictures/main.go -docgen $$dir/docgen .ci/pictures/session.txtar >$$dir/terminal.svg && \
		mv $$dir/terminal.svg docs && rm -r $$dir
	dir=$$(mktemp -d) && cd cmd/docgen/internal/review/html/browsertest && SCREENSHOTS=$$dir $(GO) test -count=1 -run TestPictures . && \
		if [ -e $$dir/review.png ]; then mv $$dir/review.png '$(CURDIR)/docs'; fi && rm -r $$dir

lint: ## Run go vet and golangci-lint
	$(GO) vet ./...
	$(LINT) run ./...
	cd generated/generatedlua && $(LINT) run -c $(CURDIR)/.golangci.yml ./...

FUZZ = GO='$(GO)' FUZZTIME=$(FUZZTIME) .ci/fuzz

fuzz: ## Run each fuzz target for FUZZTIME
	$(FUZZ) FuzzParse ./parser
	$(FUZZ) FuzzErrors ./parser
	$(FUZZ) FuzzPlainValues ./parser
	$(FUZZ) FuzzMarkup ./parser
	$(FUZZ) FuzzShortcuts ./parser
	$(FUZZ) FuzzPrintable ./parser/diag
	$(FUZZ) FuzzComment ./emit
	$(FUZZ) FuzzConstantName ./emit/facts
	$(FUZZ) FuzzFile ./emit/facts
	$(FUZZ) FuzzHeader ./emit/genfile
	$(FUZZ) FuzzLayout ./emit/layout
	$(FUZZ) FuzzIgnores ./cmd/docgen/internal/report
	$(FUZZ) FuzzNames ./cmd/docgen/internal/used
	$(FUZZ) FuzzRun ./cmd/docgen/internal/build
	$(FUZZ) FuzzWrite ./cmd/docgen/internal/review/html
	$(FUZZ) FuzzTheorem ./golden
	$(FUZZ) FuzzRequest ./emit/runtime/tljson
	$(FUZZ) FuzzHTTP ./generated
	$(FUZZ) FuzzWrite ./cmd/docgen/internal/review/html

# A shorter form: make bench BENCH=Stages BENCHTIME=3x
BENCH ?= .
BENCHTIME ?= 10x
MEASURE = $(GO) test ./cmd/docgen/internal/cli -run '^$$' -benchtime $(BENCHTIME)
COMMITTED = cmd/docgen/internal/cli/testdata/bench.txt
# Times depend on the machine. Ratios to the floor and allocations hardly do.
RATIOS = .unit:(x-floor OR x-1x OR x-1x-memory OR x-1x-allocs OR x-one OR x-one-CPU OR allocs/op)

bench: ## Measure docgen and compare with the committed ratios; measure calls of the generated package
	@now=$$(mktemp) && trap 'rm -f "$$now"' EXIT && \
	$(MEASURE) -bench '$(BENCH)' >"$$now" 2>&1 || { cat "$$now"; exit 1; } && cat "$$now" && \
	$(GO) tool -modfile=.ci/tools.mod benchstat -filter '$(RATIOS)' committed=$(COMMITTED) now="$$now"
	$(GO) test ./generated -run '^$$' -bench '$(BENCH)'

bench-update: ## Measure docgen and write the figures that bench compares with
	$(MEASURE) -bench 'Stages|Process|Scale|Sources' >$(COMMITTED)

update: ## Rewrite the golden files (if their output type-checks), the scripts, DIAGNOSTICS.md, RULES.md and emit/testdata/api.txt
	$(GO) test ./golden -timeout $(TIMEOUT) -update
	$(GO) test ./cmd/docgen/internal/cli -run TestScript -update
	$(GO) test ./cmd/docgen/internal/review -run TestRulesPage -update
	$(GO) test ./emit -run TestRuntimeAPI -update

cover: ## Print the coverage of each function
	$(GO) test -timeout $(TIMEOUT) -coverpkg=./parser/...,./emit/...,./cmd/... -coverprofile=cover.out ./...
	$(GO) tool cover -func=cover.out

OLD_MODULE = $(shell $(GO) list -m)

rename: ## Give the module another path everywhere: make rename MODULE=github.com/you/docgen
	@case '$(MODULE)' in *.*/?*) ;; *) echo 'usage: make rename MODULE=github.com/you/docgen'; exit 2;; esac
	@for file in $$(git grep -lIF '$(OLD_MODULE)'); do \
		sed 's|$(subst .,\.,$(OLD_MODULE))|$(MODULE)|g' "$$file" >"$$file.renamed" && \
		cat "$$file.renamed" >"$$file" && rm "$$file.renamed"; done
	gofmt -w $$(git ls-files '*.go')
	$(MAKE) generate
