"""The policies that come with every answer."""

from copy import deepcopy

import pytest

from rabat.headers import CONTENT_SECURITY_POLICY
from tests.every_route import address_of, every_route, make_world
from tests.personas import log_in

pytestmark = pytest.mark.django_db

FRAMEABLE = {"meeting-embed"}


@pytest.mark.parametrize("address", ["/en/", "/fr/reunions/", "/api/v1/", "/admin/login/", "/none"])
def test_every_answer_brings_the_policies(client, address):
    response = client.get(address)
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/meetings/", "/fr/partenaires/"])
def test_public_pages_set_no_cookie(client, address):
    assert client.get(address).cookies == {}


def framing(response) -> tuple[str | None, list[str]]:
    """What an answer says about frames: the old header, and who may by the policy."""
    directives = [part.split() for part in response["Content-Security-Policy"].split("; ")]
    (ancestors,) = [words[1:] for words in directives if words[0] == "frame-ancestors"]
    return response.headers.get("X-Frame-Options"), ancestors


@pytest.mark.parametrize("persona", ["anonymous", "administrator"])
def test_one_route_alone_may_stand_in_frames_of_other_sites(client, persona):
    world, routes = make_world(), every_route()
    log_in(client, persona)
    cookies = deepcopy(client.cookies)

    said = {}
    for name, arguments in routes.items():
        response = client.get(address_of(name, arguments, world))
        client.cookies = deepcopy(cookies)
        if response.streaming:
            b"".join(response)  # closes the file
        said[name] = framing(response)

    refused = dict.fromkeys(routes.keys() - FRAMEABLE, ("DENY", ["'none'"]))
    assert said == refused | dict.fromkeys(FRAMEABLE, (None, ["*"]))


@pytest.mark.parametrize("address", ["/en/nothing/", "/api/v1/nothing/", "/en/meetings/?year=soon"])
def test_what_cannot_be_answered_stands_in_no_frame(client, address):
    assert framing(client.get(address)) == ("DENY", ["'none'"])
