# The two commands of the README, and what they need. Nothing here asks for rights that a user hasn't got.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SPECIMENS := build/specimens
SHOWN := build/read
SOURCES ?=
DATABASE := build/run.db
PORT ?= 8064
# What the demonstration loads: each version as printed and as official XML. Tests read the other forms.
FORMS := pdf akn

.PHONY: run pages test bench reference senses clean

## make run: load the specimens (or SOURCES="path ...") into a registry and open it at http://127.0.0.1:PORT/
run: $(READY)
	@mkdir -p build && rm -f $(DATABASE)
ifeq ($(strip $(SOURCES)),)
	@rm -rf $(SPECIMENS) && $(BIN)/python -m tests.specimens $(SPECIMENS) --forms $(FORMS)
	@$(BIN)/operative add $(SPECIMENS) --db $(DATABASE) || echo "What could not be kept is told above."
else
	@$(BIN)/operative add $(SOURCES) --db $(DATABASE) || echo "What could not be kept is told above."
endif
	@$(BIN)/operative serve --db $(DATABASE) --port $(PORT)

## make pages: write the records of SOURCES as HTML pages, without a server
pages: $(READY)
	@rm -rf $(SHOWN)
	@$(BIN)/operative show --html $(SHOWN)/ $(SOURCES)
	@echo "Open $(SHOWN)/index.html in a browser."

## make test: style, types and all tests
test: $(READY)
	@$(BIN)/ruff check --quiet . && echo "ruff: clean"
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto

## make bench: speed and memory beside peers measured in the same run
bench: $(READY)
	@$(BIN)/python -m pip install --quiet --group bench -c constraints.txt
	@$(BIN)/python -m benchmarks

## make reference: write the generated pages of docs/reference anew, after a change of the record or the command line
reference: $(READY)
	@$(BIN)/python -m tests.reference

## make senses: learn anew which English verbs words stand for, from the real documents beside the repository
senses: $(READY)
	@$(BIN)/python -m pip install --quiet --group training -c constraints.txt
	@$(BIN)/python -m training.senses ../shared

clean:
	@rm -rf $(VENV) build

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Operative needs Python 3.11 or later (this is `$(PYTHON) --version`); name another with PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (once) ..."
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m virtualenv --quiet $(VENV) 2>/dev/null || \
	  { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; } 2>/dev/null || \
	  { rm -rf $(VENV); echo "Python's venv module is missing here: install it (Debian and Ubuntu: apt install python3-venv) and try again"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade -c constraints.txt pip
	@$(BIN)/python -m pip install --quiet -c constraints.txt --editable . --group dev
	@touch $@
