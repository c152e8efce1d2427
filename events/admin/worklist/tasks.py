"""What a list of things to do is made of."""

from dataclasses import dataclass, field

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

from actionplan.admin.checklist import Gap

MOST = 8  # of one kind; the rest is a link away


@dataclass(frozen=True)
class Task:
    """A record with what is to be done about it, in the order of its form."""

    record: Model
    gaps: list[Gap] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The form of the record."""
        return self._page("change")

    @property
    def publication(self) -> str:
        """The state of one that is not published, as a link to where it is; or ""."""
        if self.record.is_published:
            return ""
        state = self.record.get_publication_display().lower()
        return format_html('<a href="{}">{}</a>', self._page("publication"), state)

    def _page(self, name: str) -> str:
        return reverse(admin_urlname(self.record._meta, name), args=[self.record.pk])


@dataclass(frozen=True)
class Section:
    """Tasks of one kind: the first of them, how many there are in all, and the list that holds
    them all (its address, or "")."""

    key: str
    title: str
    tasks: list[Task]
    total: int
    everything: str = ""

    @property
    def others(self) -> int:
        return self.total - len(self.tasks)


@dataclass(frozen=True)
class Tally:
    """How many records of a kind there is something to do about, and the list that holds them."""

    name: str
    number: int
    words: str
    address: str


def listed(model: type[Model], query: str = "") -> str:
    """The address of the administration's list of a model, filtered."""
    address = reverse(admin_urlname(model._meta, "changelist"))
    return f"{address}?{query}" if query else address
