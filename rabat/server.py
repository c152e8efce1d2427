"""gunicorn's configuration: `gunicorn -c rabat/server.py rabat.wsgi`.

granian, which `make bench` measures beside it, spends about a fifth less of the processor on
answers that are kept and as much on others, takes 20 MB more of memory, and has no place for what
begins and ends with a worker here.
"""

import os
import sys
import threading

from django.core.management import call_command

from rabat.env import read_bool, read_int
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
# What waits in the background is done by the way; `off` where `manage.py work` is a service.
works = read_bool("WORK_ALONG", True)
stop = threading.Event()
# No file in the home folder for a remote control that nobody uses.
control_socket_disable = True


def when_ready(server):
    where = server.LISTENERS[0]  # --bind may have named another place than this file
    print(f"The Rabat Process is at {where}/ (administration: {where}/admin/). Ctrl-C ends it.")
    sys.stdout.flush()


def post_worker_init(worker):
    if works:
        thread = threading.Thread(target=call_command, args=["work"], kwargs={"stop": stop})
        thread.daemon = True  # a letter half sent does not keep the server from ending for ever
        thread.start()
        worker.background = thread


def worker_exit(server, worker):
    stop.set()
    if thread := getattr(worker, "background", None):
        thread.join(graceful_timeout)
