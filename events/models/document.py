"""Documents of a meeting, a chairmanship or a plan, in one or more languages."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.models import ActionPlan
from actionplan.record import Provenance, Publishable, scheduled_before_publication
from actionplan.translation import filled, translated
from events.models.chairmanship import Chairmanship, Confidence
from events.models.meeting import Meeting
from events.models.period import FIRST_DAY, LAST_DAY, BoundPrecision
from events.models.vocabulary import DocumentKind
from events.querysets import DocumentQuerySet

EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "png", "jpg", "mp4"]
# What a version is, in words, by the end of its name; others by that end itself: PDF, DOCX.
FORMS = {
    "mp4": _("Video"),
    **dict.fromkeys(["png", "jpg"], _("Image")),
}
VIDEO_HOSTS = ("dailymotion.com", "vimeo.com", "youtu.be", "youtube.com")
VIDEO_KIND = "video"
SEVERAL = "mul"  # ISO 639-2 for several languages
LARGEST_FILE = 50 * 1024 * 1024


def validate_size(file):
    """Refuses a file of more than 50 MB."""
    if file.size > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 50 MB."))


class Document(Publishable, Provenance):
    """A text, video or other work; its files and links are its versions."""

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    title = translated(models.CharField(_("title"), max_length=250))
    short_title = translated(
        models.CharField(
            _("short title"), max_length=250, help_text=_("As listed on the page it belongs to.")
        ),
        required=False,
    )
    kind = models.ForeignKey(
        DocumentKind, models.RESTRICT, related_name="documents", verbose_name=_("kind")
    )
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        _("precision"), max_length=10, choices=BoundPrecision, default=BoundPrecision.UNKNOWN
    )
    meeting = models.ForeignKey(
        Meeting,
        models.RESTRICT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("meeting"),
    )
    chairmanship = models.ForeignKey(
        Chairmanship,
        models.RESTRICT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("chairmanship"),
    )
    plan = models.ForeignKey(
        ActionPlan,
        models.RESTRICT,
        related_name="documents",
        null=True,
        blank=True,
        verbose_name=_("action plan"),
    )
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence, default=Confidence.HIGH
    )
    history = HistoricalRecords()
    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = [models.F("date").desc(nulls_last=True), "slug"]
        indexes = [models.Index(fields=["publication", "-date", "slug"], name="document_in_order")]
        constraints = [
            filled("title", "document_title_filled"),
            scheduled_before_publication("document_scheduled_unpublished"),
            models.CheckConstraint(
                name="document_date_precision",
                condition=Q(date=None, date_precision="unknown")
                | Q(date__isnull=False, date__range=(FIRST_DAY, LAST_DAY))
                & ~Q(date_precision="unknown"),
                violation_error_message=_("The date and its precision contradict each other."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("document-detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.date and self.date_precision == BoundPrecision.UNKNOWN:
            raise ValidationError({"date_precision": _("Say how precise the date is.")})


class DocumentVersion(models.Model):
    """A document in one language, as a file kept here or a link to elsewhere."""

    OTHER_LANGUAGES = [
        ("ar", _("Arabic")),
        ("es", _("Spanish")),
        ("pt", _("Portuguese")),
        (SEVERAL, _("Several languages")),
    ]

    document = models.ForeignKey(
        Document, models.CASCADE, related_name="versions", verbose_name=_("document")
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        default="",
        choices=[*{**dict(settings.LANGUAGES), **dict(OTHER_LANGUAGES)}.items()],
        help_text=_("Empty if not stated."),
    )
    file = models.FileField(
        _("file"),
        upload_to="documents/",
        blank=True,
        validators=[FileExtensionValidator(EXTENSIONS), validate_size],
    )
    url = models.URLField(_("address"), max_length=400, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["document_id", "language", "pk"]
        constraints = [
            models.CheckConstraint(
                name="documentversion_file_or_url",
                condition=Q(file="") & ~Q(url="") | ~Q(file="") & Q(url=""),
                violation_error_message=_("Give a file or an address, one of them."),
            )
        ]

    def __str__(self):
        return (
            f"{self.document} ({self.get_language_display()})"
            if self.language
            else str(self.document)
        )

    def get_absolute_url(self):
        """Where to read it: the address elsewhere, or our own download."""
        return self.url or reverse("document-file", args=[self.pk])

    @property
    def one_language(self) -> bool:
        """Whether its language is stated, and one."""
        return self.language not in ("", SEVERAL)

    @property
    def host(self) -> str:
        """The host of a link, without www; empty for our own file."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    def form(self) -> str:
        """What it is, in a word: PDF, Video, Web page."""
        path = self.file.name or urlsplit(self.url).path
        end = PurePosixPath(path).suffix[1:].lower()
        if end in EXTENSIONS:
            return FORMS.get(end, end.upper())
        if self.host in VIDEO_HOSTS or self.document.kind.slug == VIDEO_KIND:
            return FORMS["mp4"]
        return _("Web page")

    def size(self) -> int | None:
        """The bytes of our own file; None for links, and for a file that is lost."""
        try:
            return self.file.size if self.file else None
        except FileNotFoundError:
            return None
