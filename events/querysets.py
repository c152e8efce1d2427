"""How the record is read. `published()` is the only door to the public; what a published record
leads to passes through it too, so a page cannot show a draft behind a link."""

import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q

from actionplan.collation import Alphabetical
from actionplan.querysets import PublishableQuerySet
from actionplan.translation import columns
from events.meeting_lines import BELONGS_TO, IN_LINES, ShownHeads, ShownPlaces
from events.plan_link_querysets import shown_plan_links
from events.zones import zones_apart


class PartnerQuerySet(PublishableQuerySet):
    def by_name(self):
        """In the order of their names in the reader's language."""
        return self.order_by(Alphabetical("name"), "code")

    def for_list(self):
        """With roles; those of a plan that is not published stay unseen."""
        roles = self.rows("roles").filter(Q(area=None) | Q(area__plan__publication="published"))
        return self.prefetch_related(Prefetch("roles", queryset=roles.select_related("area__plan")))

    def for_detail(self):
        """With roles, chairmanships, the parts played in published meetings and those attended,
        newest first."""
        parts = (
            self.rows("meeting_parts")
            .filter(meeting__publication="published")
            .select_related("meeting")
            .order_by("-meeting__start_date", "-meeting_id", "pk")
        )
        attended = (
            self.rows("delegations")
            .filter(status="attended", meeting__publication="published")
            .select_related("meeting")
            .order_by("-meeting__start_date", "-meeting_id")
        )
        chairs = self.rows("chairmanships").published().select_related("partner")
        return self.for_list().prefetch_related(
            Prefetch("meeting_parts", queryset=parts, to_attr="shown_parts"),
            Prefetch("chairmanships", queryset=chairs, to_attr="shown_chairmanships"),
            Prefetch("delegations", queryset=attended, to_attr="shown_delegations"),
        )


class MeetingQuerySet(PublishableQuerySet):
    def upcoming(self, at: datetime.datetime):
        """Not over at a moment, each in its own zone; the next first."""
        # That it did not end before yesterday follows; an index finds it by that.
        recent = self.filter(end_date__gte=_yesterday(at))
        return recent.filter(~_over(at)).order_by("start_date", "pk")

    def past(self, at: datetime.datetime):
        """Over at a moment, each in its own zone; the last first."""
        return self.filter(_over(at)).order_by("-start_date", "-pk")

    def before(self, meeting):
        """Those that started earlier, the nearest first."""
        # An index begins at that day; by an "or" alone it would be read from its end.
        until = self.filter(start_date__lte=meeting.start_date)
        earlier = until.filter(Q(start_date__lt=meeting.start_date) | Q(pk__lt=meeting.pk))
        return earlier.order_by("-start_date", "-pk")

    def after(self, meeting):
        """Those that started later, the nearest first."""
        since = self.filter(start_date__gte=meeting.start_date)
        later = since.filter(Q(start_date__gt=meeting.start_date) | Q(pk__gt=meeting.pk))
        return later.order_by("start_date", "pk")

    def formerly(self, slug: str):
        """The meeting that used to have this slug and has another now, or None."""
        return self.filter(former_slugs__slug=slug).exclude(slug=slug).first()

    def for_heading(self):
        """With type and city; no city in an unpublished country."""
        cities = self.rows("city").filter(country__publication="published")
        return self.select_related("type").prefetch_related(Prefetch("city", queryset=cities))

    def for_list(self):
        """With type, place and partners that play a part; no place in an unpublished country."""
        return self.for_heading().prefetch_related(
            Prefetch("country", queryset=self.rows("country").published()),
            Prefetch("partner_parts", queryset=self.parts(), to_attr="shown_parts"),
        )

    def for_items(self):
        """The same for a few that are shown as lines of a list: in one query, and without columns
        that no line shows. The co-chairs come from `co_chairs()`."""
        found = self.prefetch_related(None).select_related("type", "city", "country")
        found = found.only(*IN_LINES)
        found._iterable_class = ShownPlaces
        return found

    def co_chairs(self):
        """The parts that lines of a list show."""
        parts = self.parts().filter(role="co_chair")
        return parts.only("meeting", "role", *(f"partner__{name}" for name in columns("name")))

    def for_table(self):
        """With what a line of a table says besides: the chairmanship, and items of plans."""
        return self.for_list().prefetch_related(
            Prefetch("chairmanship", queryset=self.rows("chairmanship").published()),
            Prefetch("plan_links", queryset=self._plan_links(), to_attr="shown_plan_links"),
        )

    def for_detail(self):
        """With all a page or an API object shows, each published for itself."""
        return self.for_heading().prefetch_related(
            Prefetch("country", queryset=self.rows("country").published()),
            *(
                Prefetch(name, queryset=self.rows(name).published().for_list())
                for name in ("chairmanship", "handover_to")
            ),
            Prefetch("part_of", queryset=self.model.objects.published()),
            *self.hanging(),
        )

    def hanging(self) -> list[Prefetch]:
        """The rows that hang on a meeting, as a page or an API object shows them."""
        plain = ("aims", "reported_counts", "sessions", "status_changes", "date_changes")
        concerns = Prefetch("plan_links", queryset=self._plan_links("recommendations"))
        return [
            Prefetch("partner_parts", queryset=self.parts(), to_attr="shown_parts"),
            *(Prefetch(name, queryset=self.rows(name)) for name in plain),
            Prefetch("outcomes", queryset=self.rows("outcomes").select_related("kind")),
            Prefetch(
                "recommendations",
                queryset=self.rows("recommendations").prefetch_related(concerns),
            ),
            Prefetch("plan_links", queryset=self._plan_links(), to_attr="shown_plan_links"),
            Prefetch("delegations", queryset=self._delegations(), to_attr="shown_delegations"),
            Prefetch("adoptions", queryset=self._adoptions(), to_attr="shown_adoptions"),
            Prefetch(
                "documents",
                queryset=self.rows("documents").published(of="meeting").for_list(),
                to_attr="shown_documents",
            ),
            *self._family(),
        ]

    def for_page(self):
        """With what a meeting belongs to, and whether rows of a kind hang on it, as `has_aims`:
        `events.meeting_page` fetches these."""
        found = self.select_related(*BELONGS_TO).annotate(
            **{
                f"has_{one.prefetch_through}": Exists(self._rows_of(one.prefetch_through))
                for one in self.hanging()
            }
        )
        found._iterable_class = ShownHeads
        return found

    def _rows_of(self, relation: str):
        """Those of the meeting of the query around it."""
        owner = self.model._meta.get_field(relation).field.name
        return self.rows(relation).filter(**{owner: OuterRef("pk")})

    def parts(self):
        """The parts that published partners play, in the order in which they are named."""
        parts = self.rows("partner_parts").filter(partner__publication="published")
        return parts.select_related("partner").order_by("role", "order", "pk")

    def _delegations(self):
        rows = self.rows("delegations").filter(status="attended", partner__publication="published")
        return rows.select_related("partner").order_by("partner__kind", "partner__code")

    def _adoptions(self):
        rows = self.rows("adoptions").filter(plan__publication="published")
        return rows.select_related("plan")

    def _plan_links(self, owner: str = ""):
        return shown_plan_links(self.rows(owner).model if owner else self.model)

    def _family(self):
        """Other meetings this one is tied to, as far as they are published."""
        published = self.model.objects.published()
        intentions = self.rows("intentions").prefetch_related(
            Prefetch("fulfilled_by", queryset=published)
        )
        links = self.rows("links_to")
        return (
            Prefetch("parts", queryset=published.order_by("start_date"), to_attr="shown_children"),
            Prefetch("intentions", queryset=intentions),
            Prefetch(
                "links_to",
                queryset=links.filter(to_meeting__publication="published").select_related(
                    "to_meeting"
                ),
                to_attr="shown_links_to",
            ),
            Prefetch(
                "links_from",
                queryset=links.filter(from_meeting__publication="published").select_related(
                    "from_meeting"
                ),
                to_attr="shown_links_from",
            ),
        )


class DocumentQuerySet(PublishableQuerySet):
    def published(self, *, of: str = ""):
        """Published documents; never one of a meeting, chairmanship or plan that is not. `of` names
        the owner through which one comes to them: whoever sees that has come through its door."""
        found = super().published()
        if of != "meeting":
            # Joined, or databases would list all meetings before they look at a document.
            found = found.filter(Q(meeting=None) | Q(meeting__publication="published"))
        for name in sorted({"chairmanship", "plan"} - {of}):
            owner = self.rows(name).published().filter(pk=OuterRef(name))
            found = found.filter(Q(**{name: None}) | Exists(owner))
        return found

    def for_detail(self):
        """With kind, versions and what it belongs to, each published for itself."""
        return self.select_related("kind").prefetch_related(
            "versions",
            Prefetch("meeting", queryset=self.rows("meeting").published()),
            Prefetch("chairmanship", queryset=self.rows("chairmanship").published().for_list()),
            Prefetch("plan", queryset=self.rows("plan").published()),
        )

    def for_list(self):
        """With kind, versions and what it belongs to."""
        return self.select_related(
            "kind", "meeting", "chairmanship__partner", "plan"
        ).prefetch_related("versions")


def _over(at: datetime.datetime) -> Q:
    """A meeting is over when the day after its last has begun in its own zone."""
    today, ahead, behind = zones_apart(at)
    yesterday = _yesterday(at)
    return (
        Q(end_date__lt=yesterday)
        | Q(end_date=yesterday) & ~Q(time_zone__in=behind)
        | Q(end_date=today, time_zone__in=ahead)
    )


def _yesterday(at: datetime.datetime) -> datetime.date:
    """By UTC; no meeting that ended before is going on anywhere."""
    return zones_apart(at)[0] - datetime.timedelta(days=1)
