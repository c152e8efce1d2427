"""What test_third_language.py runs in processes of their own, each with settings of its own."""

import json
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.test import Client

from events.models import Meeting
from tests.browsing import crawl, read
from tests.factories import MeetingFactory
from tests.factories.pages import every_standing_page
from tests.worlds import full_meeting

ROOT = Path(__file__).resolve().parent.parent
APPS = ["actionplan", "events"]
HERE = {"headers": {"host": "localhost"}}


def keep_record() -> None:
    """A record, kept while the site had two languages."""
    call_command("migrate", verbosity=0)
    every_standing_page()
    full_meeting(slug="one", title_en="On visas", title_fr="Des visas", summary_en="In short")


def report() -> None:
    """Add the language and tell, as JSON, what that took and how the site answers."""
    call_command("makemigrations", "events", "actionplan", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("rebuild", verbosity=0)
    meeting = Meeting.objects.get(slug="one")
    fallen_back = shown("/ar/meetings/one/")
    MeetingFactory(slug="two", title_en="Second on visas", type=meeting.type)
    meeting.title_ar, meeting.summary_ar = "حول التأشيرات", "بإيجاز"
    meeting.save()
    get_user_model().objects.create_superuser("admin")
    told = {
        "operations": operations(),
        "fallen_back": fallen_back,
        "translated": shown("/ar/meetings/one/"),
        "answers": answers(),
        "api": Client(**HERE).get("/api/v1/meetings/one/").json(),
        "found": [found("visas"), found("التأشيرات")],
        "sitemap": Client(**HERE).get("/sitemap.xml").content.decode(),
        "form": form(),
    }
    sys.stdout.write(json.dumps(told))


def operations() -> list[str]:
    """What the new migrations do: those that the project itself does not have."""
    migrations = MigrationLoader(None).disk_migrations
    new = [
        migration
        for (app, name), migration in migrations.items()
        if app in APPS and not (ROOT / app / "migrations" / f"{name}.py").exists()
    ]
    return [operation.describe() for migration in new for operation in migration.operations]


def shown(address: str) -> dict:
    page = read(Client(**HERE).get(address))
    head, main = page.one("head"), page.one("main")
    return {
        "html": page.one("html").attributes,
        "title": head.one("title").language,
        "alternates": [link["hreflang"] for link in head.all("link") if link["hreflang"]],
        "heading": [main.one("h1").text, other_texts(main.one("h1"))],
        "notices": [notice.text for notice in main.all("p", class_="notice")],
        "switch": [link["lang"] for link in page.one("ul", class_="language-switch").all("a")],
    }


def other_texts(heading) -> list:
    """The language and the direction of the text of another language in a heading."""
    return [[one["lang"], one["dir"]] for one in heading.all("span")]


def answers() -> dict[str, list]:
    """Every page in Arabic with its status, language, direction and faults."""
    return {
        address: [
            answer.status_code,
            answer.page and [answer.page.one("html")[name] for name in ("lang", "dir")],
            answer.page and answer.page.faults,
        ]
        for address, answer in crawl(Client(**HERE), "/ar/", forms=False).items()
        if address.startswith("/ar/") and answer["Content-Type"].startswith("text/html")
    }


def found(query: str) -> list[str]:
    page = read(Client(**HERE).get("/ar/search/", {"q": query}))
    return [link["href"] for link in page.one("ol", class_="search-results").all("a")]


def form() -> list[str]:
    """The titles in the form of a meeting."""
    client = Client(**HERE)
    client.force_login(get_user_model().objects.get())
    fields = read(client.get("/admin/events/meeting/add/")).all("input")
    return [one["name"] for one in fields if (one["name"] or "").startswith("title_")]
