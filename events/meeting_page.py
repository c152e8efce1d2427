"""All that the page of one meeting shows, as `for_detail()` fetches it for many: the meeting with
what it belongs to in one query, and what hangs on it in one for each kind of which there is any."""

from functools import cache
from types import SimpleNamespace

from django.db.models import BigIntegerField, DateField, Prefetch, SlugField

from actionplan.translation import columns
from events.models import Meeting
from events.written import Given, Written

KEY = Given("key", BigIntegerField())
SLUG = Given("slug", SlugField())
HERE = SimpleNamespace(pk=KEY, start_date=Given("day", DateField()))

LINK = ["slug", "start_date", "end_date", "date_precision", *columns("title")]

_head = Written(lambda: Meeting.objects.published().filter(slug=SLUG).for_page())
_before = Written(lambda: Meeting.objects.published().before(HERE).only(*LINK)[:1])
_after = Written(lambda: Meeting.objects.published().after(HERE).only(*LINK)[:1])


def published_meeting(slug: str) -> Meeting | None:
    """With all that its page shows."""
    for meeting in _head(slug=slug):
        meeting._prefetched_objects_cache = {}
        for kind in _kinds():
            kind.fetch(meeting)
        return meeting
    return None


def neighbours(meeting: Meeting) -> list[Meeting | None]:
    """The published meetings before and after it in time, as links name them."""
    place = {"key": meeting.pk, "day": meeting.start_date}
    return [next(iter(found(**place)), None) for found in (_before, _after)]


class Hanging:
    """The rows of one kind that hang on a meeting."""

    def __init__(self, prefetch: Prefetch):
        self.name, self.to_attr = prefetch.prefetch_through, prefetch.to_attr
        self.owner = Meeting._meta.get_field(self.name).field.name
        self.rows = Written(lambda: prefetch.queryset.filter(**{self.owner: KEY}))

    def fetch(self, meeting: Meeting):
        """Put them where a prefetch puts them."""
        found = self.rows(key=meeting.pk) if getattr(meeting, f"has_{self.name}") else []
        for row in found:
            setattr(row, self.owner, meeting)
        if self.to_attr:
            setattr(meeting, self.to_attr, found)
        else:
            meeting._prefetched_objects_cache[self.name] = found


@cache
def _kinds() -> list[Hanging]:
    return [Hanging(prefetch) for prefetch in Meeting.objects.all().hanging()]
