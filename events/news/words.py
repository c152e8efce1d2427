"""What a sitting says, in the language that is active: a heading, then sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import get_language, gettext, pgettext

from events.dates import date_range, date_sentence
from events.models import Outcome, Status
from events.news.additions import Additions
from events.news.texts import words
from events.news.told import Dates, Told
from events.statements import statements

OFF = (Status.POSTPONED, Status.CANCELLED)
PLACE = ("city", "country", "venue", "mode")
OTHER_CITY = ("city", "position")  # one of them alone is renamed, or put right on the map
TIMES = ("start_time", "end_time", "time_zone")


class Line(NamedTuple):
    """What changed, in a few words, and what it is now, if that can be told."""

    label: str
    value: str = ""


class News(NamedTuple):
    """The title and the text of an entry."""

    title: str
    summary: str


def news(told: Told, additions: Additions) -> News:
    """What became of the meeting in the sitting."""
    colon = pgettext("after a term", ": ")
    lines = list(_lines(told, additions)) or [Line(gettext("Updated"))]
    sentences = [f"{label}{colon}{value}" if value else label for label, value in lines]
    sentences += [*_reasons(told), *_facts(told)]
    title = f"{lines[0].label}{colon}{words(told.meeting, 'title')}"
    return News(title, " ".join(map(_ended, filter(None, sentences))))


def _lines(told: Told, additions: Additions) -> Iterator[Line]:
    """The news, the weightiest first: it heads the entry. Of what is newly public, all is new."""
    off = told.after.status in OFF
    if off and told.has_new_status:
        yield Line(_off(told))
    if told.is_newly_public:
        yield Line(gettext("New meeting") if told.sitting.is_new else gettext("Published again"))
        if off and not told.has_new_status:
            yield Line(_off(told))
        return
    yield from _schedule(told, off)
    yield from _results(told, additions)
    yield from _parts(told)


def _off(told: Told) -> str:
    if told.after.status == Status.CANCELLED:
        return gettext("Cancelled")
    return _put_off(told) if _is_put_off(told) else gettext("Postponed")


def _is_put_off(told: Told) -> bool:
    """Whether new dates are not merely new: it was planned for earlier ones, that were left."""
    by_plan = told.before.status == Status.PLANNED and told.after.status != Status.CANCELLED
    return told.moved_back and by_plan


def _put_off(told: Told) -> str:
    return gettext("Postponed to %(dates)s") % {"dates": _text(told.after.dates)}


def _schedule(told: Told, off: bool) -> Iterator[Line]:
    """When it is, and whether."""
    earlier, dates = told.before.dates, told.after.dates
    if told.has_new_dates:
        if not earlier:
            yield Line(gettext("Dates changed"), _text(dates))
        elif not _is_put_off(told):
            yield Line(gettext("New dates"), _text(dates))
        elif not off:
            yield Line(_put_off(told))
        if earlier:
            yield Line(gettext("Earlier dates"), _text(earlier))
    elif told.changed(*TIMES):
        yield Line(gettext("Time changed"))
    if told.has_new_status and not off:
        if told.after.status == Status.HELD:
            yield Line(gettext("Held"))
        elif told.after.status is None:
            yield Line(gettext("Status changed"))
        elif not told.has_new_dates:
            yield Line(gettext("Planned again"))


def _results(told: Told, additions: Additions) -> Iterator[Line]:
    """What came out."""
    meeting, sitting = told.meeting, told.sitting
    if told.changed("outcomes") and additions.has(additions.outcomes, meeting, sitting):
        found = meeting.outcomes.all() if told.still_so("outcomes") else []
        yield Line(gettext("Outcomes"), ", ".join(map(_outcome, found)))
    if told.changed("recommendations") and additions.has(
        additions.recommendations, meeting, sitting
    ):
        yield Line(gettext("Recommendations added"))
    if told.changed("documents"):
        if found := additions.new_documents(meeting, sitting):
            names = ", ".join(words(document, "title") for document in found)
            yield Line(gettext("Documents added"), names)
        else:
            yield Line(gettext("Documents changed"))


def _parts(told: Told) -> Iterator[Line]:
    """Where it is, with whom, and about what."""
    if told.changed("country", "venue") or all(map(told.changed, OTHER_CITY)):
        yield Line(gettext("Place changed"), _place(told))
    if told.changed("mode"):
        mode = told.meeting.get_mode_display() if told.still_so("mode") else ""
        yield Line(gettext("Mode changed"), str(mode))
    if told.changed("partners"):
        yield Line(gettext("Partners changed"), _partners(told))
    if told.changed("plan_items"):
        yield Line(gettext("Items of the action plan changed"), _items(told))


def _outcome(outcome: Outcome) -> str:
    if outcome.count is None:
        return words(outcome, "text")
    return f"{outcome.count} {words(outcome.kind, 'name' if outcome.count == 1 else 'name_plural')}"


def _place(told: Told) -> str:
    """Venue, city and country; nothing of a meeting online, or if they changed since."""
    meeting = told.meeting
    if meeting.is_online or not told.still_so(*PLACE):
        return ""
    found = [words(meeting, "venue")]
    found += [words(one, "name") for one in (meeting.city, meeting.country) if one]
    return ", ".join(filter(None, found))


def _partners(told: Told) -> str:
    if not told.still_so("partners"):
        return ""
    colon = pgettext("after a term", ": ")
    return "; ".join(
        f"{label}{colon}{', '.join(words(partner, 'name') for partner in partners)}"
        for label, partners in told.meeting.partners_by_role()
    )


def _items(told: Told) -> str:
    """Those that are stated: Cadiz Action Plan, Area 4 | Objective 7."""
    if not told.still_so("plan_items"):
        return ""
    stated = [one for one in statements(told.meeting.shown_plan_links) if not one.inferred]
    return "; ".join(f"{words(one.plan, 'name')}, {one}" for one in stated)


def _reasons(told: Told) -> list[str]:
    """What the public is told of why, once."""
    decided = [one for one in told.decided if one.status == told.after.status]
    found = decided[-1:] if told.has_new_status or told.is_newly_public else []
    found += told.moved[-1:] if told.has_new_dates else []
    return list(dict.fromkeys(filter(None, (words(one, "reason") for one in found))))


def _facts(told: Told) -> list[str]:
    """When and where, as far as it is not said above."""
    dates, off = told.after.dates, told.after.status in OFF
    if off:
        if dates is None or (told.has_new_dates and not told.is_newly_public):
            return []
        when = date_sentence(*dates, get_language())
        return [gettext("It was to take place %(when)s") % {"when": when}]
    when = "" if told.has_new_dates and not told.is_newly_public else _text(dates)
    where = "" if told.changed(*PLACE) and not told.is_newly_public else _place(told)
    return [", ".join(filter(None, [when, where]))]


def _text(dates: Dates | None) -> str:
    return date_range(*dates, get_language()) if dates else ""


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".!?…" else f"{sentence}."
