"""News of meetings as Atom: RFC 4287.

An entry is a sitting, and its name never changes. No feed holds the time it was asked for."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.db.models import Prefetch, QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from events.changes.log import current
from events.models import Change, Document, Meeting, Outcome
from events.news.additions import additions
from events.news.sittings import Sitting, newest_sittings
from events.news.texts import clean
from events.news.told import told
from events.news.words import News, news

FEEDS = uuid.UUID("5c1f6a0e-8a39-4b0e-9c7d-2f0f6f3b6f51")  # the name space of all these feeds
NEVER = datetime.datetime.fromtimestamp(0, datetime.UTC)


class Selection(NamedTuple):
    """What a feed is of: its own address, that of the page it goes with, and the filters, as a
    query and in words."""

    feed: str
    page: str
    query: str
    words: list[str]


class Entry(NamedTuple):
    sitting: Sitting
    meeting: Meeting
    news: News


class Feed(Atom1Feed):
    """Django's, with summaries that are plain text, and an `updated` that is never the time at
    which it was asked for."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["plain"])

    def latest_post_date(self):
        return self.feed["updated"]


def entries(meetings: QuerySet, at: datetime.datetime) -> list[Entry]:
    """The news of these meetings in the year before a moment, the newest first. A fixed number of
    queries."""
    sittings = newest_sittings(meetings, at)
    found = {str(one.uid): one for one in _with_past(meetings, {one.key for one in sittings})}
    by_meeting = defaultdict(list)
    for sitting in sittings:
        if sitting.key in found:  # it may have been withdrawn this very moment
            by_meeting[sitting.key].append(sitting)
    added = additions(found.values())
    made = [
        Entry(one.sitting, one.meeting, news(one, added))
        for key, few in by_meeting.items()
        for one in told(found[key], few)
    ]
    return sorted(made, key=lambda entry: entry.sitting.last.seq, reverse=True)


def _with_past(meetings: QuerySet, keys: set[str]) -> QuerySet:
    """Those meetings with what became of them and what came out."""
    documents = Document.objects.published(of="meeting")
    return (
        Meeting.objects.published()
        .for_table()
        .filter(uid__in=keys)
        .prefetch_related(
            "status_changes",
            "date_changes",
            Prefetch("outcomes", queryset=Outcome.objects.select_related("kind")),
            Prefetch("documents", queryset=documents, to_attr="shown_documents"),
        )
    )


def feed_of(
    meetings: QuerySet,
    selection: Selection,
    at: datetime.datetime,
    absolute: Callable[[str], str],
) -> Feed:
    """The feed of meetings at a moment; `absolute` makes addresses of paths."""
    language, found = get_language(), entries(meetings, at)
    title = " – ".join([gettext("News of the meetings of the Rabat Process"), *selection.words])
    feed = Feed(
        title=clean(title),
        link=absolute(selection.page),
        feed_url=absolute(selection.feed),
        feed_guid=uuid.uuid5(FEEDS, f"{language} {selection.query}").urn,
        description=None,
        language=language,
        author_name=gettext("Rabat Process"),
        updated=found[0].sitting.last.changed_at if found else current().changed_at or NEVER,
    )
    for one in found:
        first, last = one.sitting.first, one.sitting.last
        feed.add_item(
            title=one.news.title,
            link=absolute(one.meeting.get_absolute_url()),
            description=None,
            plain=one.news.summary,
            unique_id=_name(one.meeting, first, language),
            pubdate=first.changed_at,
            updateddate=last.changed_at,
        )
    return feed


def _name(meeting: Meeting, first: Change, language: str) -> str:
    """A name for ever, as URN. With the moment, because a database brought back from a copy counts
    on from an earlier number."""
    return uuid.uuid5(meeting.uid, f"{first.seq} {first.changed_at.isoformat()} {language}").urn
