"""Partners, their roles, cities and chairmanships."""

from string import ascii_uppercase

import factory

from events.models import Chairmanship, ChairmanshipPriority, City, Partner, PartnerRole
from tests.factories.base import RowFactory

# Codes that ISO 3166-1 leaves to users, so that no made-up country meets one that a test names.
MADE_UP_CODES = [
    *(f"Q{letter}" for letter in ascii_uppercase[12:]),
    *(f"X{letter}" for letter in ascii_uppercase),
]


class PartnerFactory(RowFactory):
    """A country of West Africa; `organisation=True` makes it an organisation."""

    code = factory.Sequence(lambda n: MADE_UP_CODES[n % len(MADE_UP_CODES)])
    kind = "country"
    name_en = factory.LazyAttribute(lambda o: f"Country {o.code}")
    name_fr = factory.LazyAttribute(lambda o: f"Pays {o.code}")
    region = "west_africa"
    side = "africa"

    class Meta:
        model = Partner

    class Params:
        organisation = factory.Trait(
            code=factory.Sequence(lambda n: f"ORG-{n}"),
            kind="organisation",
            name_en=factory.LazyAttribute(lambda o: f"Organisation {o.code}"),
            name_fr=factory.LazyAttribute(lambda o: f"Organisation {o.code} en français"),
            region="",
            side="",
        )


class PartnerRoleFactory(RowFactory):
    """Partner since an unknown day, and still."""

    partner = factory.SubFactory(PartnerFactory)
    kind = "partner"

    class Meta:
        model = PartnerRole


class CityFactory(RowFactory):
    name_en = factory.Sequence(lambda n: f"City {n}")
    name_fr = factory.Sequence(lambda n: f"Ville {n}")
    country = factory.SubFactory(PartnerFactory)

    class Meta:
        model = City


class ChairmanshipFactory(RowFactory):
    """A turn of unknown dates, which serves on no day, unless dates are given."""

    slug = factory.Sequence(lambda n: f"chairmanship-{n}")
    publication = "published"
    partner = factory.SubFactory(PartnerFactory)
    start_date = None
    start_precision = factory.LazyAttribute(lambda o: "day" if o.start_date else "unknown")
    end_date = None
    end_precision = factory.LazyAttribute(lambda o: "day" if o.end_date else "unknown")

    class Meta:
        model = Chairmanship


class ChairmanshipPriorityFactory(RowFactory):
    chairmanship = factory.SubFactory(ChairmanshipFactory)
    order = factory.Sequence(lambda n: n + 1)
    text_en = factory.Sequence(lambda n: f"Priority {n}")

    class Meta:
        model = ChairmanshipPriority
