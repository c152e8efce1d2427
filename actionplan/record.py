"""What records of the dialogue carry: where they come from, whether the public sees them."""

import uuid

from django.db import models
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


class Publishable(models.Model):
    """A record of its own page and API object: a permanent id, a publication state, timestamps."""

    uid = models.UUIDField(_("permanent id"), default=uuid.uuid4, unique=True, editable=False)
    publication = publication_field()
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")

    @property
    def is_published(self) -> bool:
        return self.publication == Publication.PUBLISHED
