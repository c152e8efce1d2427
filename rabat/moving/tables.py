"""Which tables move, row by row with their keys, and how a row is written."""

import datetime

from allauth.account.models import EmailConfirmation
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from events.models import MeetingWords, SearchEntry

# Who is logged in, and links in letters of a library whose letters are never sent.
LEFT_BEHIND = [Session, EmailConfirmation]
COMPUTED_ANEW = [SearchEntry, MeetingWords]
# Every site has these from its beginning, though not under the same keys.
ALWAYS_THERE = [Permission, ContentType]


def moved() -> dict[str, type[models.Model]]:
    """The models whose rows move, by label in its order; those between two others included."""
    found = {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model not in [*LEFT_BEHIND, *COMPUTED_ANEW]
    }
    return dict(sorted(found.items()))


def names_of(model: type[models.Model]) -> list[str]:
    """The fields that are columns; rows between two models are rows of their own."""
    return [field.name for field in model._meta.concrete_fields if not field.primary_key]


def rows_of(model: type[models.Model]) -> models.QuerySet:
    return model._base_manager.order_by("pk")


def migrations() -> list[str]:
    """In which state the tables are: the migrations that were applied."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


class ExactEncoder(DjangoJSONEncoder):
    """Times to the microsecond, which Django leaves out."""

    def default(self, o):
        if isinstance(o, datetime.datetime | datetime.time):
            return o.isoformat()
        return super().default(o)
