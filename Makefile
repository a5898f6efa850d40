# Two commands do all: `make report` writes out/report.html, `make test` passes everything. Both set up .venv first.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PEERS := build/peers/bin
LOCKS := build base notebooks dev
NEEDS := pyproject.toml $(LOCKS:%=requirements/%.txt)

# Packages are held against the hashes in requirements/, which pip refuses to mix with what has none: our own code comes
# last, without its dependencies. What has no wheel (PySpark) is built with what is installed first.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
HASHED := $(PIP) --require-hashes --no-build-isolation
OURSELVES := $(PIP) --no-deps --no-build-isolation -e .

# Two tests at a time; those that share what takes long to make run on one worker (tests/workers.py).
PYTEST := $(BIN)/python -m pytest -n 2

.PHONY: report lab test test-all lint notebooks catalogues bench bench-large fuzz mutants lock audit clean

report: .venv/.ready            ## charts, tables and one page, into out/
	$(BIN)/tradeview report --out out

lab: .venv/.ready-notebooks     ## the notebooks in JupyterLab, the first of them open
	$(BIN)/jupyter lab notebooks/00_start.ipynb

test: lint                      ## lint, types, layers, and the tests of every change (about forty minutes on two cores)
	$(PYTEST)

test-all: lint                  ## the same with what takes longer: every test, and random examples
	$(PYTEST) -m "" --hypothesis-profile=random

lint: .venv/.ready-dev          ## style, types and layers alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

catalogues: .venv/.ready-dev    ## messages of all languages, brought up to what the code says; says what is not translated
	$(BIN)/python scripts/update_catalogues.py

mutants: .venv/.ready-dev       ## whether tests notice changes of the core modules (half an hour; MODULES="claims/interval periods" for some)
	nice -n 15 $(BIN)/python scripts/mutants.py $(MODULES)

notebooks: .venv/.ready-dev     ## run the notebooks and save them with their outputs
	$(BIN)/python scripts/rerun_notebooks.py notebooks/*.ipynb

bench: .venv/.ready-dev build/peers/.ready      ## ratios within one run: out/benchmarks.html and .png (eleven minutes)
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/figures.py
	$(BIN)/python benchmarks/articles.py
	$(BIN)/python benchmarks/baci.py
	$(BIN)/python benchmarks/comtrade.py
	$(BIN)/python benchmarks/claims.py
	$(BIN)/python benchmarks/engines.py
	$(PEERS)/python benchmarks/growth.py
	$(PEERS)/python benchmarks/conversion.py
	$(PEERS)/python benchmarks/advantage.py
	$(PEERS)/python benchmarks/chart.py
	$(PEERS)/python benchmarks/page.py

bench-large: build/peers/.ready ## one to a hundred million rows on DuckDB, within four gigabytes of memory (half an hour, 30 GB of disk)
	$(PEERS)/python benchmarks/large.py

fuzz: .venv/.ready-dev          ## nearly right inputs into every way in, for ten minutes; faults are kept in out/fuzz/
	$(BIN)/python fuzzing/campaign.py

lock: build/tools/.ready        ## requirements/, anew: the hashes of all that constraints.txt pins, for every system
	for name in tools $(LOCKS); do build/tools/bin/python scripts/lock_requirements.py "$$name" || exit 1; done

audit: build/tools/.ready       ## asks the Python Packaging Advisory Database for known holes in what is pinned
	build/tools/bin/python scripts/audit_requirements.py requirements/dev.txt

clean:                          ## all that the commands above made
	rm -rf .venv out build dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.ready-build: .venv/bin/python requirements/build.txt
	$(PIP) --require-hashes --only-binary :all: -r requirements/build.txt
	@touch $@

.venv/.ready: .venv/.ready-build $(NEEDS)
	$(HASHED) -r requirements/base.txt
	$(OURSELVES)
	@touch $@

.venv/.ready-notebooks: .venv/.ready-build $(NEEDS)
	$(HASHED) -r requirements/notebooks.txt
	$(OURSELVES)
	@touch $@

.venv/.ready-dev: .venv/.ready-build $(NEEDS)
	$(HASHED) -r requirements/dev.txt
	$(OURSELVES)
	@touch $@

build/tools/.ready: requirements/tools.txt
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

build/peers/.ready: benchmarks/peers.txt constraints.txt pyproject.toml
	$(PYTHON) -m venv build/peers
	$(PEERS)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[polars,duckdb]'
	grep '^[^#]' benchmarks/peers.txt | while read -r peer; do \
		$(PEERS)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt "$$peer" || \
		echo "$$peer cannot be installed"; done
	@touch $@
