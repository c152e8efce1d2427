"""What a checkout needs before Django can start; the Makefile calls its tasks.

The standard library only, in syntax that Python 3.6 still reads: it is told here that it is old.
"""

import os
import re
import secrets
import socket
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
# What pip writes when nothing answers, or when an index it could not reach listed no files.
OFFLINE = re.compile(r"connection|resolution|unreachable|proxy|timed out|no matching", re.I)


def check_python():
    """Stop unless this Python runs the project."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(f"Python 3.11 or later is needed, this is {found}: try PYTHON=python3.13.")


def check_port(port):
    """Stop unless a server could listen on this port of this machine."""
    if not (re.fullmatch("[0-9]{1,5}", port) and 1 <= int(port) <= 65535):
        sys.exit(f"PORT={port} is not a port: use a number from 1 to 65535.")
    try:
        with socket.socket() as probe:
            # As gunicorn does: a port that is only cooling down counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", int(port)))
    except OSError as error:
        reason = os.strerror(error.errno).lower()
        sys.exit(f"Port {port} is not free ({reason}): choose another, such as PORT=8080.")


def write_secret():
    """Give `.env` a random key of its own, for its owner's eyes only, unless it has one."""
    env = Path(".env")
    env.touch(mode=0o600)
    written = env.read_text()
    if re.search("^SECRET_KEY=", written, re.M):
        return
    with env.open("a") as file:
        file.write("\n" if written and not written.endswith("\n") else "")
        file.write(f"SECRET_KEY={secrets.token_urlsafe(64)}\n")


def install(requirements):
    """Install the packages of a requirement file into the virtual environment."""
    print(f"Installing the packages of {requirements} …", flush=True)
    log = Path(".venv/install.log")
    # --no-user: a personal pip setting must not send the packages elsewhere.
    pip = [".venv/bin/python", "-m", "pip", "install", "--quiet", "--no-user", "--require-hashes"]
    with log.open("w") as output:
        failed = subprocess.call([*pip, "-r", requirements], stdout=output, stderr=output)
    if not failed:
        return
    if OFFLINE.search(log.read_text()):
        sys.exit(f"The packages could not be downloaded: is there a network? Details: {log}")
    sys.exit(f"The packages could not be installed: {log} says why.")


TASKS = {"python": check_python, "port": check_port, "secret": write_secret, "install": install}

if __name__ == "__main__":
    try:
        TASKS[sys.argv[1]](*sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
