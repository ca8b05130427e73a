# make demo and make test are all that a newcomer needs; make check is what CI runs.
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo extras test check lint types layers wheel docs score fuzz weights bench bench-estimate coverage bench-link bench-link-curve test-spark bench-desk screenshots catalogues lock clean

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Accounted needs Python 3.11 or newer; found $$($(PYTHON) --version). Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

extras: $(STAMP)  ## what is optional: a gazetteer, scans (with Debian's tesseract), Splink, Spark (with Java 17)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-extras.lock

demo: $(STAMP)  ## environment, install, main job, report
	$(BIN)/accounted demo demo

test: $(STAMP)  ## all tests
	$(BIN)/python -m pytest --quiet

fuzz: $(STAMP)  ## the laws on examples never tried before; what one finds is kept as an @example
	ACCOUNTED_EXAMPLES=new $(BIN)/python -m pytest --quiet tests/laws tests/read tests/estimate tests/link

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

wheel: $(STAMP)  ## build the wheel and test it without the source tree
	bash .ci/wheel $(BIN)/python

docs: $(STAMP)  ## regenerate what the docs take from the program
	$(BIN)/python docs/make_gallery.py
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/make_languages.py

score: $(STAMP)  ## precision and recall on the annotated documents, where they are
	$(BIN)/python bench/score.py

weights: $(STAMP)  ## trains the reader's second looks from annotated passages: make weights ANNOTATED="a.jsonl b.txt"
	set -e; for trainer in bench/train_*.py; do kind=$${trainer#bench/train_}; \
	  $(BIN)/python $$trainer en src/accounted/read/languages/en.$${kind%.py}.tsv $(ANNOTATED); done

bench: $(STAMP)  ## reading speed beside a bare regular expression in the same run
	$(BIN)/python bench/read_speed.py

bench-estimate: $(STAMP)  ## estimators beside the times of other programs, with the ratio
	$(BIN)/python bench/estimate_speed.py

coverage: $(STAMP)  ## simulated populations, an hour: how often each method's interval holds the number; writes the table
	$(BIN)/python tests/recovery/coverage_study.py 100 docs/estimation.md

test-spark: $(STAMP)  ## linking on Spark and beside Splink: both extras and Java 17
	$(BIN)/python -m pytest --quiet tests/link/test_spark_engine.py tests/link/test_splink_engine.py

bench-link-curve: $(STAMP)  ## linking invented lists of 10^4 to 10^7 rows: time, memory, F1; the last takes gigabytes
	$(BIN)/python bench/link_million.py 10,000 100,000 1,000,000 10,000,000

bench-link: $(STAMP)  ## linking invented lists of up to a million rows: time, memory, F1
	$(BIN)/python bench/link_million.py
	$(BIN)/python bench/link_beside_splink.py 1000000

bench-desk: $(STAMP)  ## pages of the desk on an invented project, with eight readers at once
	$(BIN)/python bench/desk_speed.py

screenshots: $(STAMP)  ## every page of the desk, wide and narrow, light and dark, to be looked at
	$(BIN)/python docs/make_screenshots.py build/screenshots

catalogues: $(STAMP)  ## bring the words of the desk up to date in every language, and list what lacks a translation
	$(BIN)/python docs/make_catalogues.py --list

lock:  ## pin every dependency by version and hash, no addresses
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --group dev pyproject.toml --output-file requirements.lock
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --extra notebook --extra ocr --extra places --extra splink --extra spark --constraint requirements.lock pyproject.toml \
	  --output-file requirements-extras.lock
	rm -rf .venv-lock

check: lint types layers test wheel score bench  ## what CI runs

clean:
	rm -rf $(VENV) .venv-wheel dist build demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
