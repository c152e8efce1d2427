"""Forms that have been saved already, so that none is saved twice."""

from datetime import timedelta
from typing import ClassVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=2)


class Submission(models.Model):
    """A form as it was sent, and the record that came of it. A double click sends it twice: the
    second time waits for the first, finds this row and saves nothing."""

    # Kept for days and about nobody's record: it has no history, no factory and no screen.
    computed: ClassVar[bool] = True

    mark = models.CharField(max_length=64, unique=True)
    key = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("form sent")
        verbose_name_plural = _("forms sent")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.sent_at:%Y-%m-%d %H:%M} → {self.key}"

    @classmethod
    def take(cls, mark: str) -> tuple["Submission", bool]:
        """The row of a form, and whether it is the first of its kind; inside a transaction, whose
        end the others wait for."""
        try:
            with transaction.atomic():
                return cls.objects.create(mark=mark), True
        except IntegrityError:
            return cls.objects.get(mark=mark), False

    def came_to(self, key: int):
        """Remember the record, and forget forms that nobody will send again."""
        self.key = key
        self.save(update_fields=["key"])
        Submission.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()
