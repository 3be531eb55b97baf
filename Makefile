# make book: the sample publications, as EPUB and PDF.   make test: every check of the project.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

.PHONY: help book test lint fuzz clean

help:
	@echo "make book   sample publications as EPUB and PDF / les publications modèles"
	@echo "make test   all checks / toutes les vérifications"
	@echo "make lint   style and types / style et types"
	@echo "make fuzz   a reader held against strange bytes / un lecteur face à des octets quelconques"
	@echo "            (READER=text|markdown|html|docx… MINUTES=60)"
	@echo "make clean  editions and caches / éditions et caches"

book:
	@PYTHON=$(PYTHON) ./prepare.sh book
	@$(MAKE) --no-print-directory .venv/.book
	@$(BIN)/publish build manuscripts

test:
	@PYTHON=$(PYTHON) ./prepare.sh test
	@$(MAKE) --no-print-directory .venv/.test .venv/.judges
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

READER ?= markdown
MINUTES ?= 60

fuzz: .venv/.test
	$(PIP) install -e '.[fuzz]'
	$(BIN)/python -m bench.fuzz $(READER) --minutes $(MINUTES)

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.book: pyproject.toml | .venv/bin/python
	$(PIP) install -e .
	@touch $@

.venv/.test: pyproject.toml | .venv/bin/python
	$(PIP) install -e '.[dev]'
	@touch .venv/.book $@

.venv/.judges: tests/judges/pom.xml tests/judges/package-lock.json | .venv/bin/python
	cd tests/judges && mvn -q -B dependency:copy-dependencies -DoutputDirectory=target/lib
	cd tests/judges && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

clean:
	rm -rf build/* .mypy_cache .ruff_cache .pytest_cache .hypothesis
