# Set-up, running and checking. `make` alone lists what there is.
#
# Every step leaves what it made (or a stamp beside it), and runs again only when what it was made from has changed.

PORT ?= 8000
# How many tests run side by side, and anything else to say to pytest: make test ARGS="-k sign -x"
WORKERS ?= 2
ARGS ?=

PYTHON := .venv/bin/python
SERVED := $(shell find portal/static -type f -not -path 'portal/static/built/*' 2>/dev/null)
SYMBOLS := $(shell find content/symbols -type f \( -name '*.toml' -o -name '*.svg' \) 2>/dev/null)
FONTS := portal/static/built/fonts/atkinson-700.woff2
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
PIP_INSTALL := .venv/bin/pip install --quiet --disable-pip-version-check --no-input
PIP_COMPILE := PIP_CONFIG_FILE=/dev/null .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	--index-url https://pypi.org/simple --extra build
READY := node_modules/.run portal/static/built/manifest.json $(CATALOGUES)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run council test test-fast test-all check fix bench screenshots symbols snapshots golden lock \
	packages-for-run packages-for-test packages-for-bench ready ready-for-test

help: ## list what there is
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' | expand -t 16

run: packages-for-run ready ## set up what is missing, load the demo, serve it on http://127.0.0.1:8000 (PORT=8080 changes it)
	@CLYWED_DEMO=1 .venv/bin/clywed demo
	@exec env CLYWED_DEMO=1 .venv/bin/clywed serve --port $(PORT)

council: packages-for-run ready .venv/.council ## set up what is missing to serve with PostgreSQL and Redis

test: packages-for-test ready-for-test ## set up what is missing and run every test
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile $(ARGS)

test-fast: packages-for-test ready-for-test ## the tests that are quick and need no browser
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --fast -m "not browser" $(ARGS)

test-all: packages-for-test ready-for-test ## every test, with every combination where `make test` takes pairs, and on PostgreSQL
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --full $(ARGS)
	$(PYTHON) -m pytest -n $(WORKERS) --dist loadfile --on postgresql -m "not sqlite" $(ARGS) tests/unit tests/pages

check: packages-for-test ready-for-test ## lint, types, imports, sizes, catalogues; edits nothing
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTHON) -m tools.catalogue check
	$(PYTHON) -m pytest -q tests/house/test_sizes.py

fix: packages-for-test ready-for-test ## mend what a machine can mend; bring the catalogues in step with the code
	-.venv/bin/ruff check --fix
	.venv/bin/ruff format
	$(PYTHON) -m tools.catalogue update

bench: packages-for-bench ready-for-test ## measure speed and size, and print the table
	$(PYTHON) -m benchmarks

screenshots: packages-for-test ready-for-test ## take the pictures in docs/screenshots
	$(PYTHON) -m tools.screenshots

symbols: packages-for-test ready-for-test ## draw every symbol with its words on the sheets in docs/symbols
	$(PYTHON) -m tools.symbol_sheet

snapshots: packages-for-test ready-for-test ## write anew what screen readers get of the main pages: read what changed
	$(PYTHON) -m pytest -q --renew tests/journeys/test_spoken_view.py

golden: packages-for-test ready-for-test ## write anew what the families of the samples read: read what changed
	$(PYTHON) -m pytest -q --renew tests/unit/test_golden.py

lock: ready-for-test ## take newer versions of the Python packages into the three lock files
	$(PIP_COMPILE) --upgrade --output-file requirements.lock pyproject.toml
	cp requirements.lock requirements-council.lock
	$(PIP_COMPILE) --extra council --output-file requirements-council.lock pyproject.toml
	cp requirements-council.lock requirements-dev.lock
	$(PIP_COMPILE) --extra council --extra dev --output-file requirements-dev.lock pyproject.toml

packages-for-run packages-for-test packages-for-bench: packages-for-%:
	@python3 tools/debian.py $*

ready: .venv/.run $(READY)

ready-for-test: .venv/.test node_modules/.test $(READY)

.venv/.made:
	@echo "Making a virtual environment"
	@python3 -m venv .venv
	@touch $@

.venv/.run: requirements.lock pyproject.toml | .venv/.made
	@echo "Installing the Python packages of requirements.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.council: requirements-council.lock .venv/.run
	@echo "Installing the Python packages of requirements-council.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements-council.lock
	@touch $@

.venv/.test: requirements-dev.lock .venv/.run
	@echo "Installing the Python packages of requirements-dev.lock"
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.run: package-lock.json
	@echo "Installing the npm packages of package-lock.json"
	@npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

node_modules/.test: package-lock.json
	@echo "Installing the npm packages of the tests"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch node_modules/.run $@

$(FONTS): tools/fonts.py package-lock.json | .venv/.run node_modules/.run
	@echo "Making the fonts"
	@$(PYTHON) -m tools.fonts

portal/static/built/manifest.json: tools/assets.py tools/one_colour.py tools/svg.py $(FONTS) $(SYMBOLS) $(SERVED) package-lock.json | .venv/.run node_modules/.run
	@echo "Making the symbols and the list of what is served"
	@$(PYTHON) -m tools.assets

%.mo: %.po | .venv/.run
	@.venv/bin/pybabel --quiet compile --input-file $< --output-file $@
