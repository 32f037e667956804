# Everything goes through `setup`, which makes .venv and the index; a second call does nothing.
PYTHON ?= python3.11
VENV   := .venv
PY     := $(VENV)/bin/python
# Processes of the test suite: each loads the model and opens the index for itself (1 GB); a file stays in one of them.
JOBS   ?= 2
PYTEST := $(PY) -m pytest -n $(JOBS) --dist loadfile

.PHONY: setup run desk test check evals evals-whole bench manifest lock clean

setup: $(VENV)/.installed
	@$(PY) -m assistant index

# torch apart, without a hash: on a machine with the CPU build at hand pip finds it, elsewhere see README, "Install".
$(VENV)/.installed: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install -qq --disable-pip-version-check torch==2.13.0
	$(VENV)/bin/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(VENV)/bin/pip check
	@touch $@

run: setup
	$(PY) app.py

desk: setup
	$(PY) app.py desk

test: setup
	$(PYTEST)

check: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PYTEST)

# The gate: of each suite the same cases every time, in minutes. All of them, before a release: `make evals-whole`.
evals: setup
	$(PY) -m evals run --most 400

evals-whole: setup
	$(PY) -m evals run

bench: setup
	$(PY) -m evals bench

# After a change in corpus/.
manifest: setup
	$(PY) -m tests.corpus.manifest

# With uv. The libraries of torch's build for graphics cards stay out: the lock serves the CPU build as well.
GPU := cuda-bindings cuda-toolkit triton nvidia-cudnn-cu13 nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvshmem-cu13

lock:
	printf '%s\n' $(GPU) | uv pip compile pyproject.toml --group dev --group evals --python-version 3.11 \
	  --python-platform linux --excludes /dev/stdin --no-emit-index-url --no-emit-find-links --no-emit-package torch \
	  --generate-hashes --no-annotate --custom-compile-command "make lock" -o requirements.lock

clean:
	rm -rf $(VENV) var
