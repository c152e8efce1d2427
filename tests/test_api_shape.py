"""What is asked of objects of the API: some members, one language, those changed since."""

import datetime

import pytest

from tests.browsing import ORIGIN
from tests.factories import CityFactory, MeetingAimFactory, MeetingFactory, PartnerFactory
from tests.test_api_manners import problem
from tests.test_api_resources import RESOURCES

pytestmark = pytest.mark.django_db


def test_members_are_given_as_asked_for(client):
    MeetingFactory(slug="one", title_en="First", title_fr="Premi\u00e8re", status="planned")

    for address in ("/api/v1/meetings/one/", "/api/v1/meetings/"):
        answer = client.get(address, {"fields": "slug,title, status"}).json()
        found = answer["results"][0] if "results" in answer else answer
        title = {"en": "First", "fr": "Premi\u00e8re"}
        assert found == {"slug": "one", "title": title, "status": "planned"}


def test_computed_members_are_members(client):
    PartnerFactory(code="MA")

    found = client.get("/api/v1/partners/MA/?fields=code,status,updated_at").json()

    assert (list(found), found["status"]) == (["code", "status", "updated_at"], "guest")


@pytest.mark.parametrize("resource", RESOURCES)
@pytest.mark.parametrize("fields", ["notes", "slug,sources", ",", "*", "title__en", "\x00"])
def test_a_member_that_no_object_has_is_refused(client, resource, fields):
    content = problem(client.get(f"/api/v1/{resource}/", {"fields": fields}))

    assert (content["status"], list(content["errors"])) == (400, ["fields"])


def test_texts_are_given_in_one_language_that_is_told(client):
    city = CityFactory(name_en="Luxor", name_fr="Louxor")
    meeting = MeetingFactory(slug="one", title_en="First", title_fr="", city=city)
    MeetingAimFactory(meeting=meeting, text_en="To meet", text_fr="Se voir")

    found = client.get("/api/v1/meetings/one/?lang=fr").json()

    assert (found["title"], found["title_lang"]) == ("First", "en")
    assert (found["city"], found["city_lang"]) == ("Louxor", "fr")
    assert (found["venue"], found["venue_lang"]) == (None, None)
    assert found["aims"] == [{"text": "Se voir", "text_lang": "fr"}]
    assert found["url"] == f"{ORIGIN}/fr/reunions/one/"
    assert found["partners"] == []


def test_members_and_language_together(client):
    MeetingFactory(title_en="First", title_fr="Premi\u00e8re")

    answer = client.get("/api/v1/meetings/?lang=fr&fields=title").json()

    assert answer["results"] == [{"title": "Premi\u00e8re", "title_lang": "fr"}]


@pytest.mark.parametrize("lang", ["de", "FR", "fr-FR", "\x00"])
def test_a_language_that_there_is_not_is_refused(client, lang):
    MeetingFactory(slug="one")
    for address in ("/api/v1/meetings/", "/api/v1/meetings/one/"):
        content = problem(client.get(address, {"lang": lang}))
        assert (content["status"], list(content["errors"])) == (400, ["lang"])


def test_what_changed_since_is_given(client, time_machine):
    time_machine.move_to("2026-01-01 12:00Z", tick=False)
    old, new = MeetingFactory.create_batch(2)
    time_machine.shift(datetime.timedelta(days=1))
    MeetingAimFactory(meeting=new)

    def since(moment):
        answer = client.get("/api/v1/meetings/", {"updated_since": moment, "fields": "slug"})
        return {one["slug"] for one in answer.json()["results"]}

    assert since("2026-01-01T12:00:00Z") == {old.slug, new.slug}
    assert since("2026-01-01T12:00:01Z") == {new.slug}
    assert since("2026-01-02T14:00:00+02:00") == {new.slug}
    assert since("2026-01-02T12:00:00.000001Z") == set()


@pytest.mark.parametrize(
    "moment", ["yesterday", "2026-13-01", "0000-01-01T00:00:00Z", "9" * 500, "\x00"]
)
def test_a_moment_that_is_none_is_refused(client, moment):
    content = problem(client.get("/api/v1/meetings/", {"updated_since": moment}))

    assert (content["status"], list(content["errors"])) == (400, ["updated_since"])


def test_one_object_was_not_changed_since(client):
    MeetingFactory(slug="one")

    content = problem(client.get("/api/v1/meetings/one/?updated_since=2026-01-01T00:00:00Z"))

    assert list(content["errors"]) == ["updated_since"]
