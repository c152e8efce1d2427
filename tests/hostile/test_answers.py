"""Whatever texts hold, the site answers as it does else, in forms that a test here looks into."""

import re
from collections import Counter

import pytest

from tests.canaries import text_fields
from tests.hostile.answers import LEFT_OUT
from tests.hostile.world import entered_models
from tests.payloads import CANARY
from tests.personas import ANONYMOUS, PERSONAS
from tests.routes import ROUTES

pytestmark = pytest.mark.django_db

# What tests/routes.py does not know: the link is open at the time of these tests, and there are
# all standing pages.
THERE = ["nomination-form", "nomination-received", "accessibility", "privacy", "languages", "data"]
OTHERWISE = dict.fromkeys(THERE, "200")
# What a text in a header may not do: end a line, or a name in quotation marks.
NAME = re.compile(r'(inline|attachment)(; filename="[^"\\\x00-\x1f]+"(; filename\*=[\w\'%.-]+)?)?')
KINDS = {
    "text/html",
    "text/plain",
    "text/csv",
    "text/calendar",
    "text/javascript",
    "application/atom+xml",
    "application/geo+json",
    "application/json",
    "application/problem+json",
    "application/pdf",
    "application/xml",
    "application/manifest+json",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def test_every_model_holds_payloads_in_every_text_that_takes_them(hostile):
    texts = {
        (model.__name__, name)
        for model in entered_models()
        for name in text_fields(model)
        if model._meta.get_field(name).editable
    }
    taken = {(one.model.__name__, one.name) for one in hostile.world.poison.taken}

    assert taken == texts
    assert {name for _model, name in hostile.world.poison.refused} == {"code", "slug", "time_zone"}


def test_most_texts_are_found_in_some_answer(hostile):
    said = [one.text for one in hostile.answers if one.kind == "text/html"]

    assert len([text for text in said if CANARY in text]) > len(said) / 2


def test_every_route_answers_as_it_does_else(hostile):
    columns = {who: PERSONAS.index(who) for who in (ANONYMOUS, "administrator")}
    plain = [one for one in hostile.answers if one.name in ROUTES and "?" not in one.address]

    expected = {str(one): ROUTES[one.name][0].split()[columns[one.who]] for one in plain}
    found = {str(one): str(one.status) for one in plain}
    assert found == expected | {str(o): OTHERWISE[o.name] for o in plain if o.name in OTHERWISE}


def test_no_question_is_too_much(hostile):
    assert [str(one) for one in hostile.answers if one.status >= 500] == []
    assert set(ROUTES) - {one.name for one in hostile.answers} == LEFT_OUT


def test_every_form_of_answer_is_looked_into(hostile):
    assert {one.kind for one in hostile.answers if one.content} == KINDS


def test_no_header_holds_what_a_text_says(hostile):
    held = [
        (str(one), name, value)
        for one in hostile.answers
        for name, value in one.headers.items()
        if CANARY in value and name != "Content-Disposition"
    ]

    assert held == []


def test_no_name_of_a_file_can_be_ended_by_a_text(hostile):
    names = Counter(
        one.headers["Content-Disposition"]
        for one in hostile.answers
        if "Content-Disposition" in one.headers
    )

    assert any(CANARY in name for name in names)  # of a person's name, its letters alone
    assert [name for name in names if not NAME.fullmatch(name)] == []


@pytest.mark.parametrize("header", ["X-Content-Type-Options", "Content-Security-Policy"])
def test_every_answer_forbids_to_take_it_for_something_else(hostile, header):
    assert [str(one) for one in hostile.answers if header not in one.headers] == []
