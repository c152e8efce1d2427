"""Names stand in the order of the reader's language, whichever database holds them."""

import json
import random

import pytest
from django.urls import reverse
from django.utils.translation import override

from actionplan.collation import Alphabetical, alphabetical
from events.filters import published_partners
from events.models import Partner
from tests.browsing import read
from tests.factories import CityFactory, DelegationFactory, MeetingFactory, PartnerFactory
from tests.personas import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2024-06-15")]

ORDERED = [
    *("cote", "Cote", "coté", "côte", "côté", "Côte d’Ivoire", "Côte-Nord", "Côtelette"),
    *("eau", "Écran", "ecrans", "Égypte", "Espagne", "État", "Fès", "île", "Île", "Iles", "œufs"),
    *("Œuvre", "Øresund", "Osnabrück", "São Tomé", "Sao Tomé 2", "Sénégal", "Türkiye", "Zèbre"),
]


def shuffled() -> list[str]:
    names = list(ORDERED)
    random.Random(1).shuffle(names)  # noqa: S311 - the same disorder on every run
    return names


def test_names_are_sorted_by_letters_then_accents_then_capitals():
    assert sorted(shuffled(), key=alphabetical) == ORDERED


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_database_sorts_names_alike(language):
    for name in shuffled():
        PartnerFactory(
            **{f"name_{language}": name, f"name_{'fr' if language == 'en' else 'en'}": "x"}
        )

    with override(language):
        found = Partner.objects.by_name()
        assert [partner.name for partner in found] == ORDERED
        assert [partner.name for partner in found.reverse()] == ORDERED[::-1]


def test_a_name_that_a_language_lacks_stands_where_its_substitute_belongs():
    for english, french in [("Zebra", "Âne"), ("Mule", ""), ("Ant", "Zèbre")]:
        PartnerFactory(name_en=english, name_fr=french)

    with override("fr"):
        assert [partner.name for partner in Partner.objects.by_name()] == ["Âne", "Mule", "Zèbre"]


def test_the_order_is_that_of_the_reader_and_not_of_who_built_the_query():
    PartnerFactory(name_en="Egypt", name_fr="Égypte")
    PartnerFactory(name_en="Germany", name_fr="Allemagne")
    query = Partner.objects.order_by(Alphabetical("name"))

    found = {}
    for language in ("en", "fr"):
        with override(language):
            found[language] = [partner.name for partner in query.all()]

    assert found == {"en": ["Egypt", "Germany"], "fr": ["Allemagne", "Égypte"]}


# Where it shows


@pytest.fixture
def countries(db):
    for english, french in [
        ("Türkiye", "Türkiye"),
        ("Egypt", "Égypte"),
        ("Finland", "Finlande"),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
        ("Germany", "Allemagne"),
        ("Cyprus", "Chypre"),
        ("Spain", "Espagne"),
    ]:
        PartnerFactory(name_en=english, name_fr=french)


ENGLISH = ["Côte d’Ivoire", "Cyprus", "Egypt", "Finland", "Germany", "Spain", "Türkiye"]
FRENCH = ["Allemagne", "Chypre", "Côte d’Ivoire", "Égypte", "Espagne", "Finlande", "Türkiye"]
BOTH = pytest.mark.parametrize(("language", "names"), [("en", ENGLISH), ("fr", FRENCH)])


@BOTH
def test_partners_are_listed_in_the_order_of_the_language(client, countries, language, names):
    with override(language):
        address = reverse("partner-list")

    (group,) = read(client.get(address)).all("ul", class_="partner-items")

    assert [link.text for link in group.all("a")] == names


@BOTH
def test_filters_offer_countries_in_the_order_of_the_language(countries, language, names):
    with override(language):
        assert [str(partner) for partner in published_partners(None)] == names


@BOTH
def test_delegations_are_listed_in_the_order_of_the_language(client, countries, language, names):
    meeting = MeetingFactory()
    for partner in Partner.objects.order_by("pk"):
        DelegationFactory(meeting=meeting, partner=partner)
    with override(language):
        address = meeting.get_absolute_url()

    shown = [link.text for link in read(client.get(address)).one("dl", class_="facts").all("a")]

    assert [name for name in shown if name in names] == names


@BOTH
@pytest.mark.parametrize("screen", ["partner", "city"])
def test_staff_find_partners_and_cities_in_the_order_of_their_language(
    client, countries, language, names, screen
):
    for partner in Partner.objects.all():
        CityFactory(name_en=partner.name_en, name_fr=partner.name_fr, country=partner)
    log_in(client, "administrator")
    client.cookies["django_language"] = language

    page = read(client.get(reverse(f"admin:events_{screen}_changelist")))
    query = {"app_label": "events", "model_name": "meeting", "field_name": "city"}
    if screen == "partner":
        query |= {"model_name": "city", "field_name": "country"}
    choices = json.loads(client.get(reverse("admin:autocomplete"), query).content)["results"]

    listed = [cell.text for cell in page.all("th", class_="field-name")]
    assert (listed, [one["text"].partition(" (")[0] for one in choices]) == (names, names)
