"""A PostgreSQL of a test's own, and a replica of it that can be held back."""

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.tools import needed

PRIMARY, REPLICA = 5441, 5442  # names of sockets: nothing listens on the network


def programs() -> Path:
    """Where the newest server's programs are; skips the test, or in CI fails it, without them."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts)
    return needed(found, "PostgreSQL’s initdb (apt install postgresql)")[-1].parent


class Cluster:
    """A server whose socket is in `folder`, with its data below."""

    def __init__(self, folder: Path, port: int):
        self.folder, self.port = folder, port
        self.data, self.log = folder / f"data-{port}", folder / f"log-{port}"

    @property
    def url(self) -> str:
        return f"postgres://postgres@/site?host={self.folder}&port={self.port}"

    def start(self):
        options = f"-k {self.folder} -p {self.port} -c listen_addresses= -c log_statement=all"
        options += " -c fsync=off -c wal_level=replica -c max_wal_senders=4"
        self.run(
            "pg_ctl", f"--log={self.log}", "--wait", "--silent", f"--options={options}", "start"
        )

    def stop(self):
        self.run("pg_ctl", "--mode=immediate", "--silent", "stop")

    def run(self, program: str, *arguments: str):
        """As the user that owns the data: PostgreSQL refuses to run as root."""
        owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        place = ["env", f"PGDATA={self.data}"]
        command = [*owner, *place, str(programs() / program), *arguments]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)

    def ask(self, statement: str) -> str:
        command = ["psql", "--quiet", "--tuples-only", "--no-align", "--command", statement]
        where = [f"host={self.folder} port={self.port} user=postgres dbname=site"]
        asked = subprocess.run([*command, *where], check=True, capture_output=True, text=True)
        return asked.stdout.strip()

    def statements(self) -> str:
        """What it was asked so far."""
        return self.log.read_text()


@contextmanager
def primary_and_replica():
    """Two servers with an empty database `site`, the second following the first."""
    folder = Path(tempfile.mkdtemp())  # short: the path of a socket has 107 bytes
    folder.chmod(0o755)
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    primary, replica = Cluster(folder, PRIMARY), Cluster(folder, REPLICA)
    try:
        primary.run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8")
        primary.start()
        socket = [f"--host={folder}", f"--port={PRIMARY}", "--username=postgres"]
        primary.run("createdb", *socket, "site")
        copied = [f"--pgdata={replica.data}", "--write-recovery-conf", "--checkpoint=fast"]
        primary.run("pg_basebackup", *socket, *copied)
        replica.start()
        yield primary, replica
    finally:
        for cluster in (replica, primary):
            if (cluster.data / "postmaster.pid").exists():
                cluster.stop()
        shutil.rmtree(folder)


def wait_for_replay(primary: Cluster, replica: Cluster):
    """Until the replica has followed."""
    position = primary.ask("SELECT pg_current_wal_lsn()")
    for _ in range(200):
        if replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'") == "t":
            return
        time.sleep(0.05)
    pytest.fail("The replica does not follow.")
