# Two commands are enough: make run, make test. `make help` names the others.
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
# BROWSER=none leaves the browser tests out; CHROMIUM=/path/to/chrome names the browser.
BROWSER ?= chromium
CHROMIUM ?=
WORKERS ?= 2

BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
# Where the database could make a difference; pages and commands ask use cases and nothing else.
ON_POSTGRES := $(wildcard tests/store tests/usecases tests/flow) --ignore tests/flow/test_query_counts.py
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url $(UPGRADE)

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: run test install dev lint format types architecture test-sqlite test-postgres test-browser bench screenshots \
	size lock upgrade clean help

run: install ## Set up, load the agenda and its figures, serve the site (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/stemagenda up --host "$(HOST)" --port "$(PORT)"

test: ## Set up what the tests need and run all of them (BROWSER=none leaves the browser out)
	@$(MAKE) dev
	@$(MAKE) lint
	@$(MAKE) types
	@$(MAKE) architecture
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres
	@$(MAKE) test-browser

install: # What the site needs, into .venv
	@$(PYTHON) workshop/install.py run

dev: # What the tests need too
	@$(PYTHON) workshop/install.py dev

lint: dev ## Style, names, docstrings, complexity, formatting
	@echo "== ruff"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: dev ## Mend what can be mended by itself
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

types: dev ## Types, strict
	@echo "== mypy"
	@STEMAGENDA_STATE=.cache/state $(BIN)/mypy

architecture: dev ## Who may import whom
	@echo "== import-linter"
	@$(BIN)/lint-imports --cache-dir .cache/imports

test-sqlite: dev ## Tests on SQLite, with branch coverage
	@echo "== tests on SQLite"
	@rm -f .cache/coverage*
	@$(BIN)/coverage run -m pytest -n $(WORKERS) -m "not browser and not postgres" --ignore tests/docs --ignore tests/browser
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report
	@echo "== examples in the documents"
	@$(PYTEST) -m "not browser and not postgres" tests/docs

test-postgres: dev ## Tests of store, use cases and pages on a PostgreSQL of their own
	@echo "== tests on PostgreSQL"
	@$(BIN)/python workshop/with_postgres.py $(PYTEST) -m "not browser" $(ON_POSTGRES)

test-browser: dev ## Tests in a headless browser
ifeq ($(BROWSER),none)
	@echo "== browser tests left out (BROWSER=none)"
else
	@echo "== tests in a browser"
	@$(BIN)/python workshop/axe.py
	@CHROMIUM="$$(CHROMIUM="$(CHROMIUM)" workshop/chromium.sh)" && export CHROMIUM && \
		$(PYTEST) --dist loadgroup -m browser tests/browser
endif

bench: dev ## Every claim about speed, measured, as a table
	@for script in benchmarks/*.py; do $(BIN)/python "$$script" || exit 1; done

screenshots: dev ## Pictures of the site for README and docs
	@CHROMIUM="$$(CHROMIUM="$(CHROMIUM)" workshop/chromium.sh)" && export CHROMIUM && $(BIN)/python workshop/screenshots.py

size: ## How large the base install is
	@$(PYTHON) workshop/size.py

lock: dev ## Write the locks anew from pyproject.toml, changing no version without need
	@$(COMPILE) pyproject.toml requirements/build.in --output-file requirements/run.txt
	@$(COMPILE) --extra dev --constraints requirements/run.txt pyproject.toml requirements/build.in \
		--output-file requirements/dev.txt
	@$(COMPILE) requirements/bench.in --output-file requirements/bench.txt

upgrade: ## Write the locks anew with the newest versions allowed
	@$(MAKE) lock UPGRADE=--upgrade

clean: ## Remove what was made, except the data in var/
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## These words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
