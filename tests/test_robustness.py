"""Whatever is sent, the answer is 4xx with a sentence or does no harm; never an error of ours.

Runs on both databases, which fail in different ways: PostgreSQL on NUL characters, SQLite on
numbers of more than 64 bits.
"""

import json
import unicodedata
from urllib.parse import quote, unquote, unquote_to_bytes, urlencode

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.test.client import FakePayload
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.document_filters import DocumentFilterSet
from events.filters import MeetingFilterSet
from tests.browsing import read
from tests.factories import DocumentVersionFactory, MeetingFactory

pytestmark = pytest.mark.django_db

FILTERS = [*MeetingFilterSet.base_filters]
OF_DOCUMENTS = [*DocumentFilterSet.base_filters]
NAMES = [*FILTERS, "page", "page_size", "unknown"]
QUESTIONS = [
    *(f"search/?{name}" for name in ("q", "q=a&kind", "q=a&lang", "q=a&page", "q=a&page_size")),
    *(f"coverage/?{name}" for name in ("plan", "as_of", "plan=one&year", "fields")),
    *(f"partners/?{name}" for name in ("as_of", "fields", "lang", "updated_since")),
    *(f"recommendations/?{name}" for name in ("q", "meeting", "item", "follow_up")),
    *("chairmanships/?partner", "chairmanships/?as_of", "areas/?plan", "objectives/?area"),
    *("actions/?area", "actions/?objective", "changes/?after", "changes/?resource"),
    *("meetings.csv?q", "meetings.csv?lang", "meetings.ics?lang", "meetings.geojson?fields"),
    *("partners.csv?as_of", "partners.csv?fields", "actions.csv?updated_since"),
]
PATHS = [
    "/",
    "/{}/",
    "/en/{}/",
    "/fr/{}/",
    "/en/meetings/{}/",
    "/en/meetings/{}/calendar.ics",
    "/en/meetings/calendar/{}/04/",
    "/en/meetings/calendar/2023/{}/",
    "/en/action-plans/{}/",
    "/en/action-plans/{}/area-1/",
    "/en/action-plans/one/{}/",
    "/en/action-plans/one/area-{}/",
    "/en/partners/{}/",
    "/en/chairmanships/{}/",
    "/en/documents/{}/",
    "/en/action-plans/{}/coverage.csv",
    "/en/search/?q={}",
    "/fr/recherche/?q={0}&kind={0}&page={0}",
    "/en/meetings/?q={}",
    "/files/{}/",
    "/api/{}/",
    "/api/v1/{}/",
    "/api/v1/meetings/{}/",
    "/api/v1/meeting-types/{}/",
    "/api/v1/partners/{}/",
    "/api/v1/chairmanships/{}/",
    "/api/v1/action-plans/{}/",
    "/api/v1/documents/{}/",
    "/api/v1/areas/{}/",
    "/api/v1/objectives/one.objective-{}/",
    "/api/v1/recommendations/{}/",
    "/admin/{}/",
    "/static/{}",
]
GARBAGE = [
    "0",
    "-1",
    "10000",
    "99999999999999999999",
    "9" * 40,
    "9" * 5000,
    "2023.5",
    "1e3",
    "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%93",  # 2023 in full-width digits
    "%D9%A2%D9%A0%D9%A2%D9%A3",  # and in Arabic ones
    "%00",
    "a%00b",
    "%00" * 100,
    "%ff",
    "%c3%28",
    "%ed%a0%80",  # half of a surrogate pair
    "%F0%9F%8C%8D",  # a globe
    "%E2%80%AEtxt.fdp",  # written from right to left
    "%0d%0aSet-Cookie:%20a=b",
    "%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "'%20OR%201=1--",
    "../../etc/passwd",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "{{7*7}}",
    "%25s%25(x)s{0}",
    "true",
    "null",
    "[]",
    "%20",
    "%",
    "%zz",
    "a" * 10_000,
    "+".join(["word"] * 2000),
    "cadiz-action-plan.objective-99999",
    "cadiz-action-plan.objective-5" + "a" * 50,
    "one.area-0",
    "one.action-1b",
    ".objective-1",
    "one.area-" + "9" * 30,
]


ADDRESSES = [
    "/en//meetings/",
    "//en/meetings/",
    "/en/meetings/../../admin/",
    "/en/meetings/?",
    "/en/meetings/?&&&===&",
    "/en/meetings/?=1",
    "/en/meetings/?year",
    "/en/meetings/?year=2023;month=3",
    "/en/meetings/?year[]=2023&year[a]=1",
    "/en/" + "a/" * 2000,
    "/api/v1/" + "a/" * 2000,
    "/" * 5000,
    "/en/meetings/?" + "&".join(f"a{number}=1" for number in range(1500)),
    "/api/v1/meetings/?" + "&".join(f"a{number}=1" for number in range(1500)),
    "/en/meetings/?" + "type=workshop&" * 900,
    "/api/v1/meetings/?" + "type=workshop&" * 900,
    "/api/v1/meetings/?" + "type=nothing&" * 900,
    "/en/meetings/?year=2023&year=x",
    "/api/v1/meetings/?page=1&page=x",
    "/api/v1/meetings/?page_size=1&page_size=x",
    "/en/meetings/?" + "%00=%00&%ff=%ff",
    "/api/v1/meetings/?" + "%00=%00&%ff=%ff",
    "/api/v1/meetings/?" + "a" * 10_000,
]
HEADERS = [
    "ACCEPT",
    "ACCEPT_ENCODING",
    "ACCEPT_LANGUAGE",
    "AUTHORIZATION",
    "COOKIE",
    "HX_REQUEST",
    "IF_MODIFIED_SINCE",
    "IF_NONE_MATCH",
    "IF_RANGE",
    "ORIGIN",
    "RANGE",
    "REFERER",
    "USER_AGENT",
    "X_FORWARDED_FOR",
    "X_FORWARDED_HOST",
    "X_FORWARDED_PROTO",
    "X_HTTP_METHOD_OVERRIDE",
    "X_REQUESTED_WITH",
]
HEADER_VALUES = [
    "",
    "\x00",
    "\xff\xfe",
    "\xf0\x9f\x8c\x8d",
    "a" * 8000,
    ",;=,;=",
    "sessionid=\x00; csrftoken=\xff; django_language=../../x; messages=x",
    "fr;q=9999999999,en;q=x,*;q=0.0000000001",
    "bytes=99999999999999999999-,-1,5-1",
    "Thu, 99 Foo 0000 99:99:99 GMT",
    "DELETE",
    "-1",
]


class Visitor(Client):
    """A client that sends addresses as they are written, and gets an answer to everything."""

    def __init__(self):
        super().__init__(raise_request_exception=False)

    def ask(self, address: str, method: str = "GET", **environment):
        """The answer to `address` as a server hands it over, with nothing in it put in order."""
        path, _mark, query = address.partition("?")
        return self.request(
            PATH_INFO=unquote_to_bytes(path).decode("latin-1"),
            QUERY_STRING=query,
            REQUEST_METHOD=method,
            **environment,
        )


@pytest.fixture
def visitor():
    return Visitor()


@pytest.fixture
def file(db):
    """A file that may be asked for."""
    return DocumentVersionFactory(file=ContentFile(b"%PDF-1.7", "report.pdf"))


def complaint(response) -> str:
    """What is wrong with an answer: an error of ours, or a refusal without a sentence."""
    status = response.status_code
    if status >= 500:
        return f"{status}"
    if status >= 400 and not sentence(response).endswith("."):
        return f"{status} without a sentence"
    return ""


def sentence(response) -> str:
    """The words in which something is refused."""
    if response["Content-Type"] == "application/problem+json":
        return json.loads(response.content)["detail"]
    main = read(response).one("main")
    boxes = main.all("div", class_="error-summary")
    told = [*main.all("p", class_="lead"), *(one for box in boxes for one in box.all("li"))]
    return told[0].text


def complaints(visitor, addresses, **environment) -> dict[str, str]:
    """The complaints about the answers to the addresses, if there are any."""
    found = {one: complaint(visitor.ask(one, **environment)) for one in addresses}
    return {address[:200]: text for address, text in found.items() if text}


@pytest.mark.urls("tests.failing_urls")
def test_an_error_of_ours_would_be_noticed(visitor):
    addresses = ["/en/fail/500/", "/api/v1/fail/500/", "/en/fail/404/"]

    assert complaints(visitor, addresses) == dict.fromkeys(addresses[:2], "500")


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_any_parameter_of_the_api_does_no_harm(visitor, value):
    MeetingFactory()
    addresses = [f"/api/v1/meetings/?{name}={value}" for name in NAMES]
    addresses += [f"/api/v1/documents/?{name}={value}" for name in OF_DOCUMENTS]
    addresses += [f"/api/v1/{question}={value}" for question in QUESTIONS]

    assert complaints(visitor, addresses) == {}


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_all_filters_of_a_page_does_no_harm(visitor, value):
    query = "&".join(f"{name}={value}" for name in FILTERS)
    lists = ["/fr/reunions/", "/en/meetings/calendar.ics", "/en/meetings/meetings.csv"]
    lists += ["/en/meetings/news.atom"]
    lists += ["/en/meetings/calendar/2023/04/", "/fr/reunions/calendrier/"]
    addresses = [f"{one}?{query}" for one in lists] + [f"{one}?page={value}" for one in lists]
    addresses += [f"/fr/reunions/calendrier/?month={value}"]

    assert complaints(visitor, addresses) == {}


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_all_filters_of_the_library_does_no_harm(visitor, value):
    query = "&".join(f"{name}={value}" for name in OF_DOCUMENTS)

    assert complaints(visitor, [f"/fr/documents/?{query}", f"/en/documents/?page={value}"]) == {}


@pytest.mark.parametrize("name", [*FILTERS, "page", "kind"])
def test_no_page_repeats_what_it_may_not_hold(visitor, name):
    lists = ["/en/meetings/", "/en/documents/", "/en/search/", "/en/meetings/calendar.ics"]
    lists += ["/fr/reunions/actualites.atom"]

    answers = [visitor.ask(f"{one}?{name}=a%00b%01%1f%7f%c2%85%e2%80%aec") for one in lists]

    said = "".join(answer.content.decode() for answer in answers)
    assert {char for char in said if unicodedata.category(char) in ("Cc", "Cf")} <= {"\n", "\r"}


@pytest.mark.parametrize("value", GARBAGE)
def test_garbage_in_any_path_does_no_harm(visitor, value):
    assert complaints(visitor, [path.format(value) for path in PATHS]) == {}


def test_odd_addresses_do_no_harm(visitor):
    assert complaints(visitor, ADDRESSES) == {}


@pytest.mark.parametrize("value", HEADER_VALUES)
def test_garbage_in_any_header_does_no_harm(visitor, file, value):
    addresses = ["/", "/api/v1/documents/", "/en/nothing/", file.get_absolute_url()]

    found = [complaints(visitor, addresses, **{f"HTTP_{name}": value}) for name in HEADERS]

    assert found == [{}] * len(HEADERS)


@pytest.mark.parametrize("value", HEADER_VALUES)
def test_garbage_in_all_headers_at_once_does_no_harm(visitor, file, value):
    headers = {f"HTTP_{name}": value for name in HEADERS}
    addresses = ["/", "/en/", "/fr/reunions/", "/api/v1/meetings/", file.get_absolute_url()]

    assert complaints(visitor, addresses, **headers) == {}


@pytest.mark.parametrize("value", HEADER_VALUES)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "OPTIONS", "FOO"])
def test_a_body_that_is_not_what_it_says_does_no_harm(visitor, method, value):
    addresses = ["/en/meetings/", "/api/v1/meetings/", "/i18n/setlang/"]
    body = {"CONTENT_TYPE": value, "CONTENT_LENGTH": value, "wsgi.input": FakePayload(b"\x00\xff{")}

    assert complaints(visitor, addresses, method=method, **body) == {}


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "FOO", "\xff", "A" * 1000])
def test_a_method_nobody_knows_is_not_allowed(visitor, method):
    addresses = ["/en/", "/en/meetings/", "/files/1/", "/api/v1/", "/api/v1/meetings/"]

    assert {visitor.ask(one, method=method).status_code for one in addresses} == {405}


words = st.text(max_size=60) | st.sampled_from(GARBAGE).map(unquote) | st.integers().map(str)


@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES) | words, words), max_size=8))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_too_much_for_the_api(visitor, pairs):
    query = urlencode(pairs, errors="surrogatepass")

    assert complaints(visitor, [f"/api/v1/meetings/?{query}"]) == {}


@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), words), max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_is_too_much_for_a_page(visitor, pairs):
    query = urlencode(pairs, errors="surrogatepass")

    assert complaints(visitor, [f"/fr/reunions/?{query}"]) == {}


@given(
    segments=st.lists(st.text() | st.sampled_from(["en", "fr", "api", "v1", "files", "meetings"]))
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_path_is_too_much(visitor, segments):
    path = "/".join(quote(one, safe="", errors="surrogatepass") for one in ["", *segments])

    assert complaints(visitor, [f"{path}/"]) == {}


@given(query=st.binary(max_size=100))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_are_too_much(visitor, query):
    assert complaints(visitor, [f"/api/v1/meetings/?{query.decode('latin-1')}"]) == {}
