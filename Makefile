# Two commands matter: `make run` and `make test` (docs/decisions/0001-two-commands.md).
.DEFAULT_GOAL := help
.PHONY: help setup run test test-long bench lock clean
export PORT

help:
	@echo 'make run              alles klaarzetten, de demowereld laden en starten (PORT=8000)'
	@echo 'make test             elke controle: stijl, typen, importregels, tests op SQLite en PostgreSQL, browser'
	@echo 'make test-long        de eigenschapstests met veel meer voorbeelden'
	@echo 'make bench            snelheid meten; mislukt wanneer een verhouding boven haar grens komt'
	@echo 'make setup            alleen klaarzetten (systeempakketten, .venv, node_modules, build)'
	@echo 'make lock             de vergrendelde pakketten vernieuwen na een wijziging in pyproject.toml of package.json'
	@echo 'make clean            bouwproducten weggooien (de gegevens in var/ blijven staan)'

setup:
	@bin/setup run

run: setup
	@bin/run

test:
	@bin/setup test
	@bin/test

test-long: setup
	@.venv/bin/pytest -n 2 -m hypothesis --hypothesis-profile=long

bench: setup
	@.venv/bin/python -m benchmarks

lock:
	@bin/lock

clean:
	rm -rf build var/static .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
