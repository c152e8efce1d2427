"""Markdown in the administration: the preview, and who may ask for it."""

import pytest
from django.urls import reverse

from events.admin.markdown_text import LONGEST
from events.markdown import first_tag
from tests import factories
from tests.browsing import read
from tests.personas import ANONYMOUS, PERSONAS, log_in

pytestmark = pytest.mark.django_db
PREVIEW = "/admin/events/meeting/markdown/"
MAY = {"editor", "publisher", "administrator"}


@pytest.mark.parametrize("persona", PERSONAS)
def test_preview_is_for_those_who_write(client, persona):
    status = log_in(client, persona).post(PREVIEW, {"text": "*a*"}).status_code

    expected = 200 if persona in MAY else 302 if persona == ANONYMOUS else 403
    assert status == expected


@pytest.mark.parametrize("model", ["meeting", "chairmanship", "standingpage"])
def test_preview_is_what_the_public_will_read(client, model):
    address = reverse(f"admin:events_{model}_markdown")

    answer = log_in(client, "editor").post(address, {"text": "# a\n\n[b](javascript:c) **d**"})

    html = answer.content.decode()
    assert html == "<h2>a</h2>\n<p>[b](javascript:c) <strong>d</strong></p>\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "“<script>alert(1)</script>” is HTML"),
        ("x" * (LONGEST + 1), "Ensure this value has at most 60000 characters"),
    ],
)
def test_preview_says_what_is_wrong(client, text, words):
    answer = log_in(client, "editor").post(PREVIEW, {"text": text})

    page = read(answer)
    assert (answer.status_code, page.all("script")) == (400, [])
    assert page.text.strip().startswith(words)


def test_preview_is_only_posted(client):
    assert log_in(client, "editor").get(PREVIEW).status_code == 405


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("a <b>c</b>", "<b>"),
        ("<div>\na\n</div>", "<div>"),
        ("<!-- a -->", "<!-- a -->"),
        ("a < b > c, 1 <2, <3", ""),
        ("<https://example.org/> and <a@example.org>", ""),
        ("`<b>` and\n\n    <b>", ""),
        (r"\<b>", ""),
    ],
)
def test_html_is_told_from_what_looks_like_it(text, tag):
    assert first_tag(text) == tag


def test_summary_is_rendered_on_its_page_and_plain_elsewhere(client):
    meeting = factories.MeetingFactory(
        publication="published", summary_en="Some **bold**.\n\n- one\n- two"
    )

    page = read(client.get(meeting.get_absolute_url()))

    prose = page.one("div", class_="lead")
    assert [prose.one("strong").text, *(item.text for item in prose.all("li"))] == [
        "bold",
        "one",
        "two",
    ]
    described = page.one("head").one("meta", name="description")["content"]
    assert described == "Some bold. one two"


def test_api_keeps_the_source(client):
    meeting = factories.MeetingFactory(publication="published", summary_en="Some **bold**.")

    answer = client.get(f"/api/v1/meetings/{meeting.slug}/").json()

    assert answer["summary"]["en"] == "Some **bold**."


def test_programme_stands_below_its_heading(client):
    chair = factories.ChairmanshipFactory(publication="published", programme_en="# First\n\n*a*")

    page = read(client.get(chair.get_absolute_url()))

    assert page.one("div", class_="prose").one("h3").text == "First"
    assert page.faults == []
