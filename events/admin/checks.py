"""What records of each kind lack before they are published: for meetings the rules of the worklist,
and what only the moment of publication asks."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from actionplan.admin.checklist import Gap
from actionplan.record import Publication
from events.admin.worklist.meetings import contradicting, lacking, with_counts, with_parts
from events.models import Chairmanship, Document, Meeting, MeetingPartner, Partner, Status
from events.models.chairmanship import Confidence


def checkable_meetings(meetings: QuerySet) -> QuerySet:
    """The meetings with what `of_meeting` asks of them."""
    unseen = MeetingPartner.objects.filter(meeting=OuterRef("pk")).exclude(
        partner__publication=Publication.PUBLISHED
    )
    return with_counts(with_parts(meetings)).annotate(has_unseen_partners=Exists(unseen))


def of_meeting(meeting: Meeting, at: datetime.datetime) -> Iterator[Gap]:
    yield from lacking(meeting)
    if not (meeting.is_online or meeting.city_id or meeting.country_id):
        yield Gap(_("place"), "id_city")
    if meeting.country_id and not meeting.country.is_published:
        words = _("%(partner)s is not published: the page names no place")
        yield Gap(words % {"partner": meeting.country}, "id_country")
    if meeting.has_unseen_partners:
        yield Gap(
            _("partners that are not published: the page leaves them out"), "partner_parts-group"
        )
    if meeting.status == Status.PLANNED and meeting.is_past(at):
        yield Gap(_("held, postponed or cancelled?"), "id_status")
    yield from contradicting(meeting)
    yield from _doubt(meeting)


def of_chairmanship(chairmanship: Chairmanship, at: datetime.datetime) -> Iterator[Gap]:
    if not chairmanship.start_date:
        yield Gap(_("start"), "id_start_date")
    if not chairmanship.slogan:
        yield Gap(_("slogan"), "id_slogan_en")
    if not chairmanship.priorities.all():
        yield Gap(_("priorities"), "priorities-group")
    yield from _doubt(chairmanship)


def of_document(document: Document, at: datetime.datetime) -> Iterator[Gap]:
    if not document.versions.all():
        yield Gap(
            _("a file or an address: the page says that it is not available"), "versions-group"
        )
    if not document.date:
        yield Gap(_("date"), "id_date")
    owners = {name: getattr(document, name) for name in ("meeting", "chairmanship", "plan")}
    if not any(owners.values()):
        yield Gap(_("what it belongs to"), "id_meeting")
    for name, owner in owners.items():
        if owner and not owner.is_published:
            words = _("“%(owner)s” is not published: until it is, nobody sees this either")
            yield Gap(words % {"owner": owner}, f"id_{name}")
    yield from _doubt(document)


def of_partner(partner: Partner, at: datetime.datetime) -> Iterator[Gap]:
    if not partner.roles.all():
        yield Gap(_("a role in the dialogue: the page calls it a guest"), "roles-group")
    if partner.kind == Partner.Kind.COUNTRY and not partner.side:
        yield Gap(_("side"), "id_side")


def _doubt(record) -> Iterator[Gap]:
    if record.confidence == Confidence.LOW:
        yield Gap(_("the editors are not sure of it: confidence is low"), "id_confidence")
