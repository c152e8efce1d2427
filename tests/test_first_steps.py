"""The first steps of the page about the API run as they stand there."""

import csv
import html
import json
import re
import shutil
import subprocess
import sys

import pytest

from rabat.api.description.views import SNIPPETS
from tests.browser.tools import needed
from tests.factories import MeetingFactory, MeetingTypeFactory, PartnerFactory

pytestmark = pytest.mark.django_db(transaction=True)

SHOWN = re.compile(r"<pre[^>]*><code>(.*?)</code></pre>", re.S)


@pytest.fixture
def run(live_server, client, tmp_path):
    """Runs what the page shows for a language; answers what it said."""

    def run(name: str, *program: str) -> str:
        page = client.get(
            "/en/data/api/", headers={"host": live_server.url.removeprefix("http://")}
        )
        texts = dict(zip(SNIPPETS, SHOWN.findall(page.text), strict=True))
        file = tmp_path / "step"
        file.write_text(html.unescape(texts[name]), encoding="utf-8")
        done = subprocess.run(
            [*program, file], cwd=tmp_path, capture_output=True, text=True, timeout=120
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    return run


@pytest.fixture(autouse=True)
def meetings():
    type_ = MeetingTypeFactory(name_en="Workshop")
    MeetingFactory(type=type_, title_en="Held in spring", start_date="2023-04-01")
    MeetingFactory(type=type_, title_en="Held in summer", start_date="2022-07-01")
    MeetingFactory(type=type_, title_en="To come", start_date="2099-07-01", status="planned")
    PartnerFactory()


def test_curl(run, tmp_path):
    first = json.loads(run("curl", "bash"))
    assert first["results"] == [
        {"title": "To come", "title_lang": "en", "start_date": "2099-07-01"}
    ]
    with (tmp_path / "meetings-2023.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == ["Held in spring"]
    partners = (tmp_path / "partners.json").read_bytes()
    assert json.loads(partners)["count"] == 1

    run("curl", "bash")

    assert (tmp_path / "partners.json").read_bytes() in (partners, b"")


def test_python(run):
    assert run("Python", sys.executable).splitlines() == [
        "2023-04-01 Held in spring",
        "2022-07-01 Held in summer",
    ]


def test_r(run):
    rscript = needed(shutil.which("Rscript"), "R (apt install r-base-core)")

    table = run("R", rscript, "--vanilla").split()

    assert table == ["2022", "2023", "2099", "Workshop", "1", "1", "1"]
