"""Everything about people whose time is over, in one go: what a timer does once a day."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.utils import timezone

from events.anonymising.nominations import blank_rows, due_rows
from events.anonymising.people import anonymise, due_people
from events.anonymising.traces import delete_letters, delete_tokens
from events.models import ApiToken, Mail, PersonalDataReading

KINDS = ("people", "nominations", "letters", "readings", "tokens")


def count_due(now: datetime.datetime) -> dict[str, int]:
    """How much is due, by kind."""
    today = timezone.localdate(now)
    return {
        "people": len(due_people(today)),
        "nominations": sum(len(numbers) for numbers in due_rows(today).values()),
        "letters": Mail.objects.expired(now).count(),
        "readings": PersonalDataReading.objects.expired(now).count(),
        "tokens": ApiToken.objects.expired(now).count(),
    }


@dataclass
class Outcome:
    """How much was taken out, by kind as `count_due` has it, and what could not be."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    failed: list[str] = field(default_factory=list)

    def attempt(self, kind: str, name: str, deed: Callable[[], int]) -> None:
        try:
            self.counts[kind] += deed()
        except Exception as error:  # noqa: BLE001, one that fails must not keep the others back
            # Its words may name whom it is about.
            self.failed.append(f"{name}: {type(error).__name__}")


def end_retention(now: datetime.datetime) -> Outcome:
    """Take it out of the record, each by itself: what fails keeps nothing else back, and is tried
    again the next time. Twice does no harm."""
    today, outcome = timezone.localdate(now), Outcome()
    for number in due_people(today):
        outcome.attempt("people", f"person {number}", partial(anonymise, number))
    outcome.attempt("nominations", "nominations", partial(blank_rows, due_rows(today)))
    letters, readings = (model.objects.expired(now) for model in (Mail, PersonalDataReading))
    outcome.attempt("letters", "letters", partial(delete_letters, letters))
    outcome.attempt("readings", "readings", lambda: readings.delete()[0])
    tokens = ApiToken.objects.expired(now)
    outcome.attempt("tokens", "tokens", partial(delete_tokens, tokens))
    return outcome
