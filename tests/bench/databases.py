"""Databases of so many published meetings, made once and found again by the next run."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ROOT / ".bench"
SERVER = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
USER, PASSWORD = "bench", "bench-only-on-this-machine"
MAKE_USER = f"""
from django.contrib.auth import get_user_model
users = get_user_model().objects
users.filter(username="{USER}").exists() or users.create_superuser("{USER}", password="{PASSWORD}")
"""


@dataclass(frozen=True)
class Database:
    """One of a kind, sqlite or postgresql, with so many meetings."""

    kind: str
    size: int

    @property
    def url(self) -> str:
        if self.kind == "sqlite":
            return f"sqlite:///{KEPT}/{self.size}.sqlite3"
        return f"{SERVER}/rabat_bench_{self.size}"

    @property
    def environment(self) -> dict[str, str]:
        """Of a server and of commands on it: that of production, without HTTPS."""
        return {
            **os.environ,
            "API_RATE_ANONYMOUS": "1000000",
            "DATABASE_URL": self.url,
            "DEBUG": "off",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "EMAIL_URL": f"filemail://{KEPT}/mail",
            "MEDIA_ROOT": str(KEPT / "media"),
            "REQUIRE_SECOND_FACTOR": "off",
            "SECRET_KEY": "only-for-measuring-" + "k3y" * 20,
            "WEB_WORKERS": "1",
            "WORK_ALONG": "off",
        }

    def make(self):
        """Make it, unless an earlier run has."""
        done = KEPT / f"{self.kind}-{self.size}.done"
        if done.exists() and self.is_there():
            return
        KEPT.mkdir(exist_ok=True)
        if self.kind == "postgresql":
            for statement in ("DROP DATABASE IF EXISTS", "CREATE DATABASE"):
                self.on_server(f'{statement} "{self.url.rpartition("/")[2]}"')
        else:
            Path(self.url.removeprefix("sqlite:///")).unlink(missing_ok=True)
        self.manage("migrate", "--verbosity=0")
        self.manage("createcachetable")
        self.manage("apply_groups", "--verbosity=0")
        self.manage("generate_meetings", str(self.size))
        self.manage("load_standing_pages", "--verbosity=0")
        self.manage("shell", "--verbosity=0", "--command", MAKE_USER)
        if self.kind == "postgresql":
            self.on_server("VACUUM ANALYZE", self.url)
        done.touch()

    def is_there(self) -> bool:
        if self.kind == "sqlite":
            return Path(self.url.removeprefix("sqlite:///")).exists()
        name = self.url.rpartition("/")[2]
        asked = f"SELECT 1 FROM pg_database WHERE datname = '{name}'"  # noqa: S608
        return "1" in self.on_server(asked)

    def on_server(self, statement: str, url: str = f"{SERVER}/postgres") -> str:
        command = ["psql", "--quiet", "--tuples-only", "--command", statement, url]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def manage(self, *command: str):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True
        )
