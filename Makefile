# Two commands do all: `make report` writes out/report.html, `make test` passes everything. Both set up .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PEERS := build/peers/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
NEEDS := pyproject.toml constraints.txt

# Two tests at a time; those that share what takes long to make run on one worker (tests/workers.py).
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: report lab test test-all lint mutants notebooks bench bench-large clean

report: .venv/.ready            ## charts, tables and one page, into out/
	$(BIN)/tradeview report --out out

lab: .venv/.ready-notebooks     ## the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

test: lint                      ## lint, types, layers, and the tests of every change (ten minutes)
	$(PYTEST)

test-all: lint                  ## the same with what takes longer: every test, and random examples
	$(PYTEST) -m "" --hypothesis-profile=random

lint: .venv/.ready-dev          ## style, types and layers alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

mutants: .venv/.ready-dev       ## whether tests notice changes of the core modules (half an hour; MODULES="claims/interval periods" for some)
	nice -n 15 $(BIN)/python scripts/mutants.py $(MODULES)

notebooks: .venv/.ready-dev     ## run the notebooks and save them with their outputs
	$(BIN)/python scripts/rerun_notebooks.py notebooks/*.ipynb

bench: .venv/.ready-dev build/peers/.ready      ## ratios within one run, as tables and out/benchmarks.png (five minutes)
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/figures.py
	$(BIN)/python benchmarks/baci.py
	$(PEERS)/python benchmarks/growth.py
	$(PEERS)/python benchmarks/conversion.py
	$(PEERS)/python benchmarks/advantage.py
	$(PEERS)/python benchmarks/chart.py

bench-large: build/peers/.ready ## one to a hundred million rows on DuckDB, within four gigabytes of memory (half an hour, 30 GB of disk)
	$(PEERS)/python benchmarks/large.py

clean:                          ## all that the commands above made
	rm -rf .venv out build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.ready: .venv/bin/python $(NEEDS)
	$(PIP) -e .
	@touch $@

.venv/.ready-notebooks: .venv/bin/python $(NEEDS)
	$(PIP) -e '.[notebooks]'
	@touch $@

.venv/.ready-dev: .venv/bin/python $(NEEDS)
	$(PIP) -e '.[dev]'
	@touch $@

build/peers/.ready: benchmarks/peers.txt $(NEEDS)
	$(PYTHON) -m venv build/peers
	$(PEERS)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[polars,duckdb]'
	grep '^[^#]' benchmarks/peers.txt | while read -r peer; do \
		$(PEERS)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "$$peer" || \
		echo "$$peer cannot be installed"; done
	@touch $@
