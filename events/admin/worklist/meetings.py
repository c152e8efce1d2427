"""What the secretariat has to do about meetings. Each function costs a fixed number of queries."""

import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from translated_fields import to_attribute

from actionplan.record import Publication
from actionplan.translation import SOURCE_LANGUAGE, TARGETS
from events.admin.worklist.tasks import MOST, Gap, Section, Task, listed
from events.models import Delegation, Document, Intention, Meeting, MeetingPartner, PlanLink, Status
from events.models.roles import MeetingRole

AHEAD = datetime.timedelta(days=180)  # how early an announced follow-up is shown
BACK = datetime.timedelta(days=3 * 365)  # how long after a meeting its outcomes are waited for


def current() -> QuerySet:
    """Meetings that anybody still works on: not those withdrawn."""
    return Meeting.objects.exclude(publication=Publication.WITHDRAWN).select_related("type")


def of_meeting(model, **conditions) -> Exists:
    return Exists(model.objects.filter(meeting=OuterRef("pk"), **conditions))


def to_prepare(now: datetime.datetime) -> Section:
    """The next meetings, each with what it still lacks."""
    coming = current().upcoming(now).exclude(status=Status.CANCELLED)
    found = coming.annotate(
        has_documents=of_meeting(Document),
        has_co_chairs=of_meeting(MeetingPartner, role=MeetingRole.CO_CHAIR),
        has_plan_links=of_meeting(PlanLink),
    )
    tasks = [Task(meeting, _lacking(meeting)) for meeting in found[:MOST]]
    return Section("to-prepare", _("Next meetings"), tasks, coming.count(), listed(Meeting))


def _lacking(meeting: Meeting) -> list[Gap]:
    checks = [
        *(_lacking_text(meeting, "title", language) for language in TARGETS),
        (not meeting.summary_en, _("summary"), "id_summary_en"),
        *(_lacking_text(meeting, "summary", language) for language in TARGETS),
        (meeting.participation == "not_stated", _("seats"), "id_participation"),
        (not meeting.has_co_chairs, _("co-chairs"), "partner_parts-group"),
        (not meeting.has_plan_links, _("plan links"), "plan_links-group"),
        (not meeting.has_documents, _("documents"), "documents-group"),
        (not meeting.is_published, meeting.get_publication_display().lower(), "id_publication"),
    ]
    return [Gap(words, anchor) for lacks, words, anchor in checks if lacks]


def _lacking_text(meeting: Meeting, name: str, language: str) -> tuple[bool, str, str]:
    """Whether a text lacks a language: "title (FR)", and where it is typed."""
    source, target = (to_attribute(name, code) for code in (SOURCE_LANGUAGE, language))
    lacks = bool(getattr(meeting, source)) and not getattr(meeting, target)
    words = meeting._meta.get_field(source).verbose_name
    return lacks, f"{words} ({language.upper()})", f"id_{target}"


def to_mark(now: datetime.datetime) -> Section:
    """Meetings that are over, and of which nobody has said what has become."""
    over = current().past(now).filter(status=Status.PLANNED)
    gap = [Gap(_("held, postponed or cancelled?"), "id_status")]
    tasks = [Task(meeting, gap) for meeting in over[:MOST]]
    address = listed(Meeting, "status__exact=planned")
    return Section("to-mark", _("Over, but not marked as held"), tasks, over.count(), address)


def without_results(now: datetime.datetime) -> Section:
    """Held in the last three years, and nothing came out of it as far as recorded."""
    held = current().past(now).filter(status=Status.HELD, start_date__gte=(now - BACK).date())
    bare = held.filter(outcomes=None, recommendations=None)
    found = bare.annotate(has_documents=of_meeting(Document))
    outcomes = Gap(_("outcomes"), "outcomes-group")
    documents = Gap(_("documents"), "documents-group")
    tasks = [
        Task(meeting, [outcomes] if meeting.has_documents else [outcomes, documents])
        for meeting in found[:MOST]
    ]
    return Section("without-results", _("Held, without outcomes"), tasks, bare.count())


def promises(today: datetime.date) -> Section:
    """Announced follow-ups that are due, or will be in half a year, the oldest first."""
    due = Intention.objects.filter(
        fulfilled_by=None, due_date__lte=today + AHEAD, meeting__in=current().order_by()
    )
    found = due.select_related("meeting__type").order_by("due_date", "pk")
    tasks = [
        Task(one.meeting, [Gap(f"{one.text} ({one.due_date.year})", "intentions-group")])
        for one in found[:MOST]
    ]
    return Section("promises", _("Announced follow-ups falling due"), tasks, due.count())


def contradictions() -> Section:
    """Meetings whose numbers, or co-chairs, do not agree with each other; never corrected."""
    attended = Q(
        delegations__status=Delegation.Status.ATTENDED, delegations__partner__kind="country"
    )
    side = "partner_parts__partner__side"
    co_chairs = Q(partner_parts__role=MeetingRole.CO_CHAIR) & ~Q(**{side: ""})
    counted = (
        current()
        .annotate(
            present=Count("delegations", filter=attended, distinct=True),
            chairing=Count("partner_parts", filter=co_chairs, distinct=True),
            sides=Count(side, filter=co_chairs, distinct=True),
            of_sides=F("european_countries") + F("african_countries"),
        )
        .filter(
            Q(partner_countries__isnull=False) & ~Q(of_sides=F("partner_countries"))
            | Q(present__gt=0) & ~Q(present=F("partner_countries"))
            | Q(chairing__gt=1, sides=1)
        )
        .order_by("-start_date", "-pk")
    )
    tasks = [Task(meeting, _contradicting(meeting)) for meeting in counted[:MOST]]
    return Section("contradictions", _("Numbers that contradict"), tasks, counted.count())


def _contradicting(meeting: Meeting) -> list[Gap]:
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
