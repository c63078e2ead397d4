# make app | fast | test | chaos | check | fix | made | seal | pictures | hooks | bench | lock | clean.  Needs only GNU make and a Python 3.11 to 3.14.
# Another Python: make test PYTHON=/path/to/python3.12     Only some tests: make test PYTEST_ARGS="-x -k travel"

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help app install install-dev fast test chaos check style imports types fix made seal pictures hooks bench lock wheels clean anew
.DELETE_ON_ERROR:
.NOTPARALLEL:

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

# ---------------------------------------------------------------- environments
#
# An environment keeps a copy of every lock that it was made from. As long as these are the locks of today it is added
# to, otherwise it is made anew: what a lock no longer names does not stay behind.

LOCKS := requirements.lock requirements-dev.lock
BENCH_LOCK := benchmarks/requirements.lock
UV_LOCK := requirements-uv.lock
INSTALLED := .venv/requirements.lock
DEV_INSTALLED := .venv/requirements-dev.lock
BENCH_INSTALLED := .venv-bench/requirements.lock
LOCK_INSTALLED := .venv-lock/requirements-uv.lock

# A lock is the whole answer, so pip installs it without resolving (--no-deps): else a release that appears tomorrow may
# take part, and some pips refuse a lock of yesterday then. Nor is anything built from source, which would fetch
# build requirements that no lock names. `pip check` afterwards says whether the lock is whole.
PIP_INSTALL := -m pip install --quiet --quiet --disable-pip-version-check --no-input --no-deps
FROM_LOCK := --require-hashes --only-binary :all: -r

PYTHONS := python3.13 python3.12 python3.11 python3.14 python3 python
# Prints which Python it is, if Passend can use it.
IDENTITY := import sys, venv, ensurepip; ok = (3, 11) <= sys.version_info[:2] <= (3, 14); \
	ok and print(sys.base_prefix, *sys.version_info[:3])

# A Python that is named is used and no other: it is said when it cannot be, and an environment of another is made anew.
ifneq ($(strip $(PYTHON)),)
ifneq ($(filter-out help clean,$(or $(MAKECMDGOALS),$(.DEFAULT_GOAL))),)
NAMED := $(shell "$(PYTHON)" -c '$(IDENTITY)' 2>/dev/null)
ifeq ($(NAMED),)
$(error PYTHON=$(PYTHON) cannot be used. Passend needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module: name one, or leave PYTHON out and make looks for it)
endif
OF_ANOTHER := $(foreach env,.venv .venv-bench .venv-lock,$(if $(subst $(NAMED),,$(shell $(env)/$(BIN)/python -c '$(IDENTITY)' 2>/dev/null || echo none)),$(env)))
$(foreach env,$(OF_ANOTHER),$(filter $(env)/%,$(INSTALLED) $(DEV_INSTALLED) $(BENCH_INSTALLED) $(LOCK_INSTALLED))): anew
endif
endif

# Sets $$python. A command may be there and still not run (a version manager's stand-in), so each is tried before it is believed.
find_python = python=; \
	for candidate in $(if $(strip $(PYTHON)),"$(PYTHON)",$(PYTHONS)); do \
		if [ -n "$$("$$candidate" -c '$(IDENTITY)' 2>/dev/null)" ]; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Passend needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module, and none of these is one:" >&2; \
		echo "  $(PYTHONS)" >&2; \
		echo "Install one (Debian and Ubuntu: also the package python3-venv), or name yours: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi

# Makes the environment $(1), unless it works and was made, to the end, from those of the locks $(2) that it keeps.
make_venv = fits=$(if $(filter $(1),$(OF_ANOTHER)),no); \
	for lock in $(2); do \
		kept=$(1)/$${lock\#\#*/}; \
		if [ -e "$$kept" ]; then if cmp -s "$$lock" "$$kept"; then fits=$${fits:-yes}; else fits=no; fi; fi; \
	done; \
	if [ "$$fits" != yes ] || ! $(1)/$(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(find_python); \
		echo "Making $(1) with $$("$$python" --version)"; \
		"$$python" -m venv --clear $(1); \
	fi

# Brings the environment $(1) to the lock $(2), one of its locks $(3).
install_lock = $(call make_venv,$(1),$(3)); \
	echo "Installing $(2) (the first time this takes a minute)"; \
	$(1)/$(BIN)/python $(PIP_INSTALL) $(FROM_LOCK) $(2)

# The build backend is the one of the lock (--no-build-isolation).
install_project = $(VENV)/python $(PIP_INSTALL) --no-build-isolation -e .

whole = if ! said=$$($(1)/$(BIN)/python -m pip --disable-pip-version-check check); then echo "$$said" >&2; exit 1; fi

$(INSTALLED): requirements.lock pyproject.toml
	@set -e; $(call install_lock,.venv,requirements.lock,$(LOCKS)); $(install_project); $(call whole,.venv); cp requirements.lock $@

# The developers' lock holds all of the users' lock (tests/setup/test_locks.py), so this makes an environment for both.
$(DEV_INSTALLED): $(LOCKS) pyproject.toml
	@set -e; $(call install_lock,.venv,requirements-dev.lock,$(LOCKS)); $(install_project); $(call whole,.venv); cp $(LOCKS) .venv

$(BENCH_INSTALLED): $(BENCH_LOCK)
	@set -e; $(call install_lock,.venv-bench,$(BENCH_LOCK),$(BENCH_LOCK)); $(call whole,.venv-bench); cp $(BENCH_LOCK) $@

$(LOCK_INSTALLED): $(UV_LOCK)
	@set -e; $(call install_lock,.venv-lock,$(UV_LOCK),$(UV_LOCK)); $(call whole,.venv-lock); cp $(UV_LOCK) $@

# ---------------------------------------------------------------- commands

help:
	@echo "make app       the app, at the address that it prints"
	@echo "make fast      the tests without a browser and without the slow ones: a minute"
	@echo "make test      all tests, with branch coverage of the core"
	@echo "make chaos     what could break it, for a quarter of an hour; the figures go into docs/tested.md"
	@echo "make check     style, types, one-way imports, YAML"
	@echo "make fix       style mended, as far as it mends itself"
	@echo "make made      all files that are generated, anew"
	@echo "make seal      the list of the rule files with their hashes, anew: after a rule file was changed by hand"
	@echo "make pictures  the pictures of the README, anew"
	@echo "make hooks     from now on git commit runs make check first"
	@echo "make bench     the speed figures, beside OpenFisca"
	@echo "make lock      the lock files anew (UPGRADE=1: newest versions)"
	@echo "make clean     away with everything that make, tests and tools made"

install: $(INSTALLED)

install-dev: $(DEV_INSTALLED)

app: $(INSTALLED)
	@$(VENV)/python -m streamlit run app.py $(APP_ARGS)

# On all cores.
PYTEST := $(VENV)/python -m pytest -n auto

fast: $(DEV_INSTALLED)
	@$(PYTEST) -q -m "not slow and not browser" --durations 5 --durations-min 1 $(PYTEST_ARGS)

# Only a whole run can be held to its coverage.
test: $(DEV_INSTALLED)
	@$(PYTEST) $(if $(PYTEST_ARGS),$(PYTEST_ARGS),--cov --cov-report=term)

# With the rules of this repository, and not part of make test: CHAOS_ARGS="--minutes 5 --seed 1000 --only csv xlsx".
chaos: $(DEV_INSTALLED)
	@$(VENV)/python -m tests.fuzz.chaos --write docs/tested.md $(CHAOS_ARGS)

check: style imports types

style: $(DEV_INSTALLED)
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/yamllint .

imports: $(DEV_INSTALLED)
	$(VENV)/lint-imports

types: $(DEV_INSTALLED)
	$(VENV)/mypy

fix: $(DEV_INSTALLED)
	$(VENV)/ruff check --fix --exit-zero --quiet .
	$(VENV)/ruff format .
	$(VENV)/ruff check .

# Each generated file is held by a test that is marked so; with this variable the test writes the file (tests/snapshot.py).
# Sealed first: what reads the rules refuses them otherwise.
made: $(DEV_INSTALLED) seal
	@PASSEND_REWRITE_MADE=1 $(PYTEST) -q -m made

seal: $(INSTALLED)
	@$(VENV)/passend rules seal --lang en

pictures: $(DEV_INSTALLED)
	@PASSEND_REWRITE_PICTURES=1 $(VENV)/python -m pytest -q tests/e2e/test_pictures.py

hooks: $(DEV_INSTALLED)
	@$(VENV)/pre-commit install

# The second environment's Python reaches the benchmark by OPENFISCA_PYTHON.
bench: $(DEV_INSTALLED) $(BENCH_INSTALLED)
	@OPENFISCA_PYTHON=$(BENCH_VENV)/python $(VENV)/python benchmarks/run.py $(BENCH_ARGS)

# ---------------------------------------------------------------- locks

COMPILE = $(LOCK_VENV)/python -m uv pip compile --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)
BUILD_REQUIRES := import tomllib, pathlib; \
	print(*tomllib.loads(pathlib.Path("pyproject.toml").read_text())["build-system"]["requires"], sep="\n")

# The users' lock is the developers' without their tools: the same versions (-c).
lock: $(LOCK_INSTALLED)
	$(LOCK_VENV)/python -c '$(BUILD_REQUIRES)' > .venv-lock/build.in
	$(COMPILE) --extra dev --extra tables pyproject.toml .venv-lock/build.in -o requirements-dev.lock
	$(COMPILE) --extra tables -c requirements-dev.lock pyproject.toml .venv-lock/build.in -o requirements.lock
	$(COMPILE) benchmarks/requirements.in -o $(BENCH_LOCK)
	$(COMPILE) --group lock -o $(UV_LOCK)
	@$(MAKE) --no-print-directory --old-file=$(LOCK_INSTALLED) wheels

# Nothing is built from source, so every package needs a wheel for every Python and every system that we name.
# --no-config: the constraint in pyproject.toml is for resolving.
SYSTEMS := x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu aarch64-apple-darwin x86_64-apple-darwin x86_64-pc-windows-msvc

wheels: $(LOCK_INSTALLED)
	@set -e; for lock in requirements-dev.lock $(BENCH_LOCK) $(UV_LOCK); do \
		for version in 3.11 3.12 3.13 3.14; do for system in $(SYSTEMS); do \
			$(LOCK_VENV)/python -m uv pip install --no-config --quiet --dry-run --target .venv-lock/none \
				--no-deps --require-hashes --only-binary :all: --python-version $$version --python-platform $$system -r $$lock \
				|| { echo "Not everything in $$lock has a wheel for Python $$version on $$system" >&2; exit 1; }; \
		done; done; \
	done; \
	echo "Every package of the locks has a wheel for Python 3.11 to 3.14 on Linux, macOS and Windows"

clean:
	rm -rf .venv .venv-bench .venv-lock build dist htmlcov test-results .coverage .coverage.* coverage.xml
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
