"""Publishing what was scheduled, once its moment has come."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.translation import gettext as _

from actionplan.record import Publishable
from actionplan.together import together


class NotPublishedError(Exception):
    """What keeps a record from being published, in words."""


@dataclass(frozen=True)
class Outcome:
    """Names of what was published, and of what could not be, each with the reason."""

    published: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def publish_due(at: datetime.datetime) -> Outcome:
    """Publish what is due, each record in a transaction of its own: one that fails keeps no other
    back, and is tried again the next time. A second call at the same time does nothing twice."""
    outcome = Outcome()
    for record in due(at):
        name = f"{record._meta.verbose_name} {record.pk}, {record}"
        try:
            if publish_scheduled(record, at):
                outcome.published.append(name)
        except NotPublishedError as error:
            outcome.failed.append(f"{name}: {error}")
        except Exception as error:  # noqa: BLE001, one record must not keep the others back
            outcome.failed.append(f"{name}: {error!r}")
    return outcome


def due(at: datetime.datetime) -> Iterator[Publishable]:
    """The records that wait for a moment that has come, the longest waiting first of each kind."""
    for model in apps.get_models():
        if issubclass(model, Publishable):
            found = model.objects.filter(publish_at__lte=at).order_by("publish_at", "pk")
            yield from list(found)  # no cursor stays open while they are saved


@together()
def publish_scheduled(record: Publishable, at: datetime.datetime) -> bool:
    """Publish a record in the name of whoever scheduled it. False if it no longer waits: somebody
    published it meanwhile, or took its moment back. Raises `NotPublishedError`."""
    rows = type(record).objects.select_for_update(no_key=True).order_by()
    locked = rows.filter(pk=record.pk, publish_at__lte=at).first()
    if locked is None:
        return False
    if reasons := locked.obstacles(at):
        raise NotPublishedError(" ".join(map(str, reasons.values())))
    version = locked.since("publish_at")
    locked._history_user = user = version and version.history_user
    locked._change_reason = words = _("Published as scheduled")
    locked.publish()
    locked.save()
    if user:
        rows = [locked]
        LogEntry.objects.log_actions(user.pk, rows, CHANGE, words, single_object=True)
    return True
