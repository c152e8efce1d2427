"""The standing pages: their first texts, what the visitor sees, and what staff may do."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from actionplan.translation import LANGUAGES
from events.data_package.offered import offer
from events.models import StandingPage
from events.models.standing_page import LONGEST_BODY
from events.search.query import search
from tests.admin_forms import data_of, errors_of
from tests.browsing import local, read
from tests.factories import StandingPageFactory
from tests.personas import STAFF, log_in

pytestmark = pytest.mark.django_db

KEYS = ["about", "accessibility", "privacy", "languages", "data"]
NARROW, WIDE = "\u202f", "\u00a0"  # no-break spaces


def load(folder, *args):
    call_command("load_standing_pages", *args, folder=folder, verbosity=0)


def write(folder, name: str, text: str):
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / name).write_text(text, encoding="utf-8")


def change_page(page) -> str:
    return reverse("admin:events_standingpage_change", args=[page.pk])


# The first texts


def test_every_page_is_there_in_both_languages(record):
    pages = {page.key: page for page in StandingPage.objects.all()}

    assert sorted(pages) == sorted(KEYS) == sorted(StandingPage.Key.values)
    assert [page for page in pages.values() if not (page.title_fr and page.body_fr)] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_address_that_a_page_names_answers(record, client, key):
    offer()
    for language in LANGUAGES:
        with override(language):
            address = reverse(key)
        named = [link["href"] for link in read(client.get(address)).one("main").all("a")]

        assert local(address, named) == named  # on this site, whatever its host
        assert {one: client.get(one).status_code for one in named} == dict.fromkeys(named, 200)


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_of_a_page_have_the_same_parts(record, key):
    page = StandingPage.objects.get(key=key)

    outlines = [
        [line.split(" ")[0] for line in body.splitlines() if line.startswith(("#", "-", "|"))]
        for body in (page.body_en, page.body_fr)
    ]
    assert outlines[0] == outlines[1]


def test_texts_are_set_with_care(record):
    for page in StandingPage.objects.all():
        english, french = page.title_en + page.body_en, page.title_fr + page.body_fr
        assert [mark for mark in "'\"" if mark in english + french] == []
        assert french.count("«") == french.count(f"«{WIDE}")
        assert french.count("»") == french.count(f"{WIDE}»")
        assert french.count(f" {WIDE}") == french.count(f" {NARROW}") == 0
        assert [mark for mark in ";!?:»" if f" {mark}" in french] == []


def test_no_page_claims_an_address_to_write_to(record):
    assert [page for page in StandingPage.objects.all() if "@" in page.body_en + page.body_fr] == []


# Loading


def test_pages_are_loaded_from_files(tmp_path):
    write(tmp_path, "about.en.md", "# About\n\nHello.\n")
    write(tmp_path, "about.fr.md", "# À propos\n\nBonjour.\n")
    load(tmp_path)

    page = StandingPage.objects.get()
    assert (page.key, page.title_en, page.body_en) == ("about", "About", "Hello.")
    assert (page.title_fr, page.body_fr) == ("À propos", "Bonjour.")


def test_a_page_is_brought_up_to_date_until_staff_edit_it(tmp_path):
    write(tmp_path, "about.en.md", "# About\n\nFirst.")
    load(tmp_path)
    write(tmp_path, "about.en.md", "# About\n\nSecond.")
    load(tmp_path)
    assert StandingPage.objects.get().body_en == "Second."

    page = StandingPage.objects.get()
    page.body_en = "By staff."
    page.save()
    write(tmp_path, "about.en.md", "# About\n\nThird.")
    load(tmp_path)
    assert StandingPage.objects.get().body_en == "By staff."


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("about.md", "# About\n\nx", "about.md: a name that ends in .en.md, .fr.md is expected"),
        ("about.de.md", "# Über\n\nx", "about.de.md: a name that ends in .en.md, .fr.md"),
        ("about.en.md", "About\n\nx", "about.en.md: the first line is to be “# ” and the title"),
        ("about.en.md", "# About\n", "pages/about, about, field body_en = '': missing"),
        ("about.fr.md", "# À propos\n\nx", "pages/about, about, field title_en = 'None': missing"),
        ("imprint.en.md", "# Imprint\n\nx", "field key = 'imprint': not one of about, acc"),
        ("about.en.md", f"# About\n\n{'x' * 60_001}", "field body_en = "),
        ("about.en.md", "# About\n\na\0b", "a text holds no NUL character"),
    ],
)
def test_a_file_that_is_no_page_is_refused(tmp_path, name, text, message):
    write(tmp_path, name, text)

    with pytest.raises(CommandError) as refused:
        load(tmp_path)

    assert str(refused.value).startswith("Nothing was loaded. ")
    assert message in str(refused.value)


# The page


def test_a_page_shows_its_text_and_the_day_of_its_last_change(client, time_machine):
    time_machine.move_to("2024-06-01 12:00Z")
    StandingPageFactory(key="privacy", title_fr="Vie privée", body_fr="## Cookies\n\n*Aucun.*")

    main = read(client.get("/fr/confidentialite/")).one("main")

    assert (main.one("h1").text, main.one("h2").text) == ("Vie privée", "Cookies")
    assert main.one("em").text == "Aucun."
    assert main.one("p", class_="last-changed").text == "Dernière modification : 1er juin 2024."
    assert main.one("time")["datetime"] == "2024-06-01"


def test_a_page_is_described_by_how_its_text_begins(client):
    StandingPageFactory(body_en="We *are* [here](/en/).\n\nAnd there.")

    head = read(client.get("/en/about/")).one("head")

    assert head.one("meta", name="description")["content"] == "We are here."


def test_a_text_that_is_lacking_is_marked_and_there_is_a_notice(client):
    StandingPageFactory(title_fr="À propos", body_en="In English.", body_fr="")

    main = read(client.get("/fr/a-propos/")).one("main")

    assert [part.text for part in main.all("div", lang="en")] == ["In English."]
    assert len(main.all("p", class_="notice")) == 1


def test_what_staff_write_cannot_harm_visitors(client):
    StandingPageFactory(title_en="<b>x</b>", body_en="<script>alert(1)</script>")

    page = read(client.get("/en/about/"))

    assert (page.all("script"), page.faults) == ([], [])
    assert page.one("h1").text == "<b>x</b>"
    assert page.one("main").one("div", class_="prose").text == "<script>alert(1)</script>"


def test_a_page_without_a_text_is_not_found(client):
    assert client.get("/en/about/").status_code == 404


@pytest.mark.parametrize(("language", "other"), [("en", "/fr/donnees/"), ("fr", "/en/data/")])
def test_every_page_links_to_the_standing_pages_in_its_language(client, language, other):
    for address in (f"/{language}/", f"/{language}/nothing/"):
        with CaptureQueriesContext(connection) as queries:
            page = read(client.get(address))
        named = [link["href"] for link in page.one("footer").all("a")]

        assert [query for query in queries if "standingpage" in query["sql"]] == []
        with override(language):
            assert named == [reverse(key) for key in KEYS]
        assert other not in named


def test_the_sitemap_names_the_pages(client):
    StandingPageFactory(key="privacy")

    sitemap = client.get("/sitemap.xml").content.decode()

    for address in ("/en/privacy/", "/fr/confidentialite/"):
        assert f"<loc>http://testserver{address}</loc>" in sitemap


def test_search_finds_a_page_by_its_words_and_not_by_its_marks():
    StandingPageFactory(key="privacy", title_fr="Vie privée", body_en="No [cookies](/nowhere/).")

    found = [(one.title_fr, one.get_absolute_url()) for one in search("cookie")]
    assert found == [("Vie privée", "/en/privacy/")]
    assert search("nowhere").count() == 0


# Staff


@pytest.mark.parametrize("persona", STAFF)
def test_pages_are_changed_by_editors_and_neither_added_nor_deleted(client, persona):
    page = StandingPageFactory()
    log_in(client, persona)
    may = persona in ("editor", "publisher", "administrator")

    def status(name, *args):
        return client.post(reverse(f"admin:events_standingpage_{name}", args=args)).status_code

    assert client.get(change_page(page)).status_code == 200
    assert (status("add"), status("delete", page.pk)) == (403, 403)
    assert status("change", page.pk) == (409 if may else 403)  # it shows no page that was seen


def test_a_change_is_public_at_once_and_its_history_is_kept(client):
    page = StandingPageFactory(body_en="Before.")
    data = data_of(log_in(client, "editor").get(change_page(page)))
    response = client.post(change_page(page), data | {"body_en": "After.", "key": "data"})
    assert response.status_code == 302, errors_of(response)

    client.logout()
    assert "After." in client.get("/en/about/").content.decode()
    assert [row.body_en for row in StandingPage.history.order_by("pk")] == ["Before.", "After."]


@pytest.mark.parametrize("body", ["", "\0", "<b>a</b>", "x" * (LONGEST_BODY + 1)])
def test_a_text_that_is_none_or_too_long_is_refused(client, body):
    page = StandingPageFactory()
    data = data_of(log_in(client, "editor").get(change_page(page)))

    response = client.post(change_page(page), data | {"body_en": body})

    assert list(errors_of(response)) == ["body_en"]


def test_the_day_of_the_last_change_is_that_of_the_text(client, time_machine):
    time_machine.move_to(datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC))
    page = StandingPageFactory()
    time_machine.move_to(datetime.datetime(2024, 6, 2, tzinfo=datetime.UTC))
    page.body_en = "What this is now."
    page.save()
    time_machine.move_to(datetime.datetime(2024, 6, 3, tzinfo=datetime.UTC))
    page.save()  # as it was

    assert "2 June 2024" in read(client.get("/en/about/")).one("main").text
