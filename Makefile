# What there is to do with the platform; `make` alone lists it. Only Python and make are needed.

PYTHON ?= python3
export PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
UV_COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header
# The W3C's checker of HTML, in the form that the npm registry has.
VNU := vnu-jar@26.9.27
# What a public server would set, made up.
PRODUCTION := DEBUG= HTTPS= ALLOWED_HOSTS=rabat.example DATABASE_URL=sqlite://:memory: \
	EMAIL_URL=smtp://mail.rabat.example PERSONAL_DATA_YEARS=5 \
	SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_hex(50))')

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test bench checker check format messages lock port secret compiled

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile

run: port .venv/run secret ## serve it on http://127.0.0.1:8000 (PORT=… for another port)
	@$(MANAGE) prepare
	@$(BIN)/gunicorn -c rabat/server.py rabat.wsgi

test: .venv/dev secret compiled ## run the tests, on DATABASE_URL or else SQLite (ARGS=… for pytest)
	@$(BIN)/pytest -n 2 --dist loadfile $(ARGS)

bench: .venv/dev secret compiled ## measure pages beside what they could cost at the least (ARGS=--help)
	@command -v wrk >/dev/null || apt-get install --yes --quiet wrk
	@$(BIN)/python -m tests.bench $(ARGS)

checker: .venv/$(VNU) ## install what checks the HTML of the pages (needs npm and Java)

check: .venv/dev secret compiled ## lint, import contracts, migrations, deployment, translations
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	@$(PRODUCTION) $(MANAGE) makemigrations --check --dry-run
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python -m rabat.catalogue check

format: .venv/dev ## put the Python sources in form
	@$(BIN)/ruff check --fix --exit-zero
	@$(BIN)/ruff format

messages: .venv/dev secret ## bring the French catalogue in line with the sources (needs GNU gettext)
	@$(BIN)/python -m rabat.catalogue extract

lock: .venv/dev ## compile requirements*.txt from requirements*.in
	@$(UV_COMPILE) requirements.in -o requirements.txt
	@$(UV_COMPILE) requirements-dev.in -o requirements-dev.txt

# What the above stand on

port:
	@$(PYTHON) -m rabat.bootstrap port "$(PORT)"

secret:
	@$(PYTHON) -m rabat.bootstrap secret

compiled: .venv/run
	@$(BIN)/python -m rabat.catalogue compile
	@$(BIN)/python -m rabat.stylesheet
	@$(BIN)/python -m rabat.script

# Without scripts: it would fetch a Java of its own. No lock file, which names a registry.
.venv/$(VNU): .venv/pyvenv.cfg
	@npm install --prefix $@ --no-save --ignore-scripts --no-audit --no-fund --loglevel=error $(VNU)

.venv/pyvenv.cfg:
	@$(PYTHON) -m rabat.bootstrap python
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python lacks its venv module: on Debian, apt install python3-venv.' >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv

.venv/run: requirements.txt .venv/pyvenv.cfg
	@$(PYTHON) -m rabat.bootstrap install requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@$(PYTHON) -m rabat.bootstrap install requirements-dev.txt
	@touch $@
