"""Cities where meetings take place."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated
from events.models.partner import Partner


class City(models.Model):
    """A city where meetings take place, with its name in each language."""

    name = translated(models.CharField(_("name"), max_length=80))
    country = models.ForeignKey(
        Partner,
        models.RESTRICT,
        related_name="cities",
        verbose_name=_("country"),
        limit_choices_to={"kind": "country"},
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name_en", "pk"]
        constraints = [
            filled("name", "city_name_filled"),
            models.UniqueConstraint(fields=["name_en", "country"], name="city_unique"),
            models.CheckConstraint(
                name="city_position",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, latitude__range=(-90, 90))
                & Q(longitude__isnull=False, longitude__range=(-180, 180)),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.country})"

    def save(self, *args, **kwargs):
        """The meetings in it lie where it does."""
        with transaction.atomic():
            stored = City.objects.filter(pk=self.pk).values_list("country", flat=True).first()
            super().save(*args, **kwargs)
            if stored not in (None, self.country_id):
                for meeting in self.meetings.all():
                    meeting.save()
