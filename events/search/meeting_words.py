"""Keeping what staff find meetings by in step with the record."""

from actionplan.letters import fold
from actionplan.translation import columns
from events.models import Meeting, MeetingWords
from events.search.words import APOSTROPHES

ALIKE = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys("\u2010\u2011\u2012\u2013", "-")
)


def plain(text: str) -> str:
    """A text, or a part of a word, as the two are compared: Côte d’Ivoire → cote d'ivoire."""
    return fold(text).translate(ALIKE)


def words_of(meeting: Meeting) -> str:
    """All that a meeting is found by; its city and country are at hand."""
    places = [one for one in (meeting.city, meeting.country) if one]
    parts = [getattr(meeting, name) for name in columns("title")]
    parts += [meeting.slug, *(getattr(one, name) for one in places for name in columns("name"))]
    parts += [str(year) for year in range(meeting.start_date.year, meeting.end_date.year + 1)]
    return plain("\n".join(parts))


def write_words(keys: list[int]) -> None:
    """Make the words of these meetings, some of which may be gone, what they are to be."""
    rows = Meeting.objects.filter(pk__in=keys).select_related("city", "country").order_by()
    wanted = {row.pk: words_of(row) for row in rows}
    known = dict(MeetingWords.objects.filter(key__in=keys).values_list("key", "text"))
    if gone := known.keys() - wanted.keys():
        MeetingWords.objects.filter(key__in=gone).delete()
    changed = [
        MeetingWords(key=key, text=text) for key, text in wanted.items() if text != known.get(key)
    ]
    if changed:
        MeetingWords.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["key"], update_fields=["text"]
        )
