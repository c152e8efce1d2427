"""Meetings as a table, by their slugs."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.translation import columns
from events.exchange import references
from events.exchange.cells import Cell
from events.exchange.columns import CheckedColumn, Column, RowsColumn, columns_of
from events.exchange.parts import read_items, read_partners, write_items, write_partners
from events.exchange.plan_items import PlanItems
from events.exchange.resource import RecordResource
from events.models import Chairmanship, Meeting, MeetingPartner, MeetingType, PlanLink
from events.models.roles import PLURALS

TIMES = ["start_date", "end_date", "date_precision", "start_time", "end_time", "time_zone"]
TIMES += ["stated_time_zone", "stated_utc_offset"]
SEATS = ["participation", "principal_seats", "accompanying_seats", "seat_unit", "seats_as_printed"]
NUMBERS = ["participants_total", "participants_qualifier", "participants_words"]
NUMBERS += ["partner_countries", "european_countries", "african_countries"]
ROLES = {"hosts": "host", "chairs": "chair", "co_chairs": "co_chair"}
ROLES |= {"organisers": "organiser", "guests": "guest"}
STATED, INFERRED = "plan_links", "plan_links_inferred"


def partners(name: str) -> RowsColumn:
    """The partners in one role."""
    cell = references.Several(references.partner(), gettext_lazy("codes of partners: MA; FR"))
    role = ROLES[name]
    return RowsColumn(name, cell, PLURALS[role], read_partners(role), write_partners(role))


def items(name: str, basis: str, help_text="") -> RowsColumn:
    """The items of plans on one basis."""
    label = PlanLink._meta.verbose_name_plural
    return RowsColumn(name, PlanItems(), label, read_items(basis), write_items(basis), help_text)


def related(name: str, cell: Cell) -> Column:
    return Column(Meeting._meta.get_field(name), cell)


def by_slug(model, form, unknown) -> references.Reference:
    return references.Reference(model.objects.all(), "slug", form, unknown)


class MeetingResource(RecordResource):
    """Meetings with the partners that play a part and the items of plans they addressed."""

    model = Meeting
    sheet_name = "Meetings"
    keys = ("slug",)
    order = ("-start_date", "-pk")
    replaces = (MeetingPartner, PlanLink)
    example = {
        "slug": "thematic-meeting-rabat-2023",
        "type": "thematic-meeting",
        "title_en": "Thematic meeting on labour migration",
        "title_fr": "Réunion thématique sur la migration de travail",
        "start_date": datetime.date(2023, 4, 25),
        "end_date": datetime.date(2023, 4, 26),
        "date_precision": "day",
        "start_time": "09:30",
        "time_zone": "Africa/Casablanca",
        "city": "Rabat",
        "country": "MA",
        "mode": "in_person",
        "status": "planned",
        "hosts": "MA",
        "co_chairs": "MA; FR",
        "plan_links": "cadiz-action-plan.area-1; cadiz-action-plan.objective-2",
        "participation": "seats",
        "principal_seats": 1,
        "accompanying_seats": 1,
        "seat_unit": "country/organisation",
    }

    def make_columns(self):
        chair = gettext_lazy("slug of a chairmanship: morocco-2022")
        no_chair = gettext_lazy("There is no chairmanship with the slug “%(name)s”.")
        kind = gettext_lazy("slug of a meeting type: thematic-meeting")
        no_kind = gettext_lazy("There is no meeting type with the slug “%(name)s”.")
        field = Meeting._meta.get_field
        return [
            *columns_of(Meeting, ["slug"]),
            related("type", by_slug(MeetingType, kind, no_kind)),
            *columns_of(Meeting, [*columns("title"), *TIMES]),
            related("city", references.InCity()),
            related("country", references.country()),
            *columns_of(Meeting, [*columns("venue"), "mode", "status", "status_basis"]),
            *(partners(name) for name in ROLES),
            items(STATED, PlanLink.Basis.STATED),
            items(INFERRED, PlanLink.Basis.INFERRED, PlanLink._meta.get_field("basis").help_text),
            related("chairmanship", by_slug(Chairmanship, chair, no_chair)),
            related("handover_to", by_slug(Chairmanship, chair, no_chair)),
            related("part_of", references.meeting(Meeting.objects.all())),
            *columns_of(Meeting, ["part_kind", *columns("original_plan"), *SEATS, *NUMBERS]),
            *columns_of(Meeting, [*columns("summary"), "confidence", "sources", "notes"]),
            CheckedColumn(field("publication"), new=["draft"]),
            CheckedColumn(field("uid")),
        ]

    def queryset(self):
        parts = MeetingPartner.objects.select_related("partner").order_by("role", "order", "pk")
        links = PlanLink.objects.select_related("area__plan", "objective__plan", "action__plan")
        direct = ["type", "city__country", "country", "chairmanship", "handover_to", "part_of"]
        return Meeting.objects.select_related(*direct).prefetch_related(
            Prefetch("partner_parts", queryset=parts), Prefetch("plan_links", queryset=links)
        )

    def find(self, rows):
        slugs = {str(row["slug"]).strip() for row in rows if "\0" not in str(row["slug"])}
        found = self.locked(self.queryset()).filter(slug__in=slugs)
        return {(meeting.slug,): meeting for meeting in found}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        found = {name: self.fields[name].get_value(instance) for name in (STATED, INFERRED)}
        both = [item for item in found[STATED] if item in found[INFERRED]]
        if not both:
            return
        if STATED in row and INFERRED in row:
            raise ValidationError({INFERRED: _("An item is either stated or inferred.")})
        # The column that the file does not have would change, and nobody be shown it.
        column, other = (STATED, INFERRED) if STATED in row else (INFERRED, STATED)
        text = _("Recorded in the column “%(column)s”: %(items)s. Add that column to move items.")
        items = self.fields[other].widget.render(both)
        raise ValidationError({column: text % {"column": other, "items": items}})

    def after_save_instance(self, instance, row, **kwargs):
        super().after_save_instance(instance, row, **kwargs)
        # Rows further down may belong to it.
        self.fields["part_of"].widget.table[instance.slug] = instance
