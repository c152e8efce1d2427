"""Personal data: people. Never in any answer to the public."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Lower, TruncDate
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.partner import Partner

NOBODY = "N. N."  # the name of who was anonymised: nomen nescio, in every language


def years_later(day: datetime.date, years: int) -> datetime.date:
    """The same day of another year; 28 February for a 29th that it does not have."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class PersonQuerySet(models.QuerySet):
    def with_last_day(self):
        """Each with `last_day`: the end of their last meeting, or the day they were entered."""
        parts = self.model._meta.get_field("participations").related_model.objects
        ends = parts.filter(person=OuterRef("pk")).order_by("-meeting__end_date")
        last = Subquery(ends.values("meeting__end_date")[:1])
        return self.annotate(last_day=Coalesce(last, TruncDate("created_at")))

    def due(self, today: datetime.date):
        """Those whose data need not be kept any longer."""
        limit = years_later(today, -settings.PERSONAL_DATA_YEARS)
        over = Q(keep_until__lt=today) | Q(keep_until=None, last_day__lt=limit)
        return self.with_last_day().filter(over, anonymised_at=None)


class Person(models.Model):
    """Somebody whom partners send to meetings."""

    given_name = models.CharField(_("given name"), max_length=100, blank=True, default="")
    family_name = models.CharField(_("family name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True, default="")
    phone = models.CharField(_("telephone"), max_length=40, blank=True, default="")
    partner = models.ForeignKey(
        Partner,
        models.RESTRICT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("represents"),
    )
    position = models.CharField(_("position"), max_length=200, blank=True, default="")
    institution = models.CharField(_("institution"), max_length=200, blank=True, default="")
    language = models.CharField(
        _("writes in"), max_length=10, choices=settings.LANGUAGES, blank=True, default=""
    )
    notes = models.TextField(_("notes"), blank=True, default="")
    keep_until = models.DateField(
        _("keep until"),
        null=True,
        blank=True,
        help_text=_("Empty: as long after the last meeting as the rules of the secretariat say."),
    )
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    history = HistoricalRecords()
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            models.CheckConstraint(name="person_named", condition=~Q(family_name="")),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_unique",
                violation_error_message=_("Somebody with this e-mail address exists already."),
            ),
        ]

    def __str__(self):
        return f"{self.given_name} {self.family_name}".strip()

    def save(self, *args, **kwargs):
        """Who is named again, after having been anonymised, is kept for a time again."""
        if self.anonymised_at and self.family_name != NOBODY:
            self.anonymised_at = None
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "anonymised_at"}
        super().save(*args, **kwargs)

    def retained_until(self) -> datetime.date | None:
        """The last day on which the data are kept, of a person read `with_last_day()`."""
        if self.anonymised_at:
            return None
        return self.keep_until or years_later(self.last_day, settings.PERSONAL_DATA_YEARS)
