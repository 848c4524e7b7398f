# make demo   the demonstration zone on 127.0.0.1:8000
# make test   everything that must hold        make test-fast  engines and one database
# make lint | bench | lock | messages
SHELL := /bin/bash
.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
DIST := src/zoneworks/ui/static/ui/dist
INSTALLED := $(VENV)/.installed
ASSETS := $(DIST)/.built
COMPILED := $(VENV)/.messages
POS := $(wildcard src/zoneworks/*/locale/zh_Hans/LC_MESSAGES/django.po)
WORKERS ?= 2
DEMO_HOME ?= var/demo
export DJANGO_SETTINGS_MODULE := zoneworks.config.settings

.PHONY: demo test test-fast lint types messages engines apps apps-postgres browser chromium bench lock clean

$(INSTALLED): requirements/base.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "ZoneWorks needs Python 3.11 or newer.")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

$(ASSETS): node_modules/.installed $(wildcard frontend/*)
	npm run --silent build
	touch $@

$(COMPILED): $(INSTALLED) $(POS)
	$(BIN)/python -m zoneworks.commands.messages compile
	touch $@

demo: $(INSTALLED) $(ASSETS) $(COMPILED)
	ZONEWORKS_HOME=$(DEMO_HOME) $(BIN)/zoneworks demo

test: $(INSTALLED) $(ASSETS) $(COMPILED) lint types messages engines apps apps-postgres browser

test-fast: $(INSTALLED) $(COMPILED)
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow and not browser" --doctest-modules src/zonekit tests/zonekit src/zoneworks

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint src --lint --check --quiet
	$(BIN)/lint-imports

types: $(INSTALLED)
	$(BIN)/mypy

messages: $(INSTALLED)
	$(BIN)/python -m zoneworks.commands.messages check

engines: $(INSTALLED)
	$(BIN)/pytest -q -n $(WORKERS) --doctest-modules src/zonekit tests/zonekit tests/project

apps: $(INSTALLED) $(COMPILED) $(ASSETS)
	$(BIN)/pytest -q -n $(WORKERS) src/zoneworks tests/zoneworks

apps-postgres: $(INSTALLED) $(COMPILED) $(ASSETS)
	$(BIN)/python tests/on_postgres.py $(BIN)/pytest -q -n $(WORKERS) src/zoneworks tests/zoneworks

chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq; apt-get install -y -qq --no-install-recommends chromium; \
	  else echo "The browser tests need chromium: sudo apt-get install --no-install-recommends chromium" >&2; fi; \
	  command -v chromium >/dev/null; }

browser: $(INSTALLED) $(COMPILED) $(ASSETS) chromium
	$(BIN)/pytest -q tests/browser

# The peers that are measured beside ours: where one does not install, the rest is measured without it.
$(VENV)/.peers: $(INSTALLED) requirements/bench.txt
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	touch $@

bench: $(INSTALLED) $(COMPILED) $(ASSETS) $(VENV)/.peers
	$(BIN)/python -m bench

lock: $(INSTALLED)
	for name in base dev bench; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt; done
	npm install --package-lock-only --no-audit --no-fund

clean:
	rm -rf $(VENV) node_modules $(DIST) var
