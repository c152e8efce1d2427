"""Partners: countries and organisations, and what they are in the dialogue."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.models import Area
from actionplan.record import (
    Provenance,
    Publication,
    Publishable,
    publication_field,
    scheduled_before_publication,
)
from actionplan.translation import filled, translated
from events.models.period import Period, period_constraints
from events.querysets import PartnerQuerySet
from events.zones import validate_zone

validate_code = RegexValidator(
    r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", _("A code is made of capital letters, digits and hyphens.")
)


class Partner(Publishable, Provenance):
    """A country or an organisation: partner, observer, or a guest without a role."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        ORGANISATION = "organisation", _("Organisation")

    class Region(models.TextChoices):
        NORTH_AFRICA = "north_africa", _("North Africa")
        WEST_AFRICA = "west_africa", _("West Africa")
        CENTRAL_AFRICA = "central_africa", _("Central Africa")
        EAST_AFRICA = "east_africa", _("East Africa")
        SOUTHERN_AFRICA = "southern_africa", _("Southern Africa")
        EUROPE = "europe", _("Europe")
        MIDDLE_EAST = "middle_east", _("Middle East")

    class Side(models.TextChoices):
        AFRICA = "africa", _("Africa")
        EUROPE = "europe", _("Europe")

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[validate_code],
        help_text=_("ISO 3166-1 alpha-2 for countries (MA), an abbreviation for organisations."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = translated(models.CharField(_("name"), max_length=150))
    aliases = models.TextField(
        _("other names"),
        blank=True,
        default="",
        help_text=_("One per line, in any language: search finds the partner by them too."),
    )
    region = models.CharField(_("region"), max_length=20, choices=Region, blank=True, default="")
    side = models.CharField(
        _("side"),
        max_length=10,
        choices=Side,
        blank=True,
        default="",
        help_text=_("The continent it speaks for in co-chairing and counting."),
    )
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, default="", validators=[validate_zone]
    )
    # Countries are public knowledge: unlike other records they need no act of publication.
    publication = publication_field(Publication.PUBLISHED)
    history = HistoricalRecords()
    objects = PartnerQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["kind", "code"]
        constraints = [
            filled("name", "partner_name_filled"),
            scheduled_before_publication("partner_scheduled_unpublished"),
            models.CheckConstraint(
                name="partner_country_has_iso_code_and_region",
                condition=~Q(kind="country") | Q(code__regex=r"^[A-Z]{2}$") & ~Q(region=""),
                violation_error_message=_("A country has a two-letter code and a region."),
            ),
            models.CheckConstraint(
                name="partner_organisation_has_no_region",
                condition=~Q(kind="organisation") | Q(region=""),
                violation_error_message=_("An organisation has no region."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("partner-detail", args=[self.code])

    def roles_on(self, day: datetime.date) -> list["PartnerRole"]:
        """The roles held on `day`."""
        return [role for role in self.roles.all() if role.covers(day)]

    def status_on(self, day: datetime.date) -> str:
        """partner, observer, secretariat, former or guest: computed from the roles."""
        held = {role.kind for role in self.roles_on(day)}
        for kind, status in STATUS_OF_ROLE.items():
            if kind in held:
                return status
        begun = (one for one in self.roles.all() if not one.start_date or one.start_date <= day)
        return "former" if any(one.kind in STATUS_OF_ROLE for one in begun) else "guest"


class PartnerRole(Period, Provenance):
    """What a partner is in the dialogue, from when to when."""

    class Kind(models.TextChoices):
        PARTNER = "partner", _("Partner")
        OBSERVER = "observer", _("Observer")
        PERMANENT_OBSERVER = "permanent_observer", _("Permanent observer")
        STEERING_COMMITTEE = "steering_committee", _("Member of the Steering Committee")
        REFERENCE_COUNTRY = "reference_country", _("Reference country")
        SECRETARIAT = "secretariat", _("Secretariat")

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="roles", verbose_name=_("partner")
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind)
    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        related_name="reference_roles",
        null=True,
        blank=True,
        verbose_name=_("area"),
        help_text=_("For reference countries only."),
    )
    as_of = models.CharField(
        _("as of"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("What the entry rests on if the dates are not known, e.g. “list of 2021”."),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["partner_id", "kind", "start_date", "pk"]
        constraints = [
            *period_constraints("partnerrole"),
            models.CheckConstraint(
                name="partnerrole_area_of_reference_country",
                condition=Q(kind="reference_country", area__isnull=False)
                | ~Q(kind="reference_country") & Q(area=None),
                violation_error_message=_("A reference country, and only that, has an area."),
            ),
            models.UniqueConstraint(
                fields=["partner", "kind"],
                condition=Q(area=None, end_precision=""),
                name="partnerrole_held_once",
                violation_error_message=_("This partner holds this role already."),
            ),
            models.UniqueConstraint(
                fields=["partner", "area"],
                condition=Q(end_precision=""),
                name="partnerrole_area_held_once",
                violation_error_message=_("This partner is reference country for it already."),
            ),
        ]

    def __str__(self):
        return f"{self.partner} – {self.get_kind_display()}"

    def clean(self):
        super().clean()
        if self.kind == self.Kind.REFERENCE_COUNTRY and not self.area_id:
            raise ValidationError({"area": _("Say for which area.")})


# In the order in which one outweighs another.
STATUS_OF_ROLE = {
    PartnerRole.Kind.SECRETARIAT: "secretariat",
    PartnerRole.Kind.PARTNER: "partner",
    PartnerRole.Kind.OBSERVER: "observer",
    PartnerRole.Kind.PERMANENT_OBSERVER: "observer",
}
