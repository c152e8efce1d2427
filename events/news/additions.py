"""When something was added to meetings, which their changes do not tell from its being reworded."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from events.changes.resources import BY_MODEL
from events.models import Change, Document, Meeting, Outcome, Recommendation
from events.news.sittings import Sitting

DOCUMENTS = BY_MODEL[Document].name
Moments = dict[object, list[datetime.datetime]]


@dataclass(frozen=True)
class Additions:
    """When outcomes and recommendations were entered, by the primary key of the meeting, and when
    documents became public or came to their meeting, by their permanent id."""

    outcomes: Moments
    recommendations: Moments
    documents: Moments

    def has(self, kind: Moments, meeting: Meeting, sitting: Sitting) -> bool:
        """Whether some came to a meeting in a sitting."""
        return any(map(sitting.covers, kind[meeting.pk]))

    def new_documents(self, meeting: Meeting, sitting: Sitting) -> list[Document]:
        """Of those a meeting has now, the ones that came in a sitting."""
        return [
            document
            for document in meeting.shown_documents
            if any(map(sitting.covers, self.documents[str(document.uid)]))
        ]


def additions(meetings: Iterable[Meeting]) -> Additions:
    """All of them to these meetings, with the documents they have now. Three queries."""
    keys = [meeting.pk for meeting in meetings]
    entered = [
        model.history.filter(meeting_id__in=keys, history_type="+")
        .order_by()
        .values_list("meeting_id", "history_date")
        for model in (Outcome, Recommendation)
    ]
    uids = [str(document.uid) for meeting in meetings for document in meeting.shown_documents]
    changes = Change.objects.filter(resource=DOCUMENTS, key__in=uids, op=Change.Op.UPSERT)
    came = [
        (change.key, change.changed_at)
        for change in changes
        if not change.fields or "meeting" in change.fields
    ]
    return Additions(*map(_by_key, [*entered, came]))


def _by_key(pairs: Iterable[tuple]) -> Moments:
    found = defaultdict(list)
    for key, moment in pairs:
        found[key].append(moment)
    return found
