"""Every route of the project × every persona, as the table in tests/routes.py says."""

from copy import deepcopy

import pytest
from django.db import transaction

from tests.every_route import address_of, every_route, make_world
from tests.personas import PERSONAS, log_in
from tests.routes import ROUTES

GET, POST = 0, 1


def status(client, method: int, address: str) -> str:
    """The status of the answer; whatever it changed is undone."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.post(address, {}) if method == POST else client.get(address)
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response)  # closes the file
    client.cookies = cookies
    return str(response.status_code)


def statuses(client, persona: str, method: int) -> dict[str, str]:
    world = make_world()
    log_in(client, persona)
    client.raise_request_exception = False
    return {
        name: status(client, method, address_of(name, arguments, world))
        for name, arguments in every_route().items()
    }


@pytest.mark.django_db
@pytest.mark.parametrize("method", [GET, POST], ids=["get", "post"])
@pytest.mark.parametrize("persona", PERSONAS)
def test_route_answers_each_persona_as_the_table_says(client, persona, method):
    column = PERSONAS.index(persona)

    found = statuses(client, persona, method)

    expected = {name: row[method].split()[column] for name, row in ROUTES.items()}
    assert {name: found[name] for name in expected if name in found} == expected


@pytest.mark.django_db
def test_table_has_a_row_for_every_route(client):
    missing = [name for name in every_route() if name not in ROUTES]

    rows = "\n".join(f'    "{name}": ("… six for GET", "… six for POST"),' for name in missing)
    assert not missing, f"Check who may do what, then add to tests/routes.py:\n{rows}"


def test_table_has_no_row_for_a_route_that_is_gone():
    assert [name for name in ROUTES if name not in every_route()] == []
