"""The public form behind a link for nominations."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from events.models import Mail, Nomination, Nominee
from events.nominations.form import FIELDS
from events.nominations.slots import slots
from events.views.nominations import MOST_PER_LINK
from tests.at_once import at_once
from tests.browsing import read
from tests.factories import (
    DelegationFactory,
    NominationFactory,
    NominationLinkFactory,
    NomineeFactory,
)
from tests.redis_server import closed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-06-15 12:00Z")]
DAY = datetime.date(2026, 7, 1)
NAMES = {
    "principal0-given_name": "Awa",
    "principal0-family_name": "Diop",
    "principal0-email": "awa@example.org",
    "principal0-function": "head",
}


@pytest.fixture(autouse=True)
def secretariat(settings):
    settings.SECRETARIAT_EMAIL = "secretariat@example.org"
    cache.clear()


def make_link(**fields):
    """A link to a form with a representative and an accompanying person."""
    seats = {
        "participation": "seats",
        "principal_seats": 1,
        "accompanying_seats": 1,
        "seat_unit": "country/organisation",
    }
    meeting = {"start_date": DAY, "end_date": DAY, "status": "planned", "publication": "draft"}
    given = {f"delegation__meeting__{name}": value for name, value in (meeting | seats).items()}
    return NominationLinkFactory(**(given | {"expires_on": datetime.date(2026, 6, 20)} | fields))


def address(link, language="en"):
    word = {"en": "nominations", "fr": "designations"}[language]
    return f"/{language}/{word}/{link.token}/"


def send(link, client=None, **fields):
    return (client or Client()).post(address(link), NAMES | fields)


# What is shown


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Send to the secretariat"), ("fr", "Envoyer au secrétariat")]
)
def test_form_is_there_in_both_languages_even_for_a_draft(client, language, title):
    link = make_link()

    page = read(client.get(address(link, language)))

    assert title in page.text
    assert link.delegation.meeting.title_en in page.text or language == "fr"


def test_form_has_a_place_for_each_seat(client):
    link = make_link(delegation__principal_seats=2)

    page = read(client.get(address(link)))

    titles = ["Representative 1", "Representative 2", "Accompanying person"]
    assert [one.text for one in page.all("legend")] == titles


@pytest.mark.parametrize(
    ("principal", "accompanying", "places"),
    [(2, None, (2, 5)), (None, 0, (5, 0)), (12, 1, (12, 1)), (30_000, 30_000, (50, 50))],
)
def test_form_has_places_for_the_seats_of_each_kind(principal, accompanying, places):
    delegation = DelegationFactory(principal_seats=principal, accompanying_seats=accompanying)

    found = [one.seat for one in slots(delegation)]

    assert (found.count("principal"), found.count("accompanying")) == places
    assert len(found) == sum(places)


def test_the_largest_form_is_received(client):
    link = make_link(delegation__principal_seats=50, delegation__accompanying_seats=50)
    data = {"remark": ""}
    for place in slots(link.delegation):
        data |= {f"{place.prefix}-{name}": "" for name in FIELDS}
        data |= {f"{place.prefix}-function": "delegate"}
    data |= {
        "accompanying50-given_name": "Awa",
        "accompanying50-family_name": "Diop",
        "accompanying50-email": "awa@example.org",
    }

    assert client.post(address(link), data).status_code == 302
    assert Nominee.objects.get().seat == "accompanying"


def test_form_has_some_places_where_the_format_is_open(client):
    link = NominationLinkFactory(
        delegation__meeting__start_date=DAY, delegation__meeting__status="planned"
    )

    page = read(client.get(address(link)))

    assert [one.text for one in page.all("legend")][:2] == ["Delegate 1", "Delegate 2"]


def test_pages_are_kept_and_found_by_nobody_and_set_no_cookie(client):
    link = make_link()
    for response in (client.get(address(link)), send(link, client)):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response.cookies == {}


def test_the_form_needs_no_token_against_forgery():
    assert send(make_link(), Client(enforce_csrf_checks=True)).status_code == 302


def test_the_bearer_learns_how_many_names_were_sent_but_not_which(client):
    link = make_link()
    send(link)

    for path in (address(link), f"{address(link)}received/"):
        text = client.get(path).content.decode()
        assert "1 name" in text
        assert "Diop" not in text
        assert "awa@example.org" not in text


# Links that open nothing


def another_first_letter(token):
    return ("b" if token.startswith("a") else "a") + token[1:]


def another_separator(token):
    return token.replace(".", "-")


def one_letter_more(token):
    return token + "x"


@pytest.mark.parametrize("tampered", [another_first_letter, another_separator, one_letter_more])
def test_a_token_that_was_tampered_with_is_no_address(client, tampered):
    token = tampered(make_link().token)

    assert client.get(f"/en/nominations/{token}/").status_code == 404
    assert client.post(f"/en/nominations/{token}/", NAMES).status_code == 404


@pytest.mark.parametrize("token", ["a", "a.b", ".", "%00", "é.é", "a" * 3000])
def test_garbage_is_no_address(client, token):
    assert client.get(f"/en/nominations/{token}/").status_code == 404


def test_a_key_without_signature_is_no_address(client):
    link = make_link()

    assert client.get(f"/en/nominations/{link.key}/").status_code == 404


CLOSED = {
    "revoked": {"revoked_at": datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC)},
    "expired": {"expires_on": datetime.date(2026, 6, 14)},
    "over": {
        "delegation__meeting__start_date": datetime.date(2026, 6, 10),
        "delegation__meeting__end_date": datetime.date(2026, 6, 11),
    },
    "cancelled": {"delegation__meeting__status": "cancelled"},
    "held": {"delegation__meeting__status": "held"},
}


@pytest.mark.parametrize("why", CLOSED)
def test_a_closed_link_says_so_and_whom_to_write_to_and_nothing_else(client, why):
    link = make_link(**CLOSED[why])
    for response in (
        client.get(address(link)),
        send(link),
        client.get(f"{address(link)}received/"),
    ):
        text = response.content.decode()
        assert response.status_code == 410
        assert "secretariat@example.org" in text
        assert link.delegation.meeting.title_en not in text
        assert link.delegation.partner.name_en not in text
    assert Nomination.objects.count() == 0


def test_a_link_is_open_through_its_last_day(client, time_machine):
    link = make_link()
    time_machine.move_to("2026-06-20 12:00Z")
    assert client.get(address(link)).status_code == 200
    time_machine.move_to("2026-06-21 12:00Z")
    assert client.get(address(link)).status_code == 410


# What is sent


def test_names_are_received_as_typed_and_told_to_both_sides():
    link = make_link()

    response = send(link, remark="Vegetarian", **{"principal0-position": "Director"})

    nominee = Nominee.objects.get()
    assert response["Location"] == f"{address(link)}received/"
    assert (nominee.given_name, nominee.family_name) == ("Awa", "Diop")
    assert (nominee.seat, nominee.function, nominee.position) == ("principal", "head", "Director")
    assert (nominee.nomination.remark, nominee.nomination.state) == ("Vegetarian", "pending")
    letters = {one.recipient: one.body for one in Mail.objects.all()}
    assert set(letters) == {"secretariat@example.org", *link.recipient_list()}
    assert all("Diop" not in body and "Vegetarian" not in body for body in letters.values())


def test_the_same_sent_twice_is_one_nomination_and_one_set_of_letters():
    link = make_link()
    answers = [send(link), send(link)]

    assert [one.status_code for one in answers] == [302, 302]
    assert (Nomination.objects.count(), Nominee.objects.count(), Mail.objects.count()) == (1, 1, 2)


def test_what_was_accepted_is_not_received_again():
    link = make_link()
    send(link)
    Nomination.objects.update(state="accepted")

    send(link)

    assert Nomination.objects.get().state == "accepted"


def test_a_later_nomination_takes_the_place_of_one_that_waits():
    link = make_link()
    send(link)
    send(link, **{"principal0-given_name": "Aïssatou"})

    states = list(Nomination.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["replaced", "pending"]


def test_what_is_refused_can_be_sent_again():
    link = make_link()
    send(link)
    Nomination.objects.update(state="refused")

    send(link)

    assert Nomination.objects.filter(state="pending").count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            dict.fromkeys([*NAMES, "principal0-institution"], "") | {"remark": "Nobody"},
            "Name at least one person.",
        ),
        ({"principal0-family_name": ""}, "Representative, family name"),
        ({"principal0-email": "nonsense"}, "Representative, e-mail"),
        ({"principal0-email": "a@b.org\r\nBcc: c@d.org"}, "Representative, e-mail"),
        ({"principal0-function": "chair"}, "Representative, function"),
        ({"principal0-given_name": "A" * 101}, "Representative, given name"),
        ({"principal0-email": "a\0@b.org"}, "Representative, e-mail"),
        ({"remark": "A" * 2001}, "Remark"),
        (
            {
                "accompanying0-given_name": "Aïssatou",
                "accompanying0-family_name": "Fall",
                "accompanying0-email": "AWA@example.org",
                "accompanying0-function": "delegate",
            },
            "Accompanying person, e-mail",
        ),
    ],
)
def test_mistakes_are_named_beside_their_field_and_nothing_is_lost(fields, said):
    link = make_link()

    response = send(link, **({"principal0-institution": "Ministry <b>"} | fields))

    page = read(response)
    assert response.status_code == 400
    assert said in page.one("div", **{"class": "error-summary"}).text
    kept = page.one("input", name="principal0-institution").attributes.get("value", "")
    assert kept == fields.get("principal0-institution", "Ministry <b>")
    assert Nomination.objects.count() == 0


def test_lines_and_turns_of_direction_in_names_become_spaces():
    send(make_link(), **{"principal0-family_name": "Di\r\nop\u202e"})

    assert Nominee.objects.get().family_name == "Di op"


def test_places_that_a_delegation_does_not_have_are_not_received():
    link = make_link(delegation__accompanying_seats=0)

    send(link, **{"accompanying0-given_name": "B", "accompanying0-family_name": "C"})

    assert Nominee.objects.count() == 1


def test_too_much_is_put_off_with_the_time_to_wait():
    link = make_link()
    answers = [send(link, remark=str(number)) for number in range(MOST_PER_LINK + 1)]

    assert {one.status_code for one in answers[:-1]} == {302}
    assert (answers[-1].status_code, 0 < int(answers[-1]["Retry-After"]) <= 300) == (429, True)


def test_redis_that_is_away_neither_keeps_anybody_out_nor_lifts_the_limit(use_redis):
    use_redis(closed())
    link = make_link()

    answers = [send(link, remark=str(number)) for number in range(MOST_PER_LINK + 1)]

    assert [one.status_code for one in answers] == [*([302] * MOST_PER_LINK), 429]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one_nomination(tmp_path):
    link = make_link()

    def waiting():
        return Nomination.objects.filter(state="pending").count()

    assert at_once(tmp_path, *[lambda: send(link).status_code] * 2, after=waiting) == [302, 302, 1]


def test_the_number_of_queries_does_not_grow_with_what_was_sent(client, django_assert_num_queries):
    link = make_link()
    for _number in range(3):
        nomination = NominationFactory(link=link, state="accepted")
        NomineeFactory.create_batch(3, nomination=nomination)

    with django_assert_num_queries(3):
        client.get(address(link))


@pytest.mark.parametrize(
    ("language", "years", "sentence"),
    [
        ("en", 5, "They are made anonymous 5 years after the last meeting"),
        ("en", 1, "They are made anonymous 1 year after the last meeting"),
        ("fr", 5, "Elles sont rendues anonymes 5\u00a0ans après la dernière réunion"),
        ("fr", 1, "Elles sont rendues anonymes 1\u00a0an après la dernière réunion"),
    ],
)
def test_form_says_for_how_long_names_are_kept(client, settings, language, years, sentence):
    settings.PERSONAL_DATA_YEARS = years

    assert sentence in client.get(address(make_link(), language)).text
