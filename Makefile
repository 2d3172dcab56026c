# What a person types. `make help` lists it. The first run of anything makes .venv from the locked lists.
PYTHON ?= python3
PY := .venv/bin/python
FAST := tests/unit tests/component tests/contract tests/architecture
TIER ?= R1
DEMO := $(if $(DATA),--data $(DATA),)

.DEFAULT_GOAL := help
.PHONY: help setup demo run down status clean test test-fast check format chaos bench bench-flow bench-flat bench-scale bench-expression catalogue docs service lock

help:  ## say what can be typed
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  AMQP_URI, MONGO_URI        servers to use in place of the embedded ones"
	@echo "  GONGZHI_SERVERS            processes or containers; by itself: containers where images can be had"
	@echo "  GONGZHI_GATEWAY_PORT       8080; also GONGZHI_BROKER_PORT 5673, GONGZHI_DATABASE_PORT 27019,"
	@echo "                             GONGZHI_PORT_<SERVICE> 8001 to 8004"

setup:  ## make .venv and install what is locked
	@$(PYTHON) -m deploy.local.setup

demo: setup  ## start everything, replay the pilot, verify its figures (DATA=folder adds a real deliberation)
	@$(PY) -m deploy.local.up
	@$(PY) -m deploy.local.demo $(DEMO)

run: setup  ## start everything and leave it running
	@$(PY) -m deploy.local.up

down:  ## end everything, keep the data
	@$(PYTHON) -m deploy.local.down

status:  ## say what is up
	@$(PY) -m deploy.local.status

clean:  ## end everything and remove what it kept
	@$(PYTHON) -m deploy.local.down --wipe

test: setup  ## every test, a few groups at once
	@$(PY) -m deploy.local.programs
	@$(PY) -m tests

test-fast: setup  ## the tests that need no broker and no running service
	@$(PY) -m pytest $(FAST)

check: setup  ## style, types, boundaries, sizes, generated documents
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@$(PY) -m chassis.catalogue --check
	@$(PY) -m pytest -q tests/architecture tests/contract

format: setup  ## put the code in the house's form
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

chaos: setup  ## faults by the thousand, judged by the oracle (TIER=R0, R1 or R2; SEED=number replays a run)
	@$(PY) -m deploy.local.programs
	@$(PY) -m tests.chaos --tier $(TIER) $(if $(SEED),--seed $(SEED),)

bench: setup  ## measure ours against its peers, in one run
	@$(PYTHON) -m deploy.local.setup bench
	@$(PY) -m deploy.local.programs
	@$(PY) -m benchmarks

bench-flow: setup  ## measure an action through all four systems against plain nameko, faults included
	@$(PYTHON) -m deploy.local.setup bench
	@$(PY) -m deploy.local.programs
	@$(PY) -m benchmarks.flow

bench-flat: setup  ## measure whether rate and memory hold while events pile up (EVENTS=1000000)
	@$(PYTHON) -m deploy.local.setup bench
	@$(PY) -m deploy.local.programs
	@$(PY) -m benchmarks.flow.flat $(EVENTS)

bench-scale: setup  ## measure answers with RESIDENTS=1000000 stored against 10,000, imports and re-deriving
	@$(PYTHON) -m deploy.local.setup bench
	@$(PY) -m deploy.local.programs
	@$(PY) -m benchmarks.scale $(RESIDENTS)

bench-expression: setup  ## measure imports, opinion groups, the hall and topics among a million (PART=importing; DATA=folder)
	@$(PYTHON) -m deploy.local.setup bench
	@$(PY) -m deploy.local.programs
	@$(if $(DATA),GONGZHI_DATA=$(DATA)) $(PY) -m benchmarks.expression $(PART)

catalogue: setup  ## write docs/events.md from the code
	@$(PY) -m chassis.catalogue

docs: catalogue  ## write every generated document
	@$(PY) -m chassis.config > docs/settings.md
	@$(PY) -m chassis.config --json > client/gongzhi/settings.json

service: setup  ## write a new service, ready to run (NAME=word)
	@$(PY) -m deploy.local.new_service $(NAME)
	@$(PY) -m chassis.catalogue

lock:  ## lock the requirements again (needs uv)
	@requirements/lock
