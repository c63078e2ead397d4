# make app | test | check | bench | lock | clean.  Needs only GNU make and a Python 3.11, 3.12 or 3.13.
# Another Python: make test PYTHON=/path/to/python3.12     More for pytest: make test PYTEST_ARGS="-x -k travel"

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help app test check bench lock clean
.DELETE_ON_ERROR:

# Without .pyc files every start costs seconds.
unexport PYTHONDONTWRITEBYTECODE

ifeq ($(OS),Windows_NT)
BIN := Scripts
else
BIN := bin
endif
VENV := .venv/$(BIN)
BENCH_VENV := .venv-bench/$(BIN)
LOCK_VENV := .venv-lock/$(BIN)
INSTALLED := .venv/.installed
BENCH_INSTALLED := .venv-bench/.installed

PIP_INSTALL := -m pip install --quiet --quiet --disable-pip-version-check --no-input
UV := uv==0.13.9

# A command may be there and still not run (a version manager's stand-in), so each is tried before it is believed.
# Sets $$python; $(1) is what it is for.
find_python = python=; \
	for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
		if "$$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
			>/dev/null 2>&1; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Passend needs Python 3.11, 3.12 or 3.13 with its venv module, and none of these is one:" >&2; \
		echo "  $(strip $(PYTHON) python3.13 python3.12 python3.11 python3 python)" >&2; \
		echo "Install one (Debian and Ubuntu: also the package python3-venv), or name yours: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi

# Makes the virtual environment $(1), unless one that works is there.
make_venv = if ! $(1)/$(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(find_python); \
		echo "Making $(1) with $$("$$python" --version)"; \
		"$$python" -m venv --clear $(1); \
	fi

help:
	@echo "make app     the app, at the address that it prints"
	@echo "make test    all tests, with branch coverage of the core"
	@echo "make check   style, types, one-way imports, YAML"
	@echo "make bench   the speed figures, beside OpenFisca"
	@echo "make lock    requirements.lock and benchmarks/requirements.txt anew (UPGRADE=1: newest versions)"
	@echo "make clean   away with everything that make, tests and tools made"

$(INSTALLED): requirements.lock pyproject.toml
	@set -e; $(call make_venv,.venv); \
	echo "Installing what Passend needs (the first time this takes a minute)"; \
	$(VENV)/python $(PIP_INSTALL) --require-hashes -r requirements.lock; \
	$(VENV)/python $(PIP_INSTALL) --no-deps --no-build-isolation -e .; \
	touch $@

$(BENCH_INSTALLED): benchmarks/requirements.txt
	@set -e; $(call make_venv,.venv-bench); \
	echo "Installing OpenFisca, for the comparison only"; \
	$(BENCH_VENV)/python $(PIP_INSTALL) --require-hashes -r benchmarks/requirements.txt; \
	touch $@

app: $(INSTALLED)
	@$(VENV)/python -m streamlit run app.py $(APP_ARGS)

test: $(INSTALLED)
	@$(VENV)/python -m pytest --cov --cov-report=term $(PYTEST_ARGS)

check: $(INSTALLED)
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/yamllint .

# The second environment's Python reaches the benchmark by OPENFISCA_PYTHON.
bench: $(INSTALLED) $(BENCH_INSTALLED)
	@OPENFISCA_PYTHON=$(BENCH_VENV)/python $(VENV)/python benchmarks/run.py $(BENCH_ARGS)

LOCK_COMMAND = $(LOCK_VENV)/python -m uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

lock:
	@set -e; $(call make_venv,.venv-lock); \
	$(LOCK_VENV)/python $(PIP_INSTALL) $(UV); \
	$(LOCK_COMMAND) --extra dev pyproject.toml -o requirements.lock; \
	$(LOCK_COMMAND) benchmarks/requirements.in -o benchmarks/requirements.txt; \
	if grep -nE '://|^-|--(extra-)?index|--find-links|\+cpu' requirements.lock benchmarks/requirements.txt; then \
		echo "A lock file names a place or a local build: see the lines above" >&2; exit 1; \
	fi

clean:
	rm -rf .venv .venv-bench .venv-lock build dist htmlcov test-results .coverage .coverage.* coverage.xml
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
