# Two commands do all the set-up: `make demo` and `make test`. Both make .venv from the committed lock first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# One more than there are processors: many tests wait for a crawl, a browser or a server.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.PHONY: demo test crawl check browse report bench bench-flat kill fuzz pages lock docs format clean

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "model-profiles needs Python 3.11 or newer; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## crawl the small site in tests/fixtures/site and show what was found
	$(BIN)/python -m tests.demo

test: $(READY)  ## the whole test suite
	$(BIN)/pytest -n $(WORKERS)

crawl: $(READY)  ## crawl the live site into output/models.db (CONTACT=you@example.org: who asks)
	$(BIN)/scrapy crawl models $(if $(CONTACT),-s CONTACT="$(CONTACT)")

check: $(READY)  ## lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS)

report: $(READY)  ## output/report.html from the database (DATABASE=output/demo.db for the demo's)
	$(BIN)/scrapy report $(if $(DATABASE),-s DATABASE=$(DATABASE))

browse: $(READY)  ## the database in a browser
	$(BIN)/scrapy browse $(if $(DATABASE),-s DATABASE=$(DATABASE))

bench: $(READY)  ## every figure of docs/performance.md, side by side in one run
	$(BIN)/python -m bench

bench-flat: $(READY)  ## 100,000 pages in one crawl (about ten minutes)
	$(BIN)/python -m bench.flat

kill: $(READY)  ## kill -9 the crawl at 50 random moments and go on
	KILLS=50 $(BIN)/pytest -n 0 tests/crawl/test_kill.py

fuzz: $(READY)  ## 100,000 random mutations of pages
	MUTATIONS=100000 $(BIN)/pytest -n $(WORKERS) tests/extraction/test_hostile.py

pages: $(READY)  ## 20,000 random pages over published facts
	PAGES=20000 $(BIN)/pytest -n $(WORKERS) tests/extraction/test_markups.py

docs: $(READY)  ## write docs/database.md and schemas/json/ anew from the code
	$(BIN)/python -m scraper.outlets.document
	$(BIN)/python -m schemas.publish

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(READY)  ## write requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command 'make lock' --output-file requirements.lock

clean:
	rm -rf $(VENV) output/*.db* output/archive output/demo-archive output/*.html
