# Everything a developer or CI runs. `make demo` and `make test` need Python 3.11 or newer and nothing else.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# The demo shows the real error pages; say DEBUG=true for Django's own.
DEBUG ?= false
BASE_URL ?= http://localhost:$(PORT)
export HOST PORT DEBUG BASE_URL

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
TRANSLATIONS := $(shell find . -name '*.po' -not -path './.venv/*')

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo-data demo port serve test check bench services lock messages screenshots

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.runtime messages ## Install what the site needs into .venv

setup-dev: .venv/.dev messages ## Install what developing and testing need as well

.venv/.uv: requirements-bootstrap.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Etalase needs Python 3.11 or newer; $$($(PYTHON) --version) is too old. Say: make PYTHON=python3.11 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements-bootstrap.txt
	@touch $@

.venv/.runtime: .venv/.uv requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements.txt
	@touch $@

.venv/.dev: .venv/.uv requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements-dev.txt
	@touch $@ .venv/.runtime

messages: $(TRANSLATIONS:.po=.mo)

%.mo: %.po .venv/.runtime
	$(BIN)/python scripts/compile_messages.py $<

demo-data: setup ## Make the database, the regions, the sample shops and the index
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_regions
	$(MANAGE) setup_site
	$(MANAGE) load_demo
	$(MANAGE) rebuild_search

demo: port demo-data serve ## The whole sample site, served at http://localhost:$(PORT)

port:
	@$(PYTHON) scripts/free_port.py '$(HOST)' '$(PORT)'

serve: port setup ## Serve the site at $(HOST):$(PORT)
	@echo "Etalase: $(BASE_URL)"
	PYTHONPATH=.:site DJANGO_SETTINGS_MODULE=config.settings.dev $(BIN)/granian --interface wsgi \
		--host $(HOST) --port $(PORT) --workers 1 --blocking-threads 4 --no-ws config.wsgi:application

test: setup-dev ## Start the real services and run all tests, on SQLite and on PostgreSQL (ARGS for pytest)
	scripts/test $(ARGS)

check: setup-dev ## Static checks: style, types, import direction, migrations, translations
	scripts/check

bench: setup-dev ## Measure against design budgets in one run; writes docs/benchmarks.md
	scripts/bench $(ARGS)

screenshots: setup-dev ## Take docs/screenshots anew of a demo that runs at BASE_URL
	$(BIN)/python scripts/screenshots.py --url $(BASE_URL) $(ARGS)

services: ## Start PostgreSQL, Elasticsearch, Redis, stripe-mock, S3; find Chromium
	scripts/services up

lock: .venv/.dev ## Resolve pyproject.toml anew into the locked lists
	$(BIN)/uv pip compile pyproject.toml --quiet --upgrade --no-emit-index-url --universal --python-version 3.11 \
		--generate-hashes --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --quiet --group dev --no-emit-index-url --universal --python-version 3.11 \
		--generate-hashes --constraint requirements.txt --output-file requirements-dev.txt
	@{ head -1 requirements-bootstrap.txt; awk '/^uv==/{p=1} p{print} p&&!/\\$$/{exit}' requirements-dev.txt; } \
		> .venv/bootstrap && mv .venv/bootstrap requirements-bootstrap.txt
