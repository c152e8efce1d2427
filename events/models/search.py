"""What search reads: one row per public object, written by `events.search` and by nobody else."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplan.translation import translated


class Resource(models.TextChoices):
    """What is found, in the order in which equally good results are shown."""

    PLAN = "plan", _("Action plan")
    AREA = "area", _("Area")
    OBJECTIVE = "objective", _("Objective")
    ACTION = "action", _("Action")
    PARTNER = "partner", _("Partner")
    CHAIRMANSHIP = "chairmanship", _("Chairmanship")
    MEETING = "meeting", _("Meeting")
    DOCUMENT = "document", _("Document")
    RECOMMENDATION = "recommendation", _("Recommendation")
    STANDING_PAGE = "standingpage", _("Page")


# The page on which each is shown; a recommendation has a place on it.
PAGES = {
    Resource.PLAN: "action-plan-detail",
    Resource.PARTNER: "partner-detail",
    Resource.CHAIRMANSHIP: "chairmanship-detail",
    Resource.MEETING: "meeting-detail",
    Resource.DOCUMENT: "document-detail",
    Resource.RECOMMENDATION: "meeting-detail",
}
# Items of a plan have a page each, named by the plan and their code.
ITEMS = [Resource.AREA, Resource.OBJECTIVE, Resource.ACTION]


class SearchEntry(models.Model):
    """A public object as search knows it: what to show of it, and the tokens that find it.

    Both languages stand in one row, so that a query may mix them and no object is found twice.
    `owner` and `owner_id` name the record with which the row is rewritten. Full-text indexes of
    both token columns are made by the migration: on SQLite an FTS5 table kept by triggers, which
    a migration that remakes this table has to make again; on PostgreSQL a table of vectors, kept
    by a trigger too.
    """

    # Computed from other rows: it has no history, no factory and no screen.
    computed: ClassVar[bool] = True

    resource = models.CharField(max_length=20, choices=Resource)
    owner = models.CharField(max_length=20, choices=Resource)
    owner_id = models.BigIntegerField()
    key = models.CharField(max_length=120)
    fragment = models.CharField(max_length=40, blank=True, default="")
    code = models.CharField(max_length=60, blank=True, default="")
    rank = models.SmallIntegerField()
    position = models.IntegerField(default=0)
    date = models.DateField(null=True, blank=True)
    title = translated(models.TextField())
    text = translated(models.TextField(), required=False)
    title_tokens = models.TextField(blank=True, default="")
    tokens = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        ordering = ["rank", models.F("date").desc(nulls_last=True), "owner_id", "position", "pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["owner", "owner_id"], name="searchentry_by_owner"),
            models.Index(fields=["code"], name="searchentry_by_code"),
            # All that results are counted and put in order by, so that texts are only read of
            # those shown.
            models.Index(
                fields=["rank", "-date", "owner_id", "position", "id", "code"],
                name="searchentry_in_order",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        if self.resource in ITEMS:
            return reverse("plan-item-detail", args=[self.key, self.fragment])
        if self.resource == Resource.STANDING_PAGE:
            return reverse(self.key)
        page = reverse(PAGES[self.resource], args=[self.key])
        return f"{page}#{self.fragment}" if self.fragment else page
