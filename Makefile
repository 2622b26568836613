# What a newcomer types: `make demo`, `make test`. Everything else is in CONTRIBUTING.md.
# Needs Python 3.11 or newer and make; everything Python goes into .venv, nothing into the system's Python.

PYTHON ?= python3
PORT ?= 8000
# Two more than the cores of a small machine: many of the tests wait for a browser or a clock.
WORKERS ?= 4
ARGS ?=
UV_VERSION := 0.13.9

BIN := .venv/bin
SYNC := UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --frozen --inexact
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
TEMPLATES := $(wildcard templates)

.DELETE_ON_ERROR:
.PHONY: help demo test lint fmt messages services

help:
	@echo 'make demo [PORT=8000]   install, and serve a parliament in session on http://127.0.0.1:PORT'
	@echo 'make test [ARGS=…]      install what tests need, lint, and run all tests (or pytest with ARGS)'
	@echo 'make lint               ruff, mypy, the import law, templates'
	@echo 'make fmt                put code into the house format'
	@echo 'make messages           gather what is said on screen into the catalogues to translate'

demo: .venv/synced-runtime $(CATALOGUES)
	$(BIN)/parliament demo --port $(PORT)

test: services .venv/synced-tests $(CATALOGUES) lint
	@scratch=$$(sh tests/services/scratch.sh); export TMPDIR="$${TMPDIR:-$${scratch:-/tmp}}"; set -x; \
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

# Programs that tests start themselves and that no wheel carries.
services:
	@sh tests/services/install.sh

# Every check runs even if one before it failed, so that one run shows all there is to mend.
lint: .venv/synced-tests
	@failed=; \
	check() { echo "-- $$*"; "$$@" || failed="$$failed $$(basename $$1)"; }; \
	check $(BIN)/ruff check; \
	check $(BIN)/ruff format --check; \
	check $(BIN)/mypy; \
	check $(BIN)/lint-imports --no-logo; \
	$(if $(TEMPLATES),check $(BIN)/djlint templates --lint --quiet;) \
	if [ -n "$$failed" ]; then echo "Lint failed:$$failed" >&2; exit 1; fi

fmt: .venv/synced-tests
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

# The template of all messages is an intermediate product; the catalogues are what is kept.
messages: .venv/synced-tests
	@mkdir -p var
	$(BIN)/pybabel extract -F babel.cfg -k _ -k N_ -k gettext -k ngettext:1,2 --no-default-keywords \
	  --add-location=file --sort-by-file --project=parliament -o var/messages.pot .
	$(BIN)/pybabel update -i var/messages.pot -d translations --no-fuzzy-matching --ignore-pot-creation-date

translations/%.mo: translations/%.po | .venv/synced-runtime
	@$(BIN)/pybabel --quiet compile -i $< -o $@

# uv itself comes from PyPI into the same environment; `--inexact` above keeps it there.
$(BIN)/uv:
	@PYTHON='$(PYTHON)' UV_VERSION='$(UV_VERSION)' sh tests/services/environment.sh

.venv/synced-runtime: pyproject.toml uv.lock | $(BIN)/uv
	$(SYNC) --no-dev --quiet
	@touch $@

.venv/synced-tests: pyproject.toml uv.lock | $(BIN)/uv
	$(SYNC) --all-extras --quiet
	@touch $@ .venv/synced-runtime
