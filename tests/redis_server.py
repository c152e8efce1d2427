"""A Redis of the tests' own, which can end and come back, and servers that are none."""

import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager

import redis
from django.conf import settings

from rabat import shared_cache
from tests.browser.tools import needed


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class RedisServer:
    """At a port of its own, empty at each start."""

    def __init__(self):
        self.program = needed(shutil.which("redis-server"), "Redis (apt install redis-server)")
        self.port, self.process = free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", "/"]
        self.process = subprocess.Popen([self.program, *options], stdout=subprocess.DEVNULL)
        with redis.Redis(port=self.port) as client:
            for _time in range(200):
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    time.sleep(0.05)
        raise AssertionError("Redis did not start")

    def end(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def caches_at(url: str) -> dict:
    """The setting CACHES of a server with Redis there."""
    shared = {"BACKEND": "rabat.shared_cache.SharedCache", "LOCATION": url}
    return {
        **settings.CACHES,
        "default": shared,
        "shared_answers": shared | {"KEY_PREFIX": "answers"},
    }


def forget_servers():
    """Close the connections of the caches, and forget which servers did not answer."""
    for client in shared_cache._clients.values():
        for pool in client._pools.values():
            pool.disconnect()
    shared_cache._clients.clear()
    shared_cache._breakers.clear()


def closed() -> str:
    """The address of a port at which nobody listens."""
    return f"redis://127.0.0.1:{free_port()}/0"


@contextmanager
def black_hole():
    """The address of a server that takes every connection and never says anything."""
    taken = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take():
            while True:
                try:
                    taken.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    for one in taken:
        one.close()
