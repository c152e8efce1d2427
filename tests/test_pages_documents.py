"""The pages of documents, and their files."""

import datetime

import pytest
from django.core.files.base import ContentFile

from tests.browsing import read
from tests.factories import (
    ActionPlanFactory,
    ChairmanshipFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
)

pytestmark = pytest.mark.django_db


def page_of(client, document):
    return read(client.get(f"/en/documents/{document.slug}/"))


def kept(name: str = "report.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.7", name)


def test_documents_are_listed_latest_first_those_without_a_date_last(client):
    for title, year in [("2021", 2021), ("some time", None), ("2023", 2023)]:
        date = year and datetime.date(year, 1, 1)
        precision = "year" if year else "unknown"
        DocumentFactory(title_en=title, date=date, date_precision=precision)

    links = read(client.get("/en/documents/")).all("li", class_="document-item")

    assert [one.one("a").text for one in links] == ["2023", "2021", "some time"]


def test_twenty_documents_are_on_a_page(client):
    DocumentFactory.create_batch(21)

    pages = [read(client.get(f"/en/documents/?page={page}")) for page in (1, 2)]

    assert [len(page.all("li", class_="document-item")) for page in pages] == [20, 1]


def test_an_item_of_the_list_says_what_it_is_and_in_which_languages(client):
    document = DocumentFactory(
        title_en="Declaration",
        kind__name_en="text",
        date=datetime.date(2022, 12, 1),
        date_precision="month",
    )
    for language in ("en", "fr", ""):
        DocumentVersionFactory(document=document, language=language)

    item = read(client.get("/en/documents/")).one("li", class_="document-item")

    assert item.text == "Declaration text · December 2022 · English · French"


def test_a_document_shows_what_it_belongs_to(client):
    document = DocumentFactory(
        date=datetime.date(2022, 12, 14),
        date_precision="day",
        meeting=MeetingFactory(title_en="Conference"),
        chairmanship=ChairmanshipFactory(partner__name_en="Spain"),
        plan=ActionPlanFactory(name_en="Cadiz Action Plan"),
    )

    facts = page_of(client, document).one("dl").all("div")

    assert {one.one("dt").text: one.one("dd").text for one in facts} == {
        "Date": "14 December 2022",
        "Meeting": "Conference, 25 April 2023",
        "Chairmanship": "Spain",
        "Action plan": "Cadiz Action Plan",
    }


def test_a_document_leads_to_its_versions_wherever_they_are(client):
    document = DocumentFactory()
    file = DocumentVersionFactory(document=document, language="fr", file=kept())
    DocumentVersionFactory(document=document, language="en", url="https://example.org/report")

    links = page_of(client, document).one("main").one("ul").all("a")

    assert {link.text: link["href"] for link in links} == {
        "English": "https://example.org/report",
        "French": f"/files/{file.pk}/",
    }


def test_a_document_without_versions_says_so(client):
    main = page_of(client, DocumentFactory()).one("main")

    assert main.all("p")[-1].text == "It is not available online."


def test_a_file_is_sent_under_its_name(client):
    version = DocumentVersionFactory(file=kept("été.pdf"))

    response = client.get(f"/files/{version.pk}/")

    assert (b"".join(response), response["Content-Type"], response["Content-Disposition"]) == (
        b"%PDF-1.7",
        "application/pdf",
        "attachment; filename*=utf-8''%C3%A9t%C3%A9.pdf",
    )


def test_a_file_that_is_lost_is_not_found(client):
    version = DocumentVersionFactory(file="documents/lost.pdf")

    assert client.get(f"/files/{version.pk}/").status_code == 404


def test_a_version_that_lies_elsewhere_has_no_file(client):
    version = DocumentVersionFactory(url="https://example.org/report")

    assert client.get(f"/files/{version.pk}/").status_code == 404
