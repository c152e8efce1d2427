"""Who is let in to the API."""

import datetime

import factory

from events.models import ApiToken
from events.models.api_token import digest_of
from tests.factories.base import RowFactory


class ApiTokenFactory(RowFactory):
    """In force until the end of the century, with a `secret` that a test may state."""

    class Params:
        secret = factory.Sequence(lambda n: f"{n:0>43}")

    holder = factory.Sequence(lambda n: f"Partner {n}")
    prefix = factory.Sequence(lambda n: f"{n:010x}")
    secret_digest = factory.LazyAttribute(lambda made: digest_of(made.secret))
    expires_on = datetime.date(2099, 12, 31)

    class Meta:
        model = ApiToken
