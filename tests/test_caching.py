"""Answers that are kept: as they would be built, never stale, never somebody else's."""

import datetime
import gzip
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from itertools import groupby, product

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import DateTimeField
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.caching import answers, store
from events.caching.answers import ALL, cached
from events.caching.kept import kept, reading
from events.changes.log import current
from events.models import StandingPage
from events.zones import days_of_zones
from tests import factories
from tests.every_route import address_of, every_route
from tests.every_route import make_world as every_record
from tests.factories.pages import every_standing_page
from tests.routes import ROUTES
from tests.test_changes import PRIVATE, PRIVATE_EVERYWHERE, PUBLIC, other_value

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-01-15")]

# Public, and yet asked each time: of one visitor, or costing nothing.
PAGES = ("accessibility", "privacy", "languages", "data")  # there if they are written
# Never written again, or only with what makes a change, or because a row is saved.
OF_OTHERS = {"created_at", "id", "sequence", "updated_at"}
MOMENT = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
NOT_KEPT = {
    "account_login",
    "admin:login",
    "api:root",
    "document-file",
    "manifest",
    "robots",
}


@pytest.fixture
def addresses():
    """One of every route that answers the public, by name."""
    world = every_record()
    StandingPage.objects.all().delete()
    every_standing_page()
    public = [name for name, row in ROUTES.items() if row[0].startswith("200") or name in PAGES]
    routes = every_route()
    found = {name: address_of(name, routes[name], world) for name in public}
    french = {name: address_of(name, routes[name], world, "fr") for name in public}
    return found | {f"{name}, in French": one for name, one in french.items() if one != found[name]}


def name_of(route: str) -> str:
    return route.partition(",")[0]


def body(response) -> bytes:
    return b"".join(response)


def lasting(response) -> dict:
    """The headers that do not tell what is left of the limit."""
    return {name: value for name, value in response.items() if name != "RateLimit"}


def test_public_answers_are_given_again_for_one_query_or_not_at_all(client, addresses):
    not_kept = set()
    for name, address in addresses.items():
        client.cookies.clear()
        first = client.get(address)
        text, kept = body(first), "ETag" in first
        if not kept:
            not_kept.add(name_of(name))
            continue
        with CaptureQueriesContext(connection) as queries:
            again = client.get(address)
            assert (body(again), lasting(again)) == (text, lasting(first)), name
        with CaptureQueriesContext(connection) as fewer:
            unchanged = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (unchanged.status_code, unchanged.content) == (304, b""), name
        assert (unchanged["ETag"], unchanged["Cache-Control"]) == (first["ETag"], "no-cache")
        assert len(fewer) == 1, name
        # Files are made while they are sent, and kept nowhere.
        assert first.streaming or len(queries) == 1, name

    assert not_kept == NOT_KEPT


def test_nothing_depends_on_what_is_not_in_the_key(client, addresses):
    """Who asks, with what and from where."""
    other = {
        "accept": "application/xml",
        "accept-language": "fr",
        "authorization": "Basic bm90aGluZzo=",  # of a proxy; a token that is none is refused
        "hx-request": "true",
        "referer": "https://example.org/",
        "user-agent": "Another/1.0",
        "x-requested-with": "XMLHttpRequest",
    }
    for name, address in addresses.items():
        if name_of(name) in NOT_KEPT:
            continue
        usual = body(client.get(address))
        caches["answers"].clear()
        assert body(client.get(address, headers=other)) == usual, name


def test_what_no_change_is_noted_of_is_on_no_page(client, addresses):
    """Fields that are staff's own, and what is computed of others: see tests/test_changes.py."""
    kept = {name: one for name, one in addresses.items() if name_of(name) not in NOT_KEPT}
    before = {name: body(client.get(address)) for name, address in kept.items()}
    caches["answers"].clear()

    altered = alter_private_fields()

    assert altered > 100
    after = {name: body(client.get(address)) for name, address in kept.items()}
    differing = [name for name in before if before[name] != after[name]]
    assert differing == [], difference(before, after, differing[0])


def difference(before: dict, after: dict, name: str) -> str:
    lines = (found[name].decode().splitlines() for found in (before, after))
    return "\n".join(unified_diff(*lines, n=0))


def alter_private_fields() -> int:
    """Write something else into every private field behind the back of the log; how many took it:
    the database refuses some."""
    count = 0
    for model in [*apps.get_app_config("actionplan").get_models(), *events_models()]:
        if hasattr(model, "computed") or model.__name__.startswith("Historical"):
            continue
        private = {field.name for field in model._meta.concrete_fields}
        if model.__name__ in PUBLIC:
            private &= PRIVATE_EVERYWHERE | PRIVATE.get(model.__name__, set())
        for row, name in product(model._base_manager.all(), sorted(private - OF_OTHERS)):
            field = model._meta.get_field(name)
            if field.remote_field is None:
                is_moment = isinstance(field, DateTimeField)
                count += written(row, {name: MOMENT} if is_moment else other_value(row, name))
    return count


def events_models():
    return apps.get_app_config("events").get_models()


def written(row, values: dict) -> bool:
    try:
        with transaction.atomic():
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**values))
    except (DataError, IntegrityError):
        return False


def test_between_two_days_anywhere_nothing_turns_by_itself(client, time_machine):
    """For a day and a night, at the first and the last quarter of an hour with the same key."""
    start = datetime.datetime(2024, 1, 14, 22, tzinfo=datetime.UTC)
    zones = ["Pacific/Kiritimati", "Asia/Kathmandu", "Africa/Dakar", "America/St_Johns"]
    for days, zone in product((0, 1, 2), zones):
        day = start.date() + datetime.timedelta(days=days)
        factories.MeetingFactory(start_date=day, end_date=day, time_zone=zone, status="planned")
    factories.ChairmanshipFactory(start_date=start.date(), start_precision="day")
    pages = ["/en/", "/fr/reunions/", "/en/meetings/calendar/", "/en/chairmanships/"]
    pages += ["/en/partners/", "/en/meetings/calendar.ics", "/en/meetings/news.atom"]

    seen, keys = {}, []
    for quarter in range(28 * 4):
        at = start + datetime.timedelta(minutes=15 * quarter)
        keys.append((days_of_zones(at), at))
    for key, moments in groupby(keys, key=lambda one: one[0]):
        moments = [at for _key, at in moments]
        for at in {moments[0], moments[-1] + datetime.timedelta(minutes=14, seconds=59)}:
            time_machine.move_to(at, tick=False)
            caches["answers"].clear()
            found = [body(client.get(page)) for page in pages]
            assert seen.setdefault(key, found) == found, at
    assert len(seen) > 30
    # And at midnight where a meeting is, it does turn.
    assert len({found[0] for found in seen.values()}) > 4


def test_an_edit_is_on_the_very_next_page(client):
    day = datetime.date(2024, 1, 20)
    meeting = factories.MeetingFactory(start_date=day, end_date=day)
    addresses = ["/en/meetings/", meeting.get_absolute_url(), "/en/meetings/calendar.ics"]
    addresses += [f"/api/v1/meetings/{meeting.slug}/", "/api/v1/meetings/", "/api/v1/changes/"]
    for title in ("First words", "Other words", "Last words"):
        meeting.title_en = title
        meeting.save()
        for address in addresses:
            assert title.encode() in body(client.get(address)), address
    meeting.publication = "withdrawn"
    meeting.save()
    for address in addresses:
        assert b"Last words" not in body(client.get(address)), address


def test_what_a_page_does_not_understand_is_not_in_it(client):
    factories.MeetingFactory.create_batch(30, type=factories.MeetingTypeFactory(slug="one"))
    plain = client.get("/en/meetings/?page=2&type=one")

    other = client.get("/en/meetings/?utm_source=%3Cscript%3E&type=one&page=2&type2=x")

    assert (other.content, other["ETag"]) == (plain.content, plain["ETag"])
    assert b"utm_source" not in other.content


def test_another_language_host_or_query_is_another_answer(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    factories.MeetingFactory(title_en="A meeting")
    asked = [
        client.get("/en/meetings/"),
        client.get("/fr/reunions/"),
        client.get("/en/meetings/?q=nothing"),
        client.get("/en/meetings/", headers={"host": "other.example"}),
        client.get("/api/v1/meetings/"),
        client.get("/api/v1/meetings/?page_size=1"),
    ]
    assert len({response["ETag"] for response in asked}) == len(asked)
    assert b"http://other.example/" in asked[3].content


@pytest.mark.parametrize("given", ["*", "nonsense", 'W/"', '"0"', 'W/"' + "0" * 32 + '"', "é"])
def test_a_forged_validator_gets_the_whole_answer(client, given):
    factories.MeetingFactory()
    response = client.get("/en/meetings/", headers={"if-none-match": given})
    assert response.status_code == 200


def test_one_of_several_validators_will_do(client):
    etag = client.get("/en/meetings/")["ETag"]
    strong = etag.removeprefix("W/")
    for given in (f'"a", {etag}', f'{etag} , W/"b"', etag):
        assert client.get("/en/meetings/", headers={"if-none-match": given}).status_code == 304
    assert client.head("/en/meetings/", headers={"if-none-match": etag}).status_code == 304
    assert strong != etag


def test_a_visitor_with_a_cookie_is_answered_by_the_view(client):
    factories.MeetingFactory()
    client.cookies["anything"] = "1"
    with CaptureQueriesContext(connection) as first:
        response = client.get("/en/meetings/")
    with CaptureQueriesContext(connection) as second:
        client.get("/en/meetings/")
    assert ("ETag" in response, len(first) > len(second) > 1) == (False, True)


def test_what_pages_share_is_new_with_the_very_next_edit(client):
    client.cookies["anything"] = "1"
    partner = factories.PartnerFactory(name_en="First name")
    for name in ("Other name", "Last name"):
        assert name.encode() not in client.get("/en/meetings/").content
        partner.name_en = name
        partner.save()
        for address in ("/en/meetings/", "/en/meetings/?status=held", "/en/meetings/calendar/"):
            assert name.encode() in client.get(address).content, address


def test_what_pages_share_is_of_their_language_and_form(client):
    client.cookies["anything"] = "1"
    factories.MeetingTypeFactory(name_en="A workshop", name_fr="Un atelier")
    factories.DocumentKindFactory(name_en="A report", name_fr="Un rapport")
    shown = [b"A workshop", b"Un atelier", b"A report", b"Un rapport"]
    for _again in range(2):
        pages = ("/en/meetings/", "/fr/reunions/", "/en/documents/", "/fr/documents/")
        texts = [client.get(page).content for page in pages]
        found = [[word in text for word in shown] for text in texts]
        assert found == [[place == other for other in range(4)] for place in range(4)]


def test_who_may_write_keeps_nothing():
    made = iter(range(9))
    assert [kept("name", lambda: next(made)) for _time in range(2)] == [0, 1]
    with reading(current(), timezone.now()):
        assert [kept("name", lambda: next(made)) for _time in range(2)] == [2, 2]
        assert kept("other", lambda: next(made)) == 3
    assert kept("name", lambda: next(made)) == 4


def test_a_list_is_counted_once_until_something_changes(client):
    webinar, workshop = factories.MeetingTypeFactory(slug="a"), factories.MeetingTypeFactory()
    factories.MeetingFactory.create_batch(3, type=webinar)
    factories.MeetingFactory(type=workshop)

    def ask(query: str) -> tuple[int, int]:
        """What is said of how many there are, and how often the database was asked it."""
        with CaptureQueriesContext(connection) as queries:
            found = client.get(f"/api/v1/meetings/?page_size=1{query}").json()["count"]
        return found, sum("COUNT(" in query["sql"] for query in queries)

    assert [ask(""), ask("&page=2"), ask("&fields=slug&lang=fr")] == [(4, 1), (4, 0), (4, 0)]
    assert [ask("&type=a"), ask("&page=3&type=a"), ask("&page=3")] == [(3, 1), (3, 0), (4, 0)]
    factories.MeetingFactory(type=webinar)
    assert [ask("&type=a"), ask("&page=4"), ask("&page=5")] == [(4, 1), (5, 1), (5, 0)]


def test_those_to_come_are_in_a_filtered_list_as_soon_and_as_long_as_they_are_public(client):
    client.cookies["anything"] = "1"
    kind = factories.MeetingTypeFactory(slug="a")

    def meeting(slug: str, year: int):
        day = datetime.date(year, 5, 1)
        return factories.MeetingFactory(slug=slug, type=kind, start_date=day, end_date=day)

    def shown() -> list[str]:
        return [one.slug for one in client.get("/en/meetings/?type=a").context["meetings"]]

    meeting("over", 2020)
    assert shown() == shown() == ["over"]
    coming = meeting("coming", 2099)
    assert shown() == shown() == ["coming", "over"]
    coming.publication = "withdrawn"
    coming.save()
    assert shown() == shown() == ["over"]


# The mechanism by itself


@pytest.fixture
def key(monkeypatch):
    """What the key of every answer is made of, in the hands of the test."""
    state = {"seq": 1}
    monkeypatch.setattr(answers, "current", lambda: None)
    monkeypatch.setattr(
        answers,
        "validator_of",
        lambda log, request, query, at: f"{state['seq']}{request.path}?{query.urlencode()}",
    )
    return state


def ask(view, path="/page", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.session = type("Session", (), {"accessed": False})()
    return view(request)


def counted(answer):
    """A view that counts how often it was asked."""

    def view(request):
        view.asked += 1
        return answer(request)

    view.asked = 0
    return view


def test_of_many_at_once_one_builds(key):
    def slow(request):
        time.sleep(0.2)
        return HttpResponse("text")

    view = counted(slow)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda n: ask(cached(view)).content, range(16)))

    assert (view.asked, set(found)) == (1, {b"text"})
    key["seq"] = 2
    ask(cached(view))
    assert view.asked == 2


def test_who_waited_for_what_is_not_kept_waits_for_nobody_else(key):
    def slow_refusal(request):
        time.sleep(0.2)
        return HttpResponse(status=404)

    begun = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: ask(cached(slow_refusal)).status_code, range(8)))

    assert (set(found), time.monotonic() - begun < 8 * 0.2) == ({404}, True)


@pytest.mark.parametrize("cookies", [{}, {"somebody": "1"}])
def test_a_redirection_is_asked_for_anew(client, cookies):
    """Browsers keep it for ever, and lead in a circle when what was renamed is renamed back."""
    meeting = factories.MeetingFactory(slug="former", title_en="A meeting")
    meeting.slug = "later"
    meeting.save()
    client.cookies.load(cookies)

    for address in ("/en/meetings/former/", "/api/v1/meetings/former/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (301, "no-cache")


def test_different_pages_do_not_wait_for_each_other(key):
    both = threading.Barrier(2, timeout=5)

    def view(request):
        both.wait()
        return HttpResponse(request.path)

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda path: ask(cached(view), path).content, ["/a", "/b"]))

    assert found == [b"/a", b"/b"]


def fail(request):
    raise Http404


def of_somebody(request):
    request.session.accessed = True
    return HttpResponse()


def with_form(request):
    return HttpResponse(get_token(request))


def with_cookie(request):
    response = HttpResponse()
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "answer",
    [
        of_somebody,
        with_form,
        with_cookie,
        lambda request: HttpResponse(status=400),
        lambda request: HttpResponse(status=404),
        lambda request: StreamingHttpResponse(iter(["a"])),
        lambda request: HttpResponse(random_text(2 * store.LARGEST)),
    ],
)
def test_what_is_somebodys_a_refusal_or_large_is_not_kept(key, answer):
    view = counted(answer)
    for _time in range(2):
        ask(cached(view))
    assert view.asked == 2


def random_text(size: int) -> bytes:
    return os.urandom(size)


def test_a_view_that_fails_leaves_nothing_behind(key):
    view = counted(fail)
    for _time in range(2):
        with pytest.raises(Http404):
            ask(cached(view))
    assert view.asked == 2


def test_order_of_parameters_makes_no_other_answer_and_order_of_values_does(key):
    view = counted(lambda request: HttpResponse(request.GET.urlencode()))
    texts = [
        ask(cached(view, ["a", "b"]), path).content
        for path in ("/?a=1&b=2&a=3", "/?b=2&a=1&c=4&a=3", "/?a=3&a=1&b=2")
    ]
    assert (view.asked, texts) == (2, [b"a=1&a=3&b=2", b"a=1&a=3&b=2", b"a=3&a=1&b=2"])


def test_a_view_that_refuses_by_itself_is_given_the_whole_query(key):
    view = counted(lambda request: HttpResponse(request.META["QUERY_STRING"]))
    assert ask(cached(view, ALL), "/?b=2&unknown=1").content == b"b=2&unknown=1"


def test_memory_is_bounded():
    for number in range(2000):
        store.kept_or_built(str(number), lambda: store.Answer({}, b"x"))
    kept = [number for number in range(2000) if caches["answers"].get(str(number))]
    assert len(kept) <= 256
    assert kept[-1] == 1999


# Behind the memory: what servers share


@pytest.fixture
def servers(redis_server, use_redis):
    """Has what servers share in a Redis; called, it forgets what this one has in its memory."""
    use_redis(redis_server.url)
    return caches["answers"].clear


def test_what_one_server_built_the_others_need_not_build(key, servers):
    view = counted(lambda request: HttpResponse("text"))
    found = []
    for _server in range(3):
        servers()
        found.append(ask(cached(view)).content)

    assert (view.asked, found) == (1, [b"text"] * 3)


def test_a_server_waits_for_the_one_that_builds(key, servers):
    shared = caches["shared_answers"]
    shared.add("1/page?.building", True, timeout=60)  # by another
    view = counted(lambda request: HttpResponse("ours"))

    def other():
        time.sleep(0.3)
        shared.set("1/page?", store.Answer({}, gzip.compress(b"theirs")))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(other)
        found = ask(cached(view)).content

    assert (view.asked, found) == (0, b"theirs")


def test_a_server_that_died_over_it_is_not_waited_for_longer_than_its_claim(key, servers):
    caches["shared_answers"].add("1/page?.building", True, timeout=1)
    view = counted(lambda request: HttpResponse("ours"))

    begun = time.monotonic()
    assert ask(cached(view)).content == b"ours"

    assert 0.5 < time.monotonic() - begun < store.CLAIMED
    assert caches["shared_answers"].get("1/page?.building") is None


def test_a_claim_that_ran_out_and_is_anothers_is_left(key, servers):
    shared = caches["shared_answers"]

    def slow(request):
        shared.set("1/page?.building", "another's", timeout=60)
        return HttpResponse("ours")

    ask(cached(counted(slow)))

    assert shared.get("1/page?.building") == "another's"


def test_a_refusal_leaves_no_claim(key, servers):
    view = counted(lambda request: HttpResponse(status=404))
    begun = time.monotonic()
    for _time in range(3):
        assert ask(cached(view)).status_code == 404

    assert (view.asked, time.monotonic() - begun < 1) == (3, True)


def test_without_redis_the_memory_will_do(key, servers, redis_server):
    redis_server.end()
    view = counted(lambda request: HttpResponse("text"))
    for _time in range(3):
        assert ask(cached(view)).content == b"text"

    assert view.asked == 1
