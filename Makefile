# The commands of the house. `make demo` needs nothing but Python 3.11 to 3.13 and make.

PYTHON ?=
VENV ?= .venv
DEMO ?= build/demo
# Two workers by default: the tests are many and small, and each keeps to its own temporary folder.
PYTEST ?= -n 2
UV ?= uv

BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURS := workbench exports codebook transcripts

.PHONY: help setup demo test check bench soak texts lock screenshot clean
.DELETE_ON_ERROR:

help:
	@echo "make setup       install everything into $(VENV), the tools of the tests too"
	@echo "make demo        install, make the demonstration study, print its ranking, open it"
	@echo "make test        run the tests"
	@echo "make check       format, lint, types, import rules, translations, then the tests"
	@echo "make bench       measure the hot paths against their limits"
	@echo "make soak        run the long campaigns whole, not only their slices"
	@echo "make texts       collect the sentences of the interface and compile the translations"
	@echo "make lock        renew the pinned versions (needs uv and a package index)"
	@echo "make screenshot  draw the pictures of the README anew"
	@echo "make clean       remove what these commands made"

setup: $(VENV)/.dev

demo: $(VENV)/.runtime
	$(BIN)/workbench demo $(DEMO)

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(PYTEST) $(TESTS)

check: lint test

.PHONY: lint
lint: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.house.texts --check

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks $(BENCH)

soak: $(VENV)/.dev
	WORKBENCH_SOAK=1 $(BIN)/python -m pytest $(PYTEST) -m soak $(TESTS)

texts: $(VENV)/.dev
	$(BIN)/python -m tests.house.texts

screenshot: $(VENV)/.dev
	$(BIN)/python -m tests.house.screenshot docs/screenshot.svg docs/suggestions.svg docs/ruling.svg

# The pinned files name versions and hashes only: no index, no path, no machine.
LOCK := $(UV) pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-sources --quiet --upgrade

lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv; install it with pip or pipx, or say UV=path." >&2; exit 1; }
	$(LOCK) pyproject.toml --all-extras --group build --output-file constraints.txt
	$(LOCK) --group dev --constraint constraints.txt --output-file constraints-dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# pip refuses hashes for a local project: the pinned packages come first, then the project without dependencies.
$(VENV)/.runtime: constraints.txt pyproject.toml $(VENV)/.made
	@echo "Installing into $(VENV); this takes a minute or two the first time."
	$(INSTALL) --require-hashes --no-deps --only-binary :all: -r constraints.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: constraints-dev.txt $(VENV)/.runtime
	$(INSTALL) --require-hashes --no-deps --only-binary :all: -r constraints-dev.txt
	@touch $@

# The first Python that fits: the one asked for, else python3, else a newer name beside an older python3.
FITS := -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

$(VENV)/.made:
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python); do \
		if "$$python" $(FITS) >/dev/null 2>&1; then \
			"$$python" -m venv $(VENV) && touch $@ && exit 0; exit 1; \
		fi; \
	done; \
	echo "The workbench needs Python 3.11, 3.12 or 3.13 with its venv module; $(or $(PYTHON),python3) is not one. Install one, or name it: make $(MAKECMDGOALS) PYTHON=path" >&2; \
	exit 1
