"""The policies that come with every answer."""

import pytest

from rabat.headers import CONTENT_SECURITY_POLICY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/en/", "/fr/reunions/", "/api/v1/", "/admin/login/", "/none"])
def test_every_answer_brings_the_policies(client, address):
    response = client.get(address)
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize("address", ["/en/", "/fr/", "/en/meetings/", "/fr/partenaires/"])
def test_public_pages_set_no_cookie(client, address):
    assert client.get(address).cookies == {}
