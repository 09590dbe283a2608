# `make` alone lists what can be made. Everything happens inside .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The first interpreter that is new enough; name another with make PYTHON=...
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
TURTLE := ontology shapes data/parts
# Processes for the tests; make test JOBS=0 runs them in one.
JOBS ?= auto
ARGS ?=

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.PHONY: run
run: $(VENV)/.installed ## Install into .venv and show the treaty
	@$(BIN)/gumru show treaty-gumru-1920

.PHONY: test
test: $(VENV)/.dev ## Run the tests (ARGS='-k evidence' for some of them)
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

.PHONY: check
check: $(VENV)/.dev ## Run all that CI runs: format, lint, types, floors, data, tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
# Without version control reuse would ask for the licence of .venv, too.
	@if git rev-parse >/dev/null 2>&1; then set -x; $(BIN)/reuse lint --quiet; fi
	$(BIN)/turtlefmt --check $(TURTLE)
	$(BIN)/gumru build --check
	$(BIN)/gumru validate
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

.PHONY: data
data: $(VENV)/.installed ## Build data/gumru.ttl from data/parts/
	$(BIN)/gumru build

.PHONY: format
format: $(VENV)/.dev ## Format the Python and Turtle files
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	$(BIN)/turtlefmt $(TURTLE)

.PHONY: readme
readme: $(VENV)/.dev ## Rewrite the outputs and counts in README.md
	$(BIN)/python -m tests.project.readme

.PHONY: statistics
statistics: $(VENV)/.installed ## Write docs/editorial-statistics.md from data/gumru.ttl
	$(BIN)/gumru statistics -o docs/editorial-statistics.md

.PHONY: bench
bench: $(VENV)/.bench ## Measure speed beside the peers (ARGS=--quick, --large, --resume)
	@$(BIN)/python -m benchmarks $(ARGS)

.PHONY: wheel
wheel: $(VENV)/.dev ## Build the wheel and the source archive into dist/
	$(BIN)/hatchling build

.PHONY: dev
dev: $(VENV)/.dev ## Install the development tools as well

.PHONY: clean
clean: ## Remove .venv, dist/ and all caches
	rm -rf $(VENV) .checkers dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache

# --- Installation: a stamp for each step, so that a second run is quick --------

# pip comes last into an environment, so a half-made one is made again.
$(VENV)/bin/pip:
ifeq ($(PYTHON),)
	@echo "Python 3.11 or later is needed: install it, or name it with" >&2
	@echo "  make PYTHON=/path/to/python3" >&2
	@false
endif
	@echo "Making $(VENV) with $(PYTHON) ..." >&2
# Debian keeps ensurepip in a package of its own; an older pip can step in for it.
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
	|| { $(PYTHON) -m venv --clear --without-pip $(VENV) \
	     && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } 2>/dev/null \
	|| { rm -rf $(VENV); \
	     echo "$(PYTHON) cannot make virtual environments: install its venv" >&2; \
	     echo "module (on Debian and Ubuntu: apt install python3-venv)" >&2; \
	     exit 1; }

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/pip
	@echo "Installing gumru-kg into $(VENV) ..." >&2
	@$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/.installed
	@echo "Installing the development tools into $(VENV) ..." >&2
# Groups of dependencies are known to pip from 25.1 on.
	@$(PIP) install --quiet 'pip>=25.1'
	@$(PIP) install --quiet --editable . --group dev
	@touch $@

# The peers of the benchmarks are wanted for nothing else.
$(VENV)/.bench: pyproject.toml | $(VENV)/.dev
	@echo "Installing what is measured beside ours into $(VENV) ..." >&2
	@$(PIP) install --quiet --group bench
	@touch $@
