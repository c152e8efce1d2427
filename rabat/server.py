"""gunicorn's configuration: `gunicorn -c rabat/server.py rabat.wsgi`."""

import os
import sys

from rabat.env import read_int
from rabat.settings import DATABASES

port = read_int("PORT", 8000, minimum=1, maximum=65535)
bind = f"127.0.0.1:{port}"
# The embedded database takes one writer at a time: further processes would only wait for it.
embedded = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
workers = read_int("WEB_WORKERS", 1 if embedded else os.cpu_count(), minimum=1, maximum=64)
worker_class = "gthread"
threads = 8
keepalive = 5
graceful_timeout = 30
limit_request_line = 8190
loglevel = "warning"
# Loaded before the first worker: what does not start fails here, and `when_ready` means ready.
preload_app = True
# No file in the home folder for a remote control that nobody uses.
control_socket_disable = True


def when_ready(server):
    where = server.LISTENERS[0]  # --bind may have named another place than this file
    print(f"The Rabat Process is at {where}/ (administration: {where}/admin/). Ctrl-C ends it.")
    sys.stdout.flush()
