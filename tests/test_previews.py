"""Previews: the public page of what is not public, for staff and for whoever holds a link."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from actionplan.models import ActionPlan
from actionplan.preview_links import token_for
from events.models import Chairmanship, Document, Meeting, Partner
from tests import factories
from tests.admin_forms import data_of
from tests.browsing import read
from tests.canaries import CANARY, SEALED, Nest
from tests.personas import STAFF, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15 12:00Z")]
PUBLISHABLE = [ActionPlan, Chairmanship, Document, Meeting, Partner]
NOW = datetime.datetime(2024, 6, 15, 12, tzinfo=datetime.UTC)


def make(model, **values):
    if model is ActionPlan:
        values = {"stated_areas": 5, **values}
    return getattr(factories, f"{model.__name__}Factory")(**values)


def address(obj, page):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_{page}", args=[obj.pk])


def shared(obj, days=7, language="en"):
    path = {"en": "preview", "fr": "apercu"}[language]
    return f"/{language}/{path}/{token_for(obj, days)}/"


def is_sealed(response):
    """Whether it is kept nowhere, found by nobody, and its address told to nobody."""
    kept = {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    return kept and (response["X-Robots-Tag"], response["Referrer-Policy"]) == (
        "noindex",
        "no-referrer",
    )


BANNER = {"en": "Preview – not public", "fr": "Aperçu – non public"}


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("model", PUBLISHABLE)
def test_a_link_shows_the_public_page_in_both_languages(client, model, language, state):
    obj = make(model, publication=state)
    response = client.get(shared(obj, language=language))
    page = read(response)
    assert (response.status_code, is_sealed(response)) == (200, True)
    assert page.one("html")["lang"] == language
    assert BANNER[language] in page.one("div", class_="preview-banner").text
    assert [one["content"] for one in page.all("meta") if one["name"] == "robots"] == ["noindex"]
    assert client.cookies == {}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("persona", "model"),
    [*((persona, Meeting) for persona in STAFF), *(("reader", model) for model in PUBLISHABLE[:3])],
)
def test_staff_see_the_preview_in_both_languages(client, model, language, persona):
    obj = make(model, publication="draft")
    log_in(client, persona)
    response = client.get(address(obj, "preview"), {"language": language})
    assert (response.status_code, is_sealed(response)) == (200, True)
    assert response["Content-Language"] == language
    page = read(response)
    assert BANNER[language] in page.one("div", class_="preview-banner").text
    assert address(obj, "publication") in [link["href"] for link in page.all("a")]


def test_a_preview_switches_language_where_it_is(client):
    draft = make(Meeting, publication="draft")
    page = read(client.get(shared(draft)))
    (other,) = page.one("ul", class_="language-switch").all("a")
    assert read(client.get(other["href"])).one("html")["lang"] == "fr"


@pytest.mark.parametrize("language", ["de", "\0", ""])
def test_staff_previews_are_in_the_languages_there_are(client, language):
    draft = make(Meeting, publication="draft")
    log_in(client, "reader")
    assert client.get(address(draft, "preview"), {"language": language}).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_previews_are_for_reading(client, method):
    draft = make(Meeting, publication="draft")
    assert getattr(client, method)(shared(draft)).status_code == 405
    log_in(client, "administrator")
    assert getattr(client, method)(address(draft, "preview")).status_code == 405


# The end of a link


@pytest.mark.parametrize("days", [1, 7, 30])
def test_a_link_holds_for_its_days(client, time_machine, days):
    link = shared(make(Meeting, publication="draft", title_en="Zebra"), days)

    time_machine.move_to(NOW + datetime.timedelta(days=days, minutes=-5))
    assert client.get(link).status_code == 200

    time_machine.move_to(NOW + datetime.timedelta(days=days, minutes=5))
    ended = client.get(link)
    assert (ended.status_code, is_sealed(ended)) == (410, True)
    assert "Zebra" not in ended.content.decode()


def test_a_link_ends_when_staff_end_it(client):
    draft = make(Meeting, publication="draft", title_en="Zebra")
    link = shared(draft)
    log_in(client, "editor").post(address(draft, "publication"), {"act": "end"})
    client.logout()
    ended = client.get(link)
    assert (ended.status_code, is_sealed(ended)) == (410, True)
    assert "Zebra" not in ended.content.decode()
    draft.refresh_from_db()
    assert client.get(shared(draft)).status_code == 200


def test_a_link_from_before_does_not_show_what_was_withdrawn(client):
    draft = make(Meeting, publication="draft")
    link = shared(draft)
    draft.publish()
    draft.save()
    draft.withdraw()
    draft.save()
    assert client.get(link).status_code == 410


def test_a_link_leads_to_the_page_once_there_is_one(client):
    meeting = make(Meeting)
    response = client.get(shared(meeting))
    assert (response.status_code, response["Location"]) == (302, meeting.get_absolute_url())


def test_a_link_ends_with_its_record(client):
    draft = make(Meeting, publication="draft")
    link = shared(draft)
    draft.delete()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("ended", [True, False])
def test_a_record_brought_back_waits_for_nothing_and_its_links_stay_ended(client, ended):
    draft = make(Meeting, publication="draft", publish_at=NOW + datetime.timedelta(days=1))
    link = shared(draft)
    log_in(client, "publisher")
    if ended:
        client.post(address(draft, "publication"), {"act": "end"})
    Meeting.objects.get().delete()
    version = Meeting.history.get(history_type="+")
    page = reverse("admin:events_meeting_simple_history", args=[version.id, version.pk])

    response = client.post(page, data_of(client.get(page)))

    assert response.status_code == 302
    assert Meeting.objects.get().publish_at is None
    client.logout()
    assert client.get(link).status_code == 410


def test_a_link_shows_nothing_of_a_partner_who_is_not_published(client):
    turn = make(Chairmanship, publication="draft", partner__publication="draft")
    assert client.get(shared(turn)).status_code == 410


def tampered(token: str) -> list[str]:
    first, _colon, rest = token.partition(":")
    return [
        "x",
        token[:-1],
        f"{token}A",
        f"{first[:-1]}x:{rest}",
        f":{rest}",
        "é",
        "%00",
        "a" * 2000,
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_link_that_was_tampered_with_says_nothing(client, number):
    token = tampered(token_for(make(Meeting, publication="draft", title_en="Zebra"), 7))[number]
    response = client.get(f"/en/preview/{token}/")
    assert (response.status_code, is_sealed(response)) == (404, True)
    assert "Zebra" not in response.content.decode()


def test_a_link_of_another_purpose_is_none(client, settings):
    link = shared(make(Meeting, publication="draft"))
    settings.SECRET_KEY = "another secret of the same length, or so it is hoped, at least"
    assert client.get(link).status_code == 404


# Making links


def test_links_are_made_by_editors_and_noted(client):
    draft = make(Meeting, publication="draft")
    data = {"act": "share", "days": 7}
    response = log_in(client, "editor").post(address(draft, "publication"), data)
    links = dict(response.context["link"].links)
    client.logout()
    assert {code: client.get(link).status_code for code, link in links.items()} == {
        "en": 200,
        "fr": 200,
    }
    assert LogEntry.objects.get().change_message == "Preview link for 7 days"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("days", ["", "0", "2", "-1", "10000000000", "\0", "x"])
def test_links_hold_for_the_days_on_offer_only(client, days):
    draft = make(Meeting, publication="draft")
    log_in(client, "editor")
    response = client.post(address(draft, "publication"), {"act": "share", "days": days})
    assert response.context["link"].errors
    assert not LogEntry.objects.exists()


# What a preview shows


def test_a_preview_shows_the_published_documents_that_would_come_along(client):
    draft = make(Meeting, publication="draft")
    make(Document, meeting=draft, title_en="Agenda")
    make(Document, meeting=draft, title_en="Unfinished", publication="draft")
    text = client.get(shared(draft)).content.decode()
    assert ("Agenda" in text, "Unfinished" in text) == (True, False)


def test_a_preview_of_a_document_does_not_name_the_draft_it_belongs_to(client):
    draft = make(Meeting, publication="draft", title_en="Zebra")
    document = make(Document, meeting=draft, publication="draft", title_en="Agenda")
    text = client.get(shared(document)).content.decode()
    assert ("Agenda" in text, "Zebra" in text) == (True, False)


def test_files_of_a_draft_stay_closed_to_those_with_a_link(client):
    document = make(Document, publication="draft")
    version = factories.DocumentVersionFactory(document=document, url="", file="documents/a.pdf")
    assert client.get(shared(document)).status_code == 200
    assert client.get(reverse("document-file", args=[version.pk])).status_code == 404


@pytest.mark.parametrize("name", ["plan", "country", "turn", "meeting", "document"])
def test_a_preview_tells_of_no_other_draft_and_nothing_that_is_for_staff(client, name):
    record = getattr(Nest(), name)
    record.publication = "draft"
    record.save()
    response = client.get(shared(record))
    text = response.content.decode()
    assert response.status_code == 200
    assert (CANARY in text.lower(), SEALED in text) == (False, False)


def test_previews_are_on_no_map_of_the_site(client):
    make(Meeting, publication="draft", slug="zebra")
    for page in ("/robots.txt", "/sitemap.xml"):
        text = client.get(page).content.decode()
        assert ("preview" in text, "zebra" in text) == (False, False)
