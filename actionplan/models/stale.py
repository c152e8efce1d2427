"""Translations that no longer follow their source."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaleText(models.Model):
    """A translation whose source text was edited after it: which column of which row, since when.

    Written by `actionplan.staleness` and by nobody else."""

    # Computed from other rows: it has no history, no factory and no screen.
    computed: ClassVar[bool] = True

    model = models.CharField(max_length=100)
    key = models.BigIntegerField()
    column = models.CharField(max_length=60)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stale text")
        verbose_name_plural = _("stale texts")
        ordering = ["model", "key", "column"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["model", "key", "column"], name="staletext_unique")
        ]

    def __str__(self):
        return f"{self.model} {self.key}: {self.column}"
