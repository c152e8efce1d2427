"""What changed for the public, and what it sees now: written by `events.following` alone."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_KEY = 120  # the full code of an item: the slug of its plan, and its code


class ChangeLog(models.Model):
    """Where the changes stand: one row, which whoever writes what the public sees keeps locked.

    `edition` tells this log from that of another database, or of a copy of this one brought back
    to life. Of what was gone after `complete_since`, every change is known still. `shape` is that
    of the objects as all copies hold them (`events.changes.shape`).
    """

    # Computed from other rows: it has no history, no factory and no screen.
    computed: ClassVar[bool] = True

    edition = models.UUIDField(default=uuid.uuid4)
    newest = models.BigIntegerField(default=0)
    complete_since = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    shape = models.CharField(max_length=64, default="")

    class Meta:
        verbose_name = _("log of changes")
        verbose_name_plural = _("logs of changes")
        default_permissions = ()

    def __str__(self):
        return f"{self.edition} {self.newest}"


class Change(models.Model):
    """One change of what the public sees of a record: the heartbeat of sync, caching and feeds.

    `seq` grows by one in the order of commits: who has read up to a number has missed nothing
    before it. `fields` names the members of the object that changed; of one that was not public
    before, none.
    """

    computed: ClassVar[bool] = True

    class Op(models.TextChoices):
        UPSERT = "upsert", _("Created or changed")
        DELETE = "delete", _("No longer public")

    seq = models.BigIntegerField(primary_key=True)
    resource = models.CharField(max_length=20)
    key = models.CharField(max_length=LONGEST_KEY)
    op = models.CharField(max_length=6, choices=Op)
    fields = models.JSONField(default=list)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["seq"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["resource", "key", "seq"], name="change_by_object"),
            models.Index(fields=["seq"], condition=models.Q(op="delete"), name="change_deletions"),
            models.Index(
                fields=["resource", "seq"],
                condition=models.Q(op="delete"),
                name="change_deletions_of",
            ),
        ]

    def __str__(self):
        return f"{self.seq} {self.op} {self.resource}/{self.key}"


class PublicCopy(models.Model):
    """A public record as partners are given it, since its last change.

    `body` is the JSON object without `updated_at`, which is `changed_at`; `related` is one of where
    the API says it leads, or empty. Addresses in both begin with `actionplan.objects.ORIGIN`.
    """

    computed: ClassVar[bool] = True

    resource = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    key = models.CharField(max_length=LONGEST_KEY)
    body = models.TextField()
    related = models.TextField(default="")
    seq = models.BigIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("public copy")
        verbose_name_plural = _("public copies")
        ordering = ["seq"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["resource", "row_id"], name="publiccopy_by_row"),
            models.UniqueConstraint(fields=["resource", "key"], name="publiccopy_by_key"),
            models.UniqueConstraint(fields=["seq"], name="publiccopy_by_seq"),
        ]
        indexes = [
            models.Index(fields=["resource", "changed_at"], name="publiccopy_by_time"),
            models.Index(fields=["resource", "seq"], name="publiccopy_by_resource"),
        ]

    def __str__(self):
        return f"{self.resource}/{self.key}"
