"""News feeds: what subscribers read of what became of meetings."""

import datetime
import re
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from actionplan.together import together
from events.changes.log import begin_edition, compact
from events.following import rebuild
from events.models import Change, DateChange, Meeting, StatusChange
from events.news.texts import clean
from tests.browsing import read
from tests.canaries import CANARY, HIDDEN_CODE, SEALED, Nest
from tests.factories import (
    AreaFactory,
    CityFactory,
    DocumentFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    MeetingTypeFactory,
    OutcomeFactory,
    OutcomeKindFactory,
    ParticipationFactory,
    PartnerFactory,
    PlanLinkFactory,
    RecommendationFactory,
)
from tests.feeds import ATOM, follow, parsed, titles
from tests.payloads import EVERYTHING

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2027-01-11T09:00Z", tick=False)]

FEED, FRENCH_FEED = "/en/meetings/news.atom", "/fr/reunions/actualites.atom"
MARCH, JUNE = datetime.date(2027, 3, 5), datetime.date(2027, 6, 11)
MAY = {"start_date": datetime.date(2027, 5, 3), "end_date": datetime.date(2027, 5, 4)}
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


def to_come(**fields):
    fields = {"slug": "som", "title_en": "SOM", "title_fr": "RHF", "start_date": MARCH} | fields
    return MeetingFactory(**{"status": "planned"} | fields)


def decide(reason: str = "", **fields):
    """What the page of a decision on a meeting saves, read afresh as every request does."""
    meeting = Meeting.objects.get(slug="som")
    meeting.decision = {"reason_en": reason, "reason_fr": ""} if reason else None
    for name, value in fields.items():
        setattr(meeting, name, value)
    with together():
        meeting.save()


def add(factory, **fields):
    """A part of the meeting, saved on its form."""
    with together():
        return factory(meeting=Meeting.objects.get(slug="som"), **fields)


def spaced(text: str) -> str:
    """With the spaces that any keyboard has."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


# What is news, and how it is told


NEWS = {
    "put off": (
        lambda: decide(**MAY),
        ("Postponed to 3–4 May 2027: SOM", "Reportée à une nouvelle date (3–4 mai 2027) : RHF"),
        "Postponed to 3–4 May 2027. Earlier dates: 5 March 2027.",
    ),
    "postponed": (
        lambda: decide("Elections.", status="postponed"),
        ("Postponed: SOM", "Reportée : RHF"),
        "Postponed. Elections. It was to take place on 5 March 2027.",
    ),
    "cancelled": (
        lambda: decide("For want of a room", status="cancelled"),
        ("Cancelled: SOM", "Annulée : RHF"),
        "Cancelled. For want of a room. It was to take place on 5 March 2027.",
    ),
    "brought forward": (
        lambda: decide(start_date=datetime.date(2027, 3, 1), end_date=datetime.date(2027, 3, 2)),
        ("New dates: SOM", "Nouvelles dates : RHF"),
        "New dates: 1–2 March 2027. Earlier dates: 5 March 2027.",
    ),
    "known but for the day": (
        lambda: decide(date_precision="month"),
        ("New dates: SOM", "Nouvelles dates : RHF"),
        "New dates: March 2027. Earlier dates: 5 March 2027.",
    ),
    "at another time": (
        lambda: decide(start_time=datetime.time(14)),
        ("Time changed: SOM", "Horaires modifiés : RHF"),
        "Time changed. 5 March 2027.",
    ),
    "held": (
        lambda: decide(status="held"),
        ("Held: SOM", "Tenue : RHF"),
        "Held. 5 March 2027.",
    ),
    "outcomes": (
        lambda: add(OutcomeFactory, kind=OutcomeKindFactory(name_plural_en="proposals"), count=7),
        ("Outcomes: SOM", "Résultats : RHF"),
        "Outcomes: 7 proposals. 5 March 2027.",
    ),
    "recommendations": (
        lambda: add(RecommendationFactory),
        ("Recommendations added: SOM", "Recommandations ajoutées : RHF"),
        "Recommendations added. 5 March 2027.",
    ),
    "documents": (
        lambda: add(DocumentFactory, title_en="Conclusions"),
        ("Documents added: SOM", "Documents ajoutés : RHF"),
        "Documents added: Conclusions. 5 March 2027.",
    ),
    "place": (
        lambda: decide(
            city=CityFactory(name_en="Bamako", country=PartnerFactory(name_en="Mali")),
            venue_en="Palais",
        ),
        ("Place changed: SOM", "Lieu modifié : RHF"),
        "Place changed: Palais, Bamako, Mali. 5 March 2027.",
    ),
    "mode": (
        lambda: decide(mode="online"),
        ("Mode changed: SOM", "Format modifié : RHF"),
        "Mode changed: Online. 5 March 2027.",
    ),
    "partners": (
        lambda: add(MeetingPartnerFactory, partner=PartnerFactory(name_en="Togo")),
        ("Partners changed: SOM", "Partenaires modifiés : RHF"),
        "Partners changed: Host: Togo. 5 March 2027.",
    ),
    "items of the plan": (
        lambda: add(PlanLinkFactory, area=AreaFactory(number=4, plan__name_en="Cadiz")),
        ("Items of the action plan changed: SOM", "Éléments du plan d’action modifiés : RHF"),
        "Items of the action plan changed: Cadiz, Area 4. 5 March 2027.",
    ),
    "wording": (
        lambda: decide(summary_en="On visas.", notes="To be checked"),
        ("Updated: SOM", "Mise à jour : RHF"),
        "Updated. 5 March 2027.",
    ),
    "a part that is no news": (
        lambda: add(MeetingAimFactory),
        ("Updated: SOM", "Mise à jour : RHF"),
        "Updated. 5 March 2027.",
    ),
}


@pytest.mark.parametrize("kind", NEWS)
def test_what_became_of_a_meeting_is_told_in_both_languages(client, time_machine, kind):
    act, expected, summary = NEWS[kind]
    to_come()
    time_machine.shift(DAY)

    act()

    told = [follow(client, address)[0] for address in (FEED, FRENCH_FEED)]
    assert [spaced(one.title) for one in told] == list(expected)
    assert spaced(told[0].summary) == summary
    assert titles(client, FEED)[1:] == ["New meeting: SOM"]


def test_new_meeting_says_when_and_where_it_is(client):
    to_come(city=CityFactory(name_fr="Le Caire", country=PartnerFactory(name_fr="Égypte")), **MAY)

    (told,) = follow(client, FRENCH_FEED)

    assert [spaced(one) for one in told] == [
        "Nouvelle réunion : RHF",
        "Nouvelle réunion. 3–4 mai 2027, Le Caire, Égypte.",
    ]


def test_new_meeting_that_is_cancelled_already_says_so(client):
    to_come(status="cancelled")

    (told,) = follow(client, FEED)

    assert (told.title, spaced(told.summary)) == (
        "New meeting: SOM",
        "New meeting. Cancelled. It was to take place on 5 March 2027.",
    )


def test_postponed_meeting_finds_its_dates(client, time_machine):
    to_come(status="postponed")
    time_machine.shift(DAY)

    decide("A hall was found", status="planned", **MAY)

    told = follow(client, FEED)[0]
    assert (told.title, spaced(told.summary)) == (
        "New dates: SOM",
        "New dates: 3–4 May 2027. Earlier dates: 5 March 2027. A hall was found.",
    )


def test_cancelled_meeting_takes_place_after_all(client, time_machine):
    to_come(status="cancelled")
    time_machine.shift(DAY)

    decide(status="planned")

    assert spaced(titles(client, FRENCH_FEED)[0]) == "De nouveau prévue : RHF"


def test_date_of_a_meeting_that_is_over_is_corrected_and_not_moved(client, time_machine):
    to_come(status="held")
    time_machine.shift(DAY)

    decide(**MAY)

    told = follow(client, FEED)[0]
    assert [spaced(one) for one in told] == ["Dates changed: SOM", "Dates changed: 3–4 May 2027."]


@pytest.mark.parametrize(
    "act",
    [
        lambda city: city.meetings.first().documents.first().delete(),
        lambda city: city.meetings.first().documents.update(publication="draft") and rebuild(),
    ],
)
def test_document_that_goes_is_not_said_to_have_come(client, time_machine, act):
    meeting = to_come(city=CityFactory())
    DocumentFactory(meeting=meeting, title_en="Conclusions")
    time_machine.shift(DAY)

    act(meeting.city)

    told = follow(client, FEED)
    assert [one.title for one in told] == ["Documents changed: SOM", "New meeting: SOM"]
    assert "Conclusions" not in str(told)


def test_document_that_is_published_or_changes_hands_has_come(client, time_machine):
    to_come()
    draft = add(DocumentFactory, publication="draft", title_en="Draft")
    other = DocumentFactory(title_en="Elsewhere")
    time_machine.shift(DAY)

    with together():
        draft.publish()
        draft.save()
        other.meeting = draft.meeting
        other.save()

    told = follow(client, FEED)[0]
    assert told.summary.startswith("Documents added: Draft, Elsewhere. ")


def test_outcome_that_is_reworded_is_no_news(client, time_machine):
    outcome = OutcomeFactory(meeting=to_come(), text_en="Many")
    time_machine.shift(DAY)

    outcome.text_en = "Few"
    outcome.save()

    assert titles(client, FEED)[0] == "Updated: SOM"


def test_city_that_is_renamed_is_no_other_place(client, time_machine):
    city = to_come(city=CityFactory()).city
    time_machine.shift(DAY)

    city.name_en = "Praia"
    city.save()

    assert titles(client, FEED)[0] == "Updated: SOM"


# Sittings


def test_whoever_saves_ten_times_makes_one_piece_of_news(client, time_machine):
    to_come()
    time_machine.shift(DAY)
    begun = datetime.datetime.now(datetime.UTC)
    for number in range(10):
        decide(summary_en=f"{number}", status="held" if number > 4 else "planned")
        time_machine.shift(10 * MINUTE)
    add(OutcomeFactory)
    ended = datetime.datetime.now(datetime.UTC)

    found = parsed(client, FEED).entries

    assert [one.title for one in found] == ["Held: SOM", "New meeting: SOM"]
    assert found[0].summary.startswith("Held. Outcomes: ")
    assert (found[0].published, found[0].updated) == (begun.isoformat(), ended.isoformat())


@pytest.mark.parametrize(("minutes", "count"), [(60, 1), (61, 2)])
def test_changes_within_an_hour_are_one_entry(client, time_machine, minutes, count):
    to_come()
    time_machine.shift(minutes * MINUTE)

    decide(status="cancelled")

    assert len(follow(client, FEED)) == count


def test_entry_keeps_its_name_while_it_grows(client, time_machine):
    to_come()
    before = [one.id for one in parsed(client, FEED).entries]
    time_machine.shift(MINUTE)

    decide(status="cancelled")

    (entry,) = parsed(client, FEED).entries
    assert [entry.id] == before
    assert entry.title == "Cancelled: SOM"
    assert entry.summary.startswith("Cancelled. New meeting. ")


def test_what_is_taken_back_at_once_is_no_news(client, time_machine):
    to_come()
    time_machine.shift(DAY)
    for fields in ({"status": "cancelled", **MAY}, {"status": "planned"}):
        decide(**fields)
    decide(start_date=MARCH, end_date=MARCH)

    assert titles(client, FEED)[0] == "Updated: SOM"


def test_changes_of_two_meetings_are_two_entries(client):
    to_come()
    MeetingFactory(title_en="Workshop")

    assert titles(client, FEED) == ["New meeting: Workshop", "New meeting: SOM"]


def test_feed_ends_after_fifty_entries(client):
    with together():
        meetings = MeetingFactory.create_batch(51)

    told = titles(client, FEED)

    assert told == [f"New meeting: {one.title_en}" for one in reversed(meetings[1:])]


# What an older entry says stays true


def test_each_entry_says_what_was_so_then(client, time_machine):
    to_come()
    for fields in (
        MAY,
        {"status": "postponed"},
        {"status": "planned", "start_date": JUNE, "end_date": JUNE},
        {"venue_en": "Palais"},
        {"venue_en": "Hall", "mode": "hybrid"},
        {"status": "cancelled"},
    ):
        time_machine.shift(DAY)
        decide(**fields)

    assert [tuple(map(spaced, one)) for one in follow(client, FEED)] == [
        ("Cancelled: SOM", "Cancelled. It was to take place on 11 June 2027."),
        (
            "Place changed: SOM",
            "Place changed: Hall. Mode changed: Hybrid. 11 June 2027.",
        ),
        ("Place changed: SOM", "Place changed. 11 June 2027."),
        ("New dates: SOM", "New dates: 11 June 2027. Earlier dates: 3–4 May 2027."),
        ("Postponed: SOM", "Postponed. It was to take place on 3–4 May 2027."),
        (
            "Postponed to 3–4 May 2027: SOM",
            "Postponed to 3–4 May 2027. Earlier dates: 5 March 2027.",
        ),
        ("New meeting: SOM", "New meeting. 5 March 2027."),
    ]


def test_what_the_history_does_not_hold_is_not_said(client, time_machine):
    to_come()
    for fields in ({"status": "postponed"}, {"status": "planned", **MAY}):
        time_machine.shift(DAY)
        decide(**fields)
    StatusChange.objects.all().delete()
    DateChange.objects.all().delete()
    rebuild()

    assert [tuple(map(spaced, one)) for one in follow(client, FEED)] == [
        ("Dates changed: SOM", "Dates changed: 3–4 May 2027."),
        ("Status changed: SOM", "Status changed."),
        ("New meeting: SOM", "New meeting."),
    ]


def test_entries_stay_what_they_are_when_older_changes_are_forgotten(client, time_machine):
    to_come()
    time_machine.shift(400 * DAY)
    for number in range(3):
        time_machine.shift(50 * MINUTE)
        decide(summary_en=str(number))
    before = client.get(FEED).content

    compact(datetime.datetime.now(datetime.UTC) - 370 * DAY)

    assert client.get(FEED).content == before
    assert titles(client, FEED) == ["Updated: SOM"]


@pytest.mark.parametrize(("days", "count"), [(364, 1), (365, 0)])
def test_news_are_told_for_a_year(client, time_machine, days, count):
    to_come()
    time_machine.shift(days * DAY)

    assert len(follow(client, FEED)) == count


def test_names_of_entries_are_never_used_again(client):
    to_come()
    names = [one.id for one in parsed(client, FEED).entries]
    Change.objects.update(changed_at=datetime.datetime(2027, 1, 12, tzinfo=datetime.UTC))
    begin_edition()

    assert [one.id for one in parsed(client, FEED).entries] != names


# Who is in it


@pytest.mark.parametrize("publication", ["draft", "withdrawn"])
def test_meeting_that_is_not_public_is_in_no_news(client, publication):
    to_come(publication=publication, title_en="Secret")

    assert follow(client, FEED) == []


def test_meeting_that_is_withdrawn_takes_its_older_news_along(client, time_machine):
    to_come()
    MeetingFactory(title_en="Workshop")
    time_machine.shift(DAY)
    decide(status="cancelled")
    time_machine.shift(DAY)

    decide(publication="withdrawn")

    assert titles(client, FEED) == ["New meeting: Workshop"]


def test_meeting_that_is_public_again_is_not_new(client, time_machine):
    to_come()
    for publication in ("withdrawn", "published"):
        time_machine.shift(DAY)
        decide(publication=publication, **(MAY if publication == "published" else {}))

    told = [tuple(map(spaced, one)) for one in follow(client, FRENCH_FEED)]

    assert told == [
        ("De nouveau publiée : RHF", "De nouveau publiée. 3–4 mai 2027."),
        ("Nouvelle réunion : RHF", "Nouvelle réunion."),
    ]


def test_draft_that_becomes_public_is_new_and_tells_nothing_of_before(client, time_machine):
    to_come(publication="draft", title_en="Working title")
    time_machine.shift(DAY)
    decide(title_en="SOM", **MAY)
    time_machine.shift(DAY)

    decide(publication="published")

    (told,) = follow(client, FEED)
    assert [spaced(one) for one in told] == ["New meeting: SOM", "New meeting. 3–4 May 2027."]


def test_news_hold_nothing_that_is_not_public(client):
    nest = Nest()
    for one in Meeting.objects.all():
        one.mode = "hybrid"
        one.save()

    text = "".join(client.get(address).content.decode() for address in (FEED, FRENCH_FEED))

    assert f"/en/meetings/{nest.meeting.slug}/" in text
    assert re.findall(rf"{CANARY}|{SEALED}|\b{HIDDEN_CODE}\b", text, re.IGNORECASE) == []


def test_people_are_no_news(client, time_machine):
    to_come()
    time_machine.shift(DAY)

    add(ParticipationFactory)

    assert titles(client, FEED) == ["New meeting: SOM"]


# The same filters as the page


@pytest.fixture
def various(db):
    country = PartnerFactory(code="ML")
    for slug in ("webinar", "workshop"):
        type_ = MeetingTypeFactory(slug=slug, name_en=slug.capitalize())
        to_come(slug=f"{slug}-online", type=type_, mode="online")
        to_come(slug=f"{slug}-there", type=type_, country=country, start_date=JUNE.replace(2028))


@pytest.mark.usefixtures("various")
@pytest.mark.parametrize(
    "query",
    [
        "",
        "type=webinar",
        "type=webinar&type=workshop&mode=online",
        "year=2028&country=ML",
        "upcoming=true&page=2",
        "q=som",
        "country=",
    ],
)
def test_feed_tells_of_what_the_page_of_meetings_shows(client, query):
    shown = client.get(f"/en/meetings/?{query.replace('page=2', '')}").context["meetings"]

    entries = parsed(client, f"{FEED}?{query}").entries

    wanted = {f"http://testserver{meeting.get_absolute_url()}" for meeting in shown}
    assert {one.link for one in entries} == wanted != set()


@pytest.mark.usefixtures("various")
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("type=nonsense", "type: Select a valid choice. nonsense is"),
        ("year=soon", "year: Enter a whole number."),
        ("typ=webinar", "typ: Unknown parameter. Known are: attended, "),
    ],
)
def test_filter_that_cannot_be_is_refused_with_its_reason(client, query, reason):
    response = client.get(f"{FEED}?{query}")

    assert response.status_code == 400
    assert read(response).one("p", class_="lead").text.startswith(reason)


@pytest.mark.usefixtures("various")
def test_feed_says_what_it_is_of(client):
    feed = parsed(client, f"{FEED}?page=2&year=&mode=online&type=webinar").feed

    links = {one.rel: one.href for one in feed.links}
    query = "type=webinar&mode=online"
    assert feed.title == "News of the meetings of the Rabat Process – Webinar – Online"
    assert links == {
        "alternate": f"http://testserver/en/meetings/?{query}",
        "self": f"http://testserver{FEED}?{query}",
    }


@pytest.mark.usefixtures("various")
def test_feeds_have_names_of_their_own(client):
    queries = ["", "?type=webinar", "?mode=online"]
    feeds = [
        parsed(client, address + query) for address in (FEED, FRENCH_FEED) for query in queries
    ]

    names = [feed.feed.id for feed in feeds]
    entries = [{one.id for one in feed.entries} for feed in feeds]
    assert len(set(names)) == 6
    assert entries[1] < entries[0]
    assert entries[0].isdisjoint(entries[3])


# The form


@pytest.mark.parametrize(
    ("address", "language", "title", "author", "page"),
    [
        (FEED, "en", "News of the meetings of the Rabat Process", "Rabat Process", "/en/meetings/"),
        (
            FRENCH_FEED,
            "fr",
            "Actualité des réunions du Processus de Rabat",
            "Processus de Rabat",
            "/fr/reunions/",
        ),
    ],
)
def test_feed_is_in_its_language(client, address, language, title, author, page):
    to_come()

    found = parsed(client, address)

    feed, (entry,) = found.feed, found.entries
    assert (feed.language, feed.title, feed.author) == (language, title, author)
    assert (feed.link, entry.link) == (f"http://testserver{page}", f"http://testserver{page}som/")


def test_text_that_is_lacking_is_in_the_other_language_and_says_so(client, time_machine):
    to_come(title_fr="")
    time_machine.shift(DAY)
    decide("Elections", status="cancelled")

    told = follow(client, FRENCH_FEED)[0]

    assert spaced(told.title) == "Annulée : SOM (EN)"
    assert told.summary.startswith("Annulée. Elections (EN). ")


def test_feed_is_sent_as_one_and_the_same_without_cookie(client, time_machine):
    to_come()
    first = client.get(FEED)
    time_machine.shift(DAY)

    second = client.get(FEED)

    assert first["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (first.cookies, first["Vary"]) == ({}, "Accept-Encoding")
    assert second.content == first.content


def test_feed_without_entries_is_one_and_the_same(client, time_machine):
    first = client.get(FEED).content
    time_machine.shift(DAY)
    empty = parsed(client, FEED)

    assert (empty.entries, client.get(FEED).content) == ([], first)


@pytest.mark.parametrize("address", ["/en/", "/en/meetings/som/", "/fr/reunions/"])
def test_pages_tell_readers_of_the_feed(client, address):
    to_come()

    head = read(client.get(address)).one("head")

    (link,) = head.all("link", type="application/atom+xml")
    feed = FEED if "/en/" in address else FRENCH_FEED
    assert (link["rel"], link["href"]) == ("alternate", feed)


@pytest.mark.parametrize("address", ["/en/meetings/", "/en/meetings/calendar/2027/03/"])
def test_page_leads_to_the_news_of_what_it_shows(client, address):
    type_ = to_come(type__slug="webinar").type

    views = read(client.get(f"{address}?type={type_.slug}&mode=")).one("div", id="views")

    (link,) = views.all("a", type="application/atom+xml")
    assert (link["href"], link.text) == (f"{FEED}?type=webinar", "Follow the news (Atom)")


# Whatever staff write, and how much of it


@given(text=st.text())
def test_no_text_breaks_a_feed(text):
    assert ElementTree.fromstring(f"<a>{escape(clean(text))}</a>").tag == "a"  # noqa: S314


@pytest.mark.parametrize("number", range(0, len(EVERYTHING), 10))
def test_texts_that_would_do_something_are_texts(client, time_machine, number):
    for text in EVERYTHING[number : number + 10]:
        meeting = MeetingFactory(title_en=text[:250], title_fr="", venue_en=text[:150])
        DocumentFactory(meeting=meeting, title_en=text[:250])
        meeting.decision = {"reason_en": text[:300]}
        meeting.status = "cancelled"
        meeting.save()

    expected = [f"Cancelled: {clean(text[:250])}" for text in EVERYTHING[number : number + 10]]
    raw = client.get(FEED).content
    feed = ElementTree.fromstring(raw)  # noqa: S314, of our own making
    told = [one.text for one in feed.iter(f"{ATOM}title")][1:]
    assert told == expected[::-1]
    assert len(parsed(client, FRENCH_FEED).entries) == len(expected)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("address", [FEED, FRENCH_FEED])
def test_whole_record_makes_a_feed_in_order(client, address):
    rebuild()

    assert len(follow(client, address)) == 50


@pytest.mark.parametrize("each", [1, 3])
def test_feed_costs_as_many_queries_for_three_entries_as_for_one(client, time_machine, each):
    type_ = MeetingTypeFactory(slug="webinar")
    for _ in range(each):
        meeting = MeetingFactory(type=type_, city=CityFactory(), status="planned")
        for partner in PartnerFactory.create_batch(each, organisation=True):
            MeetingPartnerFactory(meeting=meeting, partner=partner, role="co_chair")
        for factory in (DocumentFactory, OutcomeFactory, RecommendationFactory, PlanLinkFactory):
            factory.create_batch(each, meeting=meeting)
        meeting.status, meeting.start_date, meeting.end_date = "cancelled", JUNE, JUNE
        meeting.save()

    counted = []
    for address in (FEED, FRENCH_FEED, f"{FEED}?type=webinar"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counted.append(len(queries))

    assert counted == [14, 14, 15]
