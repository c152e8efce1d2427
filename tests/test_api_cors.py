"""Programs in the pages of others read the API."""

import pytest

from rabat.api import limiting
from rabat.local_counts import LocalCounts

pytestmark = pytest.mark.django_db
ELSEWHERE = {"origin": "https://partner.example"}
PREFLIGHT = {
    **ELSEWHERE,
    "access-control-request-method": "GET",
    "access-control-request-headers": "authorization",
}


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/meetings/", "/api/v1/nothing/"])
def test_browsers_are_told_that_a_token_may_be_sent(client, address):
    response = client.options(address, headers=PREFLIGHT)

    told = {name: value for name, value in response.items() if name.startswith("Access-Control")}
    assert (response.status_code, response.content) == (204, b"")
    assert told == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Authorization, Accept-Language, If-None-Match",
        "Access-Control-Expose-Headers": (
            "Content-Language, ETag, RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate"
        ),
        "Access-Control-Max-Age": "86400",
    }


def test_asking_first_costs_nothing(client, settings, monkeypatch):
    settings.API_RATE_ANONYMOUS = 1
    monkeypatch.setattr(limiting, "local_counts", LocalCounts())
    for _time in range(3):
        client.options("/api/v1/", headers=PREFLIGHT)

    assert client.get("/api/v1/").status_code == 200


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("/api/v1/meetings/", {}, 200),
        ("/api/v1/meetings/?year=soon", {}, 400),
        ("/api/v1/meetings/", {"authorization": "Bearer nothing"}, 401),
        ("/api/v1/nothing/", {}, 404),
    ],
)
def test_every_answer_may_be_read(client, address, headers, status):
    response = client.get(address, headers={**ELSEWHERE, **headers})

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (status, "*")
    assert "Access-Control-Allow-Credentials" not in response
    assert "RateLimit" in response["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("address", ["/en/", "/admin/login/", "/apis/"])
def test_pages_stay_with_their_own_origin(client, address):
    assert "Access-Control-Allow-Origin" not in client.get(address, headers=ELSEWHERE)
