"""What the secretariat has to do about meetings. Each function costs a fixed number of queries."""

import datetime

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from actionplan.admin.checklist import Gap, missing_text
from actionplan.translation import TARGETS
from events.admin.worklist import selections
from events.admin.worklist.selections import TO_DO
from events.admin.worklist.tasks import MOST, Section, Task, listed
from events.models import Document, Meeting, MeetingPartner, PlanLink
from events.models.roles import MeetingRole

PARAMETER = "to_do"  # of the filter of the list


def of_meeting(model, **conditions) -> Exists:
    return Exists(model.objects.filter(meeting=OuterRef("pk"), **conditions))


def section(key: str, found: QuerySet, tasks: list[Task]) -> Section:
    """Tasks of a kind, with the list of the administration that holds all of them."""
    title, _select = TO_DO[key]
    return Section(key, str(title), tasks, found.count(), listed(Meeting, f"{PARAMETER}={key}"))


def to_prepare(now: datetime.datetime) -> Section:
    """The next meetings, each with what it still lacks."""
    coming = selections.to_prepare(now)
    tasks = [Task(meeting, lacking(meeting)) for meeting in with_parts(coming)[:MOST]]
    return section("to-prepare", coming, tasks)


def with_parts(meetings: QuerySet) -> QuerySet:
    """The meetings with what `lacking` asks of them."""
    return meetings.annotate(
        has_documents=of_meeting(Document),
        has_co_chairs=of_meeting(MeetingPartner, role=MeetingRole.CO_CHAIR),
        has_plan_links=of_meeting(PlanLink),
    )


def lacking(meeting: Meeting) -> list[Gap]:
    """What a meeting of `with_parts` has to have before it takes place."""
    texts = [*_missing(meeting, "title")]
    if not meeting.summary_en:
        texts.append(Gap(_("summary"), "id_summary_en"))
    texts += _missing(meeting, "summary")
    checks = [
        (meeting.participation == "not_stated", _("seats"), "id_participation"),
        (not meeting.has_co_chairs, _("co-chairs"), "partner_parts-group"),
        (not meeting.has_plan_links, _("plan links"), "id_plan_text"),
        (not meeting.has_documents, _("documents"), "documents-group"),
    ]
    return texts + [Gap(words, anchor) for lacks, words, anchor in checks if lacks]


def _missing(meeting: Meeting, name: str) -> list[Gap]:
    return [gap for language in TARGETS for gap in missing_text(meeting, name, language)]


def to_mark(now: datetime.datetime) -> Section:
    """Meetings that are over, and of which nobody has said what has become."""
    over = selections.to_mark(now)
    gap = [Gap(_("held, postponed or cancelled?"), "id_status")]
    return section("to-mark", over, [Task(meeting, gap) for meeting in over[:MOST]])


def without_results(now: datetime.datetime) -> Section:
    """Held in the last three years, and nothing came out of it as far as recorded."""
    bare = selections.without_results(now)
    found = bare.annotate(has_documents=of_meeting(Document))
    outcomes = Gap(_("outcomes"), "outcomes-group")
    documents = Gap(_("documents"), "documents-group")
    tasks = [
        Task(meeting, [outcomes] if meeting.has_documents else [outcomes, documents])
        for meeting in found[:MOST]
    ]
    return section("without-results", bare, tasks)


def promises(now: datetime.datetime) -> Section:
    """Meetings with announced follow-ups that are due, or will be in half a year, the oldest
    first."""
    meetings = selections.promises(now)
    due = selections.due(now.date()).order_by("due_date", "pk")
    oldest = Subquery(due.filter(meeting=OuterRef("pk")).values("due_date")[:1])
    found = meetings.annotate(first_due=oldest).order_by("first_due", "pk")
    found = found.prefetch_related(Prefetch("intentions", due, to_attr="due_intentions"))
    tasks = [
        Task(
            meeting,
            [
                Gap(f"{one.text} ({one.due_date.year})", "intentions-group")
                for one in meeting.due_intentions
            ],
        )
        for meeting in found[:MOST]
    ]
    return section("promises", meetings, tasks)


def contradictions(now: datetime.datetime) -> Section:
    """Meetings whose numbers, or co-chairs, do not agree with each other; never corrected."""
    wrong = selections.contradictions(now).order_by("-start_date", "-pk")
    tasks = [Task(meeting, contradicting(meeting)) for meeting in with_counts(wrong)[:MOST]]
    return section("contradictions", wrong, tasks)


def _number_of(parts: QuerySet, number: Count) -> Coalesce:
    """How many of these parts each meeting has."""
    of_one = parts.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(of_one.values(number=number)), 0)


def with_counts(meetings: QuerySet) -> QuerySet:
    """The meetings with what `contradicting` compares."""
    return meetings.annotate(
        of_sides=F("european_countries") + F("african_countries"),
        present=_number_of(selections.attending(), Count("pk")),
        chairing=_number_of(selections.chairing(), Count("pk")),
        sides=_number_of(selections.chairing(), Count("partner__side", distinct=True)),
    )


def contradicting(meeting: Meeting) -> list[Gap]:
    """What does not agree in a meeting of `with_counts`."""
    gaps = []
    total = meeting.partner_countries
    if None not in (total, meeting.of_sides) and meeting.of_sides != total:
        words = _("%(european)d European + %(african)d African ≠ %(total)d partner countries") % {
            "european": meeting.european_countries,
            "african": meeting.african_countries,
            "total": total,
        }
        gaps.append(Gap(words, "id_partner_countries"))
    if meeting.present and total is not None and meeting.present != total:
        words = _("%(total)d partner countries reported, %(present)d delegations recorded") % {
            "total": total,
            "present": meeting.present,
        }
        gaps.append(Gap(words, "delegations-group"))
    if meeting.chairing > 1 and meeting.sides == 1:
        gaps.append(Gap(_("all co-chairs are from one side"), "partner_parts-group"))
    return gaps
