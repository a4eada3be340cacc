# Two commands do all set-up: `make map` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: map test lint format types check bench scoreboard picture data weights encoder measure lock clean help
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1	/'

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; give one with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

map: $(VENV)/.run ## write maps/index.html and maps/layers/ from data/
	$(BIN)/borderatlas build

test: $(VENV)/.dev ## run all tests (installs a browser, PostGIS and GDAL where it may)
	@sh tests/install_browser.sh
	@sh tests/install_postgis.sh
	@sh tests/install_gdal.sh
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev ## check types
	$(BIN)/mypy

format: $(VENV)/.dev ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint types test ## what CI runs
	$(BIN)/borderatlas build --check

bench: $(VENV)/.dev ## measure speed and size
	$(BIN)/python tests/benchmark.py
	$(BIN)/python tests/map/benchmark.py

$(VENV)/.baselines: $(VENV)/.dev requirements-baselines.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-baselines.txt
	@touch $@

scoreboard: $(VENV)/.baselines ## measure reading beside other programs; write the README's table
	$(BIN)/python tests/score/scoreboard.py

picture: $(VENV)/.dev ## take the README's picture of maps/index.html
	$(BIN)/python tests/map/picture.py

data: $(VENV)/.dev ## compile data/ anew from the packages that it comes from
	$(BIN)/python data/compile/all.py

weights: $(VENV)/.dev ## learn data/weights/ anew from the sentences of data/examples/
	$(BIN)/python data/compile/weights.py

encoder: $(VENV)/.dev ## learn data/encoder/ anew from data/examples/ (three hours, 2 GB of packages)
	$(PYTHON) -m venv $(VENV)-learn
	$(VENV)-learn/bin/python -m pip install --quiet --disable-pip-version-check -e '.[learn]'
	$(VENV)-learn/bin/python data/compile/encoder.py

measure: $(VENV)/.dev ## measure the reading on texts that nothing learned from; write the README's tables
	$(BIN)/python data/compile/measure.py

lock: $(VENV)/.dev ## write the hashed lock files anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra build pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra build --extra cluster --extra compile --extra dev --extra openai -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --extra baselines -c requirements-dev.txt pyproject.toml -o requirements-baselines.txt

clean: ## remove what the targets made, but not the map
	rm -rf $(VENV) $(VENV)-learn build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
