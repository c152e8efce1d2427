"""The pages that every public site has, whatever its record holds."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actionplan.translation import filled, translated

LONGEST_BODY = 60_000  # characters: ten times the longest page, and rendered within a second


class StandingPage(models.Model):
    """A page of text at a fixed address. There is one per key: the addresses and the links to
    them are the site's, the words are the staff's. What is saved is public at once; the history
    brings an earlier text back."""

    class Key(models.TextChoices):
        """What each is about, in the order of their links; also the name of its address."""

        ABOUT = "about", _("About")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        PRIVACY = "privacy", _("Privacy")
        LANGUAGES = "languages", _("Languages")
        DATA = "data", _("Data and API")

    key = models.CharField(_("page"), max_length=20, choices=Key, unique=True)
    title = translated(models.CharField(_("title"), max_length=150))
    body = translated(
        models.TextField(
            _("text"),
            validators=[MaxLengthValidator(LONGEST_BODY)],
            help_text=_(
                "In Markdown: “## ” begins a heading, “- ” an item of a list, and "
                "[words](address) is a link. An address to write to stands on the page "
                "only if you put it in here."
            ),
        )
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        ordering = ["key"]
        default_permissions = ("change", "view")
        constraints = [
            filled("title", "standingpage_title_filled"),
            filled("body", "standingpage_body_filled"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse(self.key)
