# `make demo` and `make test` alone do all set-up in .venv; nothing else is needed than Python >= 3.11.
PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: install install-dev demo test lint format bench reliability clean

# The stamps say which set-up .venv holds; a change of the dependencies renews it.
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "mazeej needs Python 3.11 or newer")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --constraint constraints.txt --editable .
	touch $@

.venv/.installed-dev: .venv/.installed
	$(PIP) --constraint constraints.txt --editable '.[dev]'
	touch $@

install: .venv/.installed
install-dev: .venv/.installed-dev

demo: install
	$(BIN)/mazeej demo --out build/demo

test: install-dev lint
	$(BIN)/python -m pytest

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Hours in all; what was measured of the long ones is kept in build/, and the same command goes on from there.
bench: install-dev
	$(BIN)/python benchmarks/demo.py
	$(BIN)/python benchmarks/accuracy.py
	$(BIN)/python -m benchmarks.alignment
	for minutes in 10 60 180; do \
	  $(BIN)/python -m benchmarks.transcription --minutes $$minutes --keep build/bench-transcription.jsonl || exit; \
	done

# Two hundred damaged recordings; `make test` takes a sample of them.
reliability: install-dev
	MAZEEJ_RELIABILITY=1 $(BIN)/python -m pytest -q tests/test_reliability.py

clean:
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
