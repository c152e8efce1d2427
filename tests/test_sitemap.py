"""What robots, browsers and security researchers look for: sitemap, robots.txt and their like."""

import datetime
from xml.etree import ElementTree as ET

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rabat.env import read_contact
from rabat.wellknown import expiry
from tests.browsing import ORIGIN
from tests.factories import (
    ActionFactory,
    ActionPlanFactory,
    AreaFactory,
    ChairmanshipFactory,
    DocumentFactory,
    MeetingFactory,
    ObjectiveFactory,
    PartnerFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
LISTS = {
    ("/en/", "/fr/"),
    ("/en/meetings/", "/fr/reunions/"),
    ("/en/meetings/calendar/", "/fr/reunions/calendrier/"),
    ("/en/action-plans/", "/fr/plans-d-action/"),
    ("/en/partners/", "/fr/partenaires/"),
    ("/en/chairmanships/", "/fr/presidences/"),
    ("/en/documents/", "/fr/documents/"),
}
DETAILS = {
    ("/en/meetings/one/", "/fr/reunions/one/"),
    ("/en/action-plans/one/", "/fr/plans-d-action/one/"),
    ("/en/action-plans/one/area-1/", "/fr/plans-d-action/one/area-1/"),
    ("/en/action-plans/one/objective-5b/", "/fr/plans-d-action/one/objective-5b/"),
    ("/en/action-plans/one/action-16/", "/fr/plans-d-action/one/action-16/"),
    ("/en/partners/ML/", "/fr/partenaires/ML/"),
    ("/en/chairmanships/one/", "/fr/presidences/one/"),
    ("/en/documents/one/", "/fr/documents/one/"),
}


def one_of_each(**fields):
    MeetingFactory(slug="one", **fields)
    plan = ActionPlanFactory(slug="one", **fields)
    AreaFactory(plan=plan, number=1, title_fr="Protéger")
    ObjectiveFactory(plan=plan, number=5, part="b", title_en="")
    ActionFactory(plan=plan, number=16, title_fr="Former")
    mali = PartnerFactory(code="ML", **fields)
    ChairmanshipFactory(slug="one", partner=mali, **fields)
    DocumentFactory(slug="one", **fields)


def sitemap(client) -> dict[str, ET.Element]:
    """The entries by their addresses, without the origin."""
    found = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 # our own
    urls = found.findall(f"{SITE}url")
    entries = {url.findtext(f"{SITE}loc").removeprefix(ORIGIN): url for url in urls}
    assert len(entries) == len(urls)
    return entries


def test_sitemap_names_every_page_in_every_language(client):
    one_of_each()

    assert set(sitemap(client)) == {address for pair in LISTS | DETAILS for address in pair}


def test_sitemap_names_the_other_languages_and_the_way_to_the_browsers_own(client):
    one_of_each()

    told = {
        address: {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        for address, url in sitemap(client).items()
    }

    wanted = {}
    for english, french in LISTS | DETAILS:
        neither = ORIGIN + english.removeprefix("/en")
        links = {"en": ORIGIN + english, "fr": ORIGIN + french, "x-default": neither}
        wanted |= {english: links, french: links}
    assert {address: told[address] for address in wanted} == wanted


def test_sitemap_leaves_out_the_language_that_a_record_lacks(client):
    MeetingFactory(slug="one", title_fr="")

    found = sitemap(client)

    (english,) = [address for address in found if address.endswith("/one/")]
    named = {link.get("hreflang") for link in found[english].findall(LINK)}
    assert (english, named) == ("/en/meetings/one/", {"en", "x-default"})


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_sitemap_names_nothing_unpublished(client, publication):
    one_of_each(publication=publication)

    assert set(sitemap(client)) & {address for pair in DETAILS for address in pair} == set()


def test_sitemap_tells_when_a_record_was_changed(client, time_machine):
    time_machine.move_to("2024-02-29T10:00Z")
    MeetingFactory(slug="one")
    time_machine.move_to("2024-06-15T10:00Z")

    found = sitemap(client)

    told = [found[address].findtext(f"{SITE}lastmod") for address in ("/fr/reunions/one/", "/en/")]
    assert told == ["2024-02-29", None]


def test_sitemap_leads_to_pages_that_are_there(client):
    one_of_each()

    answers = {address: client.get(address).status_code for address in sitemap(client)}

    assert set(answers.values()) == {200}


@pytest.mark.parametrize("each", [1, 3])
def test_sitemap_costs_as_many_queries_for_three_records_as_for_one(client, each):
    for factory in (MeetingFactory, ChairmanshipFactory, DocumentFactory):
        factory.create_batch(each)
    for factory in (AreaFactory, ObjectiveFactory, ActionFactory):
        factory.create_batch(each)

    with CaptureQueriesContext(connection) as queries:
        client.get("/sitemap.xml")

    assert len(queries) == 10


@pytest.mark.parametrize("page", ["2", "0", "x", "%00", "-1", "9" * 30])
def test_sitemap_has_no_other_pages(client, page):
    assert client.get(f"/sitemap.xml?p={page}").status_code == 404


# Robots


def test_robots_may_read_all_but_the_administration(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\n\nSitemap: http://testserver/sitemap.xml\n"
    )


# Security


def test_security_address_is_told_when_there_is_one(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@rabat.example"

    response = client.get("/.well-known/security.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Contact: mailto:security@rabat.example\n"
        "Expires: 2025-06-01T00:00:00Z\n"
        "Preferred-Languages: en, fr\n"
        "Canonical: http://testserver/.well-known/security.txt\n"
    )


def test_security_file_is_missing_without_an_address(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2024-02-29", "2025-02-01"), ("2024-03-01", "2025-03-01"), ("2024-12-31", "2025-12-01")],
)
def test_security_file_expires_within_a_year(today, expected):
    assert expiry(datetime.date.fromisoformat(today)).isoformat() == expected


@pytest.mark.parametrize("text", ["", "mailto:a@b.example", "https://rabat.example/report"])
def test_read_contact_takes_addresses_to_write_to(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    assert read_contact("RABAT_TEST") == text


@pytest.mark.parametrize(
    "text",
    [
        *("a@b.example", "mailto:a", "http://rabat.example", "https://", "tel:+32"),
        *("mailto:a@b.example\nContact: x", "mailto:a b@c.example", "javascript:alert(1)"),
    ],
)
def test_read_contact_refuses_anything_else(monkeypatch, text):
    monkeypatch.setenv("RABAT_TEST", text)
    with pytest.raises(ImproperlyConfigured, match=r"^RABAT_TEST="):
        read_contact("RABAT_TEST")


# Telephones


@pytest.mark.parametrize(
    ("language", "name", "short"),
    [
        (
            "en",
            "Rabat Process – Euro-African Dialogue on Migration and Development",
            "Rabat Process",
        ),
        (
            "fr",
            "Processus de Rabat – Dialogue euro-africain sur la migration et le développement",
            "Processus de Rabat",
        ),
    ],
)
def test_manifest_is_in_the_language_of_its_address(client, language, name, short):
    response = client.get(f"/{language}/manifest.webmanifest", headers={"accept-language": "de"})

    assert response["Content-Type"] == "application/manifest+json"
    assert response.json() == {
        "id": f"/{language}/",
        "name": name,
        "short_name": short,
        "lang": language,
        "dir": "ltr",
        "start_url": f"/{language}/",
        "display": "minimal-ui",
        "icons": [{"src": "/static/icon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }


@pytest.mark.parametrize(
    "address",
    ["/robots.txt", "/sitemap.xml", "/en/manifest.webmanifest", "/.well-known/security.txt"],
)
def test_files_for_robots_set_no_cookie(client, settings, address):
    settings.SECURITY_CONTACT = "mailto:security@rabat.example"

    assert client.get(address).cookies == {}
