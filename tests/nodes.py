"""Several servers behind nginx, as README has it for more visitors than one can answer."""

import http.client
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.site import free_port
from tests.browser.tools import needed

# Each answer says in X-Node who gave it. Nginx turns to the next where one is not there.
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log warn;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream nodes {{ {nodes} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://nodes;
            proxy_connect_timeout 2s;
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-Proto https;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            add_header X-Node $upstream_addr always;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Answer:
    """What was answered, and by which node: the last that nginx tried."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def node(self) -> str:
        return self.headers["X-Node"].rpartition(", ")[2]


class Balancer:
    """Nginx at a port of its own."""

    def __init__(self, port: int):
        self.port = port

    def get(self, path: str, **headers: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            return Answer(answer.status, dict(answer.headers), answer.read().decode())
        finally:
            line.close()

    def from_each(self, path: str, count: int = 2, **headers: str) -> dict[str, Answer]:
        """The first answer of each node."""
        found = {}
        for _time in range(20 * count):
            answer = self.get(path, **headers)
            found.setdefault(answer.node, answer)
            if len(found) == count:
                return found
        raise AssertionError(f"Only {set(found)} answered.")


@contextmanager
def balanced(folder: Path, origins: list[str]):
    """Nginx before servers."""
    program = needed(shutil.which("nginx", path="/usr/sbin:/usr/bin"), "nginx (apt install nginx)")
    port = free_port()
    nodes = " ".join(f"server {urlsplit(origin).netloc} max_fails=1;" for origin in origins)
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, nodes=nodes, port=port))
    command = [program, "-e", folder / "nginx.log", "-c", file]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        try:
            _wait_for(port)
            yield Balancer(port)
        finally:
            process.terminate()


def _wait_for(port: int):
    for _time in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx did not start")
