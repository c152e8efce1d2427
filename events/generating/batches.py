"""Making meetings in batches, each with its parts and its entries in the search index."""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction

from events.following import bring_in_line
from events.generating.meetings import make_meeting
from events.generating.parts import parts_of
from events.generating.vocabulary import Vocabulary
from events.models import Document, Meeting, Recommendation

BATCH = 500


def generate(count: int, *, seed: int, today: datetime.date) -> Iterator[int]:
    """Make so many meetings, the same for the same seed; tells after each batch how many there
    are. They have no history: nobody edited them."""
    chance, vocabulary = random.Random(seed), Vocabulary()  # noqa: S311 - no secret depends on it
    last = Meeting.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for start in range(0, count, BATCH):
        numbers = range(last + start + 1, last + min(start + BATCH, count) + 1)
        write([make_meeting(chance, one, vocabulary, today) for one in numbers], chance, vocabulary)
        yield min(start + BATCH, count)


@transaction.atomic
def write(meetings: list[Meeting], chance: random.Random, vocabulary: Vocabulary):
    """Save meetings and their parts, a query for each kind of rows."""
    Meeting.objects.bulk_create(meetings)
    rows = defaultdict(list)
    for meeting in meetings:
        for part in parts_of(chance, meeting, vocabulary):
            rows[type(part)].append(part)
    for model, parts in rows.items():
        model.objects.bulk_create(parts)
    shared = [*meetings, *rows[Recommendation], *rows[Document]]
    bring_in_line({(type(row), row.pk) for row in shared})
