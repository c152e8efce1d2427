"""A server of one process, and what it spends."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.bench.databases import ROOT

TICKS = os.sysconf("SC_CLK_TCK")


class Worker:
    """The process that answers."""

    def __init__(self, origin: str, master: int):
        self.origin, self.master = origin, master

    @property
    def process(self) -> Path:
        """In /proc; of a server without children, itself."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        return Path(f"/proc/{children[-1] if children else self.master}")

    def cpu_seconds(self) -> float:
        """Of the program and of the kernel for it, since it began (proc(5), fields 14 and 15)."""
        fields = (self.process / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def megabytes(self) -> float:
        """In memory now."""
        lines = (self.process / "status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


@contextmanager
def serving(command: list[str], environment: dict[str, str]):
    """Answers the worker once it takes requests. {port} in the command is a free one."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    words = [sys.executable, "-m", *(word.format(port=port) for word in command)]
    environment = environment | {"PORT": port}
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(int(port))
            yield Worker(f"http://127.0.0.1:{port}", server.pid)
        finally:
            server.terminate()


def wait_for(port: int):
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            time.sleep(1)  # until its worker is there
            return
    raise TimeoutError(f"No server at port {port}.")
