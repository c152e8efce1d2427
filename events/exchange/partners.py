"""Partners as a table, by their codes, and their roles, by partner, kind, area and start."""

import datetime
from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.record import Publication
from actionplan.translation import columns
from events.exchange import references
from events.exchange.columns import CheckedColumn, Column, columns_of
from events.exchange.resource import RecordResource
from events.models import Partner, PartnerRole


class PartnerResource(RecordResource):
    """Partners without their roles."""

    model = Partner
    sheet_name = "Partners"
    keys = ("code",)
    order = ("kind", "code")
    example = {
        "code": "MA",
        "kind": "country",
        "name_en": "Morocco",
        "name_fr": "Maroc",
        "region": "north_africa",
        "side": "africa",
        "time_zone": "Africa/Casablanca",
    }

    def make_columns(self):
        field = Partner._meta.get_field
        return [
            *columns_of(Partner, ["code", "kind", *columns("name"), "aliases"]),
            *columns_of(Partner, ["region", "side", "time_zone", "sources", "notes"]),
            CheckedColumn(field("publication"), new=["draft"]),
            CheckedColumn(field("uid")),
        ]

    def queryset(self):
        return Partner.objects.all()

    def find(self, rows):
        codes = {str(row["code"]).strip() for row in rows if "\0" not in str(row["code"])}
        found = self.locked(self.queryset()).filter(code__in=codes)
        return {(partner.code,): partner for partner in found}

    def init_instance(self, row=None):
        """Partners made one by one are public at once; what comes in a file is looked at first."""
        return Partner(publication=Publication.DRAFT)


class RoleResource(RecordResource):
    """What partners are in the dialogue. A role is found by its start and, where several began
    alike, by its end."""

    model = PartnerRole
    sheet_name = "Roles"
    keys = ("partner", "kind", "area", "start_date")
    order = ("partner__code", "kind", "start_date", "pk")
    example = {
        "partner": "MA",
        "kind": "reference_country",
        "area": "cadiz-action-plan.area-1",
        "start_date": datetime.date(2023, 1, 1),
        "start_precision": "year",
    }

    def make_columns(self):
        area, field = references.PlanItem(levels=("area",)), PartnerRole._meta.get_field
        return [
            Column(field("partner"), references.partner()),
            *columns_of(PartnerRole, ["kind"]),
            Column(field("area"), area),
            *columns_of(PartnerRole, ["start_date", "start_precision"]),
            *columns_of(PartnerRole, ["end_date", "end_precision", "as_of", "sources", "notes"]),
        ]

    def of(self, listed):
        return PartnerRole.objects.filter(partner__in=listed.order_by().values("pk"))

    def queryset(self):
        return PartnerRole.objects.select_related("partner", "area__plan")

    def find(self, rows):
        partners = self.fields["partner"].widget.table.values()
        found = defaultdict(list)
        for role in self.locked(self.queryset()).filter(partner__in=partners).order_by("pk"):
            found[role.partner, role.kind, role.area, role.start_date].append(role)
        return found

    def get_instance(self, instance_loader, row):
        """Of several that began alike, the one that ends as the row says."""
        found = super().get_instance(instance_loader, row) or []
        ends = [role for role in found if self._agrees("end_date", role, row)]
        alike = [role for role in ends if self._agrees("end_precision", role, row)]
        likely = alike or ends or found
        return likely[0] if len(likely) == 1 else None

    def _agrees(self, name: str, role: PartnerRole, row: dict) -> bool:
        value = row.get(name)
        said = "" if value is None else str(value).strip().lower()[:10]  # a date may bring its time
        return self.fields[name].text(role) == said

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if instance._state.adding and self.existing.get(self.key(row)):
            text = _(
                "Several roles began like this one, and none ends as this row says. "
                "Change it on the page of the partner."
            )
            raise ValidationError({"start_date": text})
