"""The site as it is served, asked all that the description of the API allows, what it does not,
and what nobody should ask."""

import os
import subprocess
import sys

import pytest

from tests.browser.site import PROXY_HEADERS, ROOT, gunicorn, prepared
from tests.mutations import attack

MOST = "1000000"
LEFT_OUT = "positive_data_acceptance"  # tests.schemathesis_checks has it more precisely


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """Where the real record is served."""
    folder = tmp_path_factory.mktemp("conformance")
    with (
        prepared(folder, django_db_blocker, API_RATE_ANONYMOUS=MOST) as environment,
        gunicorn(folder, environment, refused="Invalid request from ip=") as origin,
    ):
        yield origin


def test_the_description_holds(site):
    """With all checks of schemathesis."""
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{site}/api/v1/openapi.json"),
            *("--url", site, "--max-examples", "10", "--seed", "1", "--no-color"),
            *("--exclude-checks", LEFT_OUT, "--continue-on-failure"),
            *(part for header in PROXY_HEADERS.items() for part in ("-H", ":".join(header))),
        ],
        cwd=ROOT,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.schemathesis_checks"},
        capture_output=True,
        text=True,
        timeout=900,
    )

    assert ran.returncode == 0, ran.stdout[-6000:] + ran.stderr


def test_nothing_that_can_be_asked_is_an_error_of_ours(site):
    outcome = attack(site, 1500, headers=PROXY_HEADERS)

    assert outcome.errors == []
    assert outcome.percentile(0.99) < 1
    assert {200, 400, 404, 405} <= set(outcome.statuses)
