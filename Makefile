# Everything from a fresh clone: `make demo` and `make test` set up what they need.
SHELL := /bin/bash
.DELETE_ON_ERROR:
BIN := .venv/bin

.PHONY: help demo test check bench docs lock clean

help:
	@echo "make demo   set up, translate and run a program, and show what a mistake looks like"
	@echo "make test   set up and run every test"
	@echo "make check  style, types, layers"
	@echo "make bench  benchmarks against peers, one JSON object each on standard output"
	@echo "make lock   renew the lock files from pyproject.toml"

.venv/installed: requirements.lock pyproject.toml scripts/setup
	@scripts/setup requirements.lock

.venv/installed-bench: requirements-bench.lock .venv/installed
	@scripts/setup requirements-bench.lock

demo: .venv/installed
	@scripts/demo

test: .venv/installed
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-bench
	$(BIN)/python benchmarks/translate.py
	$(BIN)/python benchmarks/executors.py --quick

docs: .venv/installed
	$(BIN)/python scripts/generate_docs.py

lock: .venv/installed
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" --extra telemetry --extra load --extra progress --group dev \
	  --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --custom-compile-command "make lock" --group bench \
	  --output-file requirements-bench.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist
