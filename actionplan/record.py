"""What records of the dialogue carry: where they come from, whether the public sees them."""

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Provenance(models.Model):
    """Where a record comes from; for staff only."""

    sources = models.TextField(
        _("sources"),
        blank=True,
        default="",
        help_text=_("One per line: an address or a file name."),
    )
    notes = models.TextField(_("editor’s note"), blank=True, default="")

    class Meta:
        abstract = True

    def source_list(self) -> list[str]:
        return self.sources.splitlines()


class Publication(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


def publication_field(default: Publication = Publication.DRAFT) -> models.CharField:
    """The publication state, for a model that starts in another state than draft."""
    return models.CharField(
        _("publication"),
        max_length=10,
        choices=Publication,
        default=default,
        help_text=_("Only published records are shown to the public."),
    )


def scheduled_before_publication(constraint_name: str) -> models.CheckConstraint:
    """A database constraint: what is published waits for no moment to be published."""
    return models.CheckConstraint(
        name=constraint_name,
        condition=~Q(publication=Publication.PUBLISHED) | Q(publish_at=None),
        violation_error_message=_("What is published is not scheduled to be."),
    )


class Publishable(models.Model):
    """A record of its own page and API object: a permanent id, a publication state, timestamps."""

    # What acts of publication write, and nothing else.
    PUBLICATION_FIELDS = ("publication", "publish_at", "preview_edition")

    uid = models.UUIDField(_("permanent id"), default=uuid.uuid4, unique=True, editable=False)
    publication = publication_field()
    publish_at = models.DateTimeField(
        _("to be published"), null=True, blank=True, editable=False, db_index=True
    )
    preview_edition = models.PositiveIntegerField(
        _("edition of its preview links"), default=0, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")

    def save(self, *args, **kwargs):
        """However it came to be public, it is not waiting for it any more."""
        if self.is_published:
            self.publish_at = None
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED

    def since(self, name: str):
        """The version of the record in which a field took the value it has, or None if none was
        kept. Two queries."""
        versions = self.history.order_by("history_id")
        other = versions.exclude(**{name: getattr(self, name)}).last()
        return versions.filter(history_id__gt=other.history_id if other else 0).first()

    def obstacles(self, at: datetime.datetime) -> dict[str, str]:
        """Why it cannot be published at a moment: sentences by the name of the field or relation
        that mends it. What is merely missing is no obstacle."""
        return {}

    def publish(self):
        self.publication, self.publish_at = Publication.PUBLISHED, None

    def withdraw(self):
        """Links to previews made before its publication end, too."""
        self.publication, self.publish_at = Publication.WITHDRAWN, None
        self.preview_edition += 1

    def schedule(self, moment: datetime.datetime | None):
        """To be published at a moment, by `manage.py publish_due`; None takes that back."""
        self.publish_at = moment
