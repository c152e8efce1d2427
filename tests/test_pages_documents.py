"""The pages of documents, and their files."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models.fields.files import FieldFile
from django.test.utils import CaptureQueriesContext

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

    assert item.text == (
        "Declaration text · December 2022 · Web page · English (Web page) · French (Web page)"
    )


def test_an_item_of_the_list_looks_at_no_file(client, monkeypatch):
    document = DocumentFactory()
    DocumentVersionFactory(document=document, file="documents/lost.pdf")
    monkeypatch.setattr(FieldFile, "size", property(lambda file: pytest.fail("looked")))

    item = read(client.get("/en/documents/")).one("li", class_="document-item")

    assert item.text == f"{document.title} {document.kind.name} · English (PDF)"


def test_a_video_is_not_called_one_twice_in_a_list(client):
    document = DocumentFactory(title_en="Film", kind__slug="video", kind__name_en="Video")
    DocumentVersionFactory(document=document, language="")

    item = read(client.get("/en/documents/")).one("li", class_="document-item")

    assert item.text == "Film Video"


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
        "Type of document": document.kind.name,
        "Date": "14 December 2022",
        "Meeting": "Conference, 25 April 2023",
        "Chairmanship": "Spain",
        "Action plan": "Cadiz Action Plan",
    }


def versions(page) -> list[str]:
    return [one.text for one in page.one("ul", class_="versions").all("li")]


def test_a_document_leads_to_its_versions_wherever_they_are(client):
    document = DocumentFactory()
    file = DocumentVersionFactory(document=document, language="fr", file=kept())
    DocumentVersionFactory(document=document, language="en", url="https://www.example.org/report")

    links = page_of(client, document).one("ul", class_="versions").all("a")

    assert [(link.text, link["href"], link["hreflang"], link["rel"]) for link in links] == [
        ("English", "https://www.example.org/report", "en", "external"),
        ("French", f"/files/{file.pk}/", "fr", None),
    ]


@pytest.mark.parametrize("language", ["", "mul"])
def test_a_version_of_no_stated_or_of_several_languages_claims_none(client, language):
    version = DocumentVersionFactory(language=language)

    link = page_of(client, version.document).one("ul", class_="versions").one("a")

    assert link["hreflang"] is None


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.example.org/a/report", "English Web page, example.org"),
        ("https://example.org/report.html", "English Web page, example.org"),
        ("https://example.org/REPORT.PDF?v=1", "English PDF, example.org"),
        ("https://example.org/report.docx", "English DOCX, example.org"),
        ("https://example.org/film.mp4", "English Video, example.org"),
        ("https://example.org/drawing.png", "English Image, example.org"),
        ("https://www.youtube.com/watch?v=1", "English Video, youtube.com"),
        ("https://youtu.be/1", "English Video, youtu.be"),
    ],
)
def test_a_link_says_what_it_leads_to_and_where(client, url, words):
    version = DocumentVersionFactory(url=url)

    assert versions(page_of(client, version.document)) == [words]


def test_a_page_with_a_video_is_called_a_video(client):
    version = DocumentVersionFactory(document__kind__slug="video", url="https://example.org/1")

    assert versions(page_of(client, version.document)) == ["English Video, example.org"]


def test_a_version_of_no_stated_language_is_named_after_its_form(client):
    version = DocumentVersionFactory(language="", url="https://example.org/1")

    assert versions(page_of(client, version.document)) == ["Web page example.org"]


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (1, "1 kB", "1 ko"),
        (120_000, "120 kB", "120 ko"),
        (999_001, "1 MB", "1 Mo"),
        (1_240_000, "1.2 MB", "1,2 Mo"),
        (0, "0 kB", "0 ko"),
    ],
)
def test_our_own_file_says_its_size(client, count, english, french):
    document = DocumentFactory(slug="one")
    file = ContentFile(b"0" * count, "report.pdf")
    DocumentVersionFactory(document=document, language="fr", file=file)

    pages = [read(client.get(f"/{language}/documents/one/")) for language in ("en", "fr")]

    assert [versions(page) for page in pages] == [
        [f"French PDF, {english}"],
        [f"Français PDF, {french}"],
    ]


def test_a_file_that_is_lost_has_no_size(client):
    version = DocumentVersionFactory(file="documents/lost.pdf")

    assert versions(page_of(client, version.document)) == ["English PDF"]


def test_a_document_names_the_others_of_its_meeting(client):
    meeting = MeetingFactory()
    document = DocumentFactory(meeting=meeting)
    DocumentFactory(title_en="Agenda", meeting=meeting)
    DocumentFactory(publication="draft", meeting=meeting)
    DocumentFactory()

    section = page_of(client, document).section("From the same meeting")

    assert [one.text for one in section.all("a")] == ["Agenda"]


@pytest.mark.parametrize("others", [1, 3])
def test_the_others_of_a_meeting_cost_two_queries_however_many_there_are(client, others):
    meeting = MeetingFactory()
    document = DocumentFactory(meeting=meeting)
    for other in DocumentFactory.create_batch(others, meeting=meeting):
        DocumentVersionFactory.create_batch(others, document=other)

    with CaptureQueriesContext(connection) as queries:
        page_of(client, document)

    assert len(queries) == 6


def test_a_document_that_belongs_to_no_meeting_has_no_others(client):
    DocumentFactory()

    assert page_of(client, DocumentFactory()).one("main").all("h2") == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "To cite: Rabat Process, “Report”."),
        (
            {"date": datetime.date(2022, 12, 1), "date_precision": "month"},
            "To cite: Rabat Process, “Report”, December 2022.",
        ),
    ],
)
def test_a_document_says_how_to_cite_it(client, fields, words):
    document = DocumentFactory(slug="one", title_en="Report", **fields)

    citation = page_of(client, document).one("p", class_="citation")

    address = "http://testserver/en/documents/one/"
    assert citation.text == f"{words} {address}"
    assert (citation.one("a")["href"], citation.one("a")["rel"]) == (address, "bookmark")


def test_a_document_without_versions_says_so(client):
    body = page_of(client, DocumentFactory()).one("div", class_="body")

    assert body.all("p")[0].text == "It is not available online."


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
