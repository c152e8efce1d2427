"""What the public sees only together with a record."""

from dataclasses import dataclass

from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import capfirst

from actionplan.record import Publication, Publishable


@dataclass(frozen=True)
class Belonging:
    """Records of one kind: how many of them come and go with what they belong to, how many are
    not published for themselves, and the list of them all."""

    kind: str
    following: int
    staying: int
    address: str


def belongings(record: Publishable, relations: list[str]) -> list[Belonging]:
    """What belongs to a record through these relations, as far as there is any: a query each."""
    found = []
    for name in relations:
        relation = record._meta.get_field(name)
        opts = relation.related_model._meta
        published = Count("pk", filter=Q(publication=Publication.PUBLISHED))
        counts = getattr(record, name).order_by().aggregate(all=Count("pk"), published=published)
        address = reverse(admin_urlname(opts, "changelist"))
        query = f"{relation.remote_field.name}__id__exact={record.pk}"
        if counts["all"]:
            found.append(
                Belonging(
                    capfirst(opts.verbose_name_plural),
                    counts["published"],
                    counts["all"] - counts["published"],
                    f"{address}?{query}",
                )
            )
    return found
