"""How the record is read. `published()` is the only door to the public; what a published record
leads to passes through it too, so a page cannot show a draft behind a link."""

import datetime

from django.db import models
from django.db.models import F, Prefetch, Q

from actionplan.collation import Alphabetical
from actionplan.querysets import PublishableQuerySet
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


class ChairmanshipQuerySet(PublishableQuerySet):
    def published(self):
        return super().published().filter(partner__publication="published")

    def serving(self, on: datetime.date):
        """The chairmanship on a day, or None. Of two that may have been, the one whose start is
        recorded; one of unknown start followed on another, so it is not the first of all."""
        chairs = self.order_by(F("start_date").desc(nulls_last=True))
        begun = any(chair.start_date and chair.start_date <= on for chair in chairs)
        serving = (chair for chair in chairs if chair.serves_on(on))
        return next((chair for chair in serving if chair.start_date or begun), None)

    def for_list(self):
        return self.select_related("partner")

    def for_detail(self):
        """With priorities, published documents, and the published meeting of the handover."""
        handover = self.rows("handover_meeting").published()
        return self.for_list().prefetch_related(
            "priorities",
            Prefetch("handover_meeting", queryset=handover),
            Prefetch(
                "documents",
                queryset=self.rows("documents").published(of="chairmanship").for_list(),
                to_attr="shown_documents",
            ),
        )


class MeetingQuerySet(PublishableQuerySet):
    def upcoming(self, at: datetime.datetime):
        """Not over at a moment, each in its own zone; the next first."""
        return self.filter(~_over(at)).order_by("start_date", "pk")

    def past(self, at: datetime.datetime):
        """Over at a moment, each in its own zone; the last first."""
        return self.filter(_over(at)).order_by("-start_date", "-pk")

    def before(self, meeting):
        """Those that started earlier, the nearest first."""
        same_day = Q(start_date=meeting.start_date, pk__lt=meeting.pk)
        earlier = self.filter(Q(start_date__lt=meeting.start_date) | same_day)
        return earlier.order_by("-start_date", "-pk")

    def after(self, meeting):
        """Those that started later, the nearest first."""
        same_day = Q(start_date=meeting.start_date, pk__gt=meeting.pk)
        later = self.filter(Q(start_date__gt=meeting.start_date) | same_day)
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
            Prefetch("partner_parts", queryset=self._parts(), to_attr="shown_parts"),
        )

    def for_table(self):
        """With what a line of a table says besides: the chairmanship, and items of plans."""
        return self.for_list().prefetch_related(
            Prefetch("chairmanship", queryset=self.rows("chairmanship").published()),
            Prefetch("plan_links", queryset=self._plan_links(), to_attr="shown_plan_links"),
        )

    def for_detail(self):
        """With all a page or an API object shows, each published for itself."""
        return self.for_list().prefetch_related(
            "aims",
            "reported_counts",
            "sessions",
            "status_changes",
            "date_changes",
            Prefetch("outcomes", queryset=self.rows("outcomes").select_related("kind")),
            Prefetch("recommendations__plan_links", queryset=self._plan_links("recommendations")),
            Prefetch("plan_links", queryset=self._plan_links(), to_attr="shown_plan_links"),
            Prefetch("delegations", queryset=self._delegations(), to_attr="shown_delegations"),
            Prefetch("adoptions", queryset=self._adoptions(), to_attr="shown_adoptions"),
            *(
                Prefetch(name, queryset=self.rows(name).published().for_list())
                for name in ("chairmanship", "handover_to")
            ),
            Prefetch(
                "documents",
                queryset=self.rows("documents").published(of="meeting").for_list(),
                to_attr="shown_documents",
            ),
            *self._family(),
        )

    def _parts(self):
        parts = self.rows("partner_parts").filter(partner__publication="published")
        return parts.select_related("partner").order_by("role", "order", "pk")

    def _delegations(self):
        rows = self.rows("delegations").filter(status="attended", partner__publication="published")
        return rows.select_related("partner").order_by("partner__kind", "partner__code")

    def _adoptions(self):
        rows = self.rows("adoptions").filter(plan__publication="published")
        return rows.select_related("plan")

    def _plan_links(self, owner: str = ""):
        model = self.rows(owner).model if owner else self.model
        links = model._meta.get_field("plan_links").related_model.objects.all()
        published = (
            Q(area__plan__publication="published")
            | Q(objective__plan__publication="published")
            | Q(action__plan__publication="published")
        )
        return links.filter(published).select_related(
            "area__plan", "objective__plan", "objective__area", "action__plan", "action__objective"
        )

    def _family(self):
        """Other meetings this one is tied to, as far as they are published."""
        published = self.model.objects.published()
        intentions = self.rows("intentions").prefetch_related(
            Prefetch("fulfilled_by", queryset=published)
        )
        links = self.rows("links_to")
        return (
            Prefetch("part_of", queryset=published),
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


class PlanLinkQuerySet(models.QuerySet):
    def of_plan(self, plan):
        """Links to any item of one plan."""
        return self.filter(Q(area__plan=plan) | Q(objective__plan=plan) | Q(action__plan=plan))


class DocumentQuerySet(PublishableQuerySet):
    OWNERS = ("meeting", "chairmanship", "plan")

    def published(self, *, of: str = ""):
        """Published documents; never one of a meeting, chairmanship or plan that is not. `of` names
        the owner through which one comes to them: whoever sees that has come through its door."""
        found = super().published()
        for name in self.OWNERS:
            if name != of:
                owners = self.rows(name).published()
                found = found.filter(Q(**{name: None}) | Q(**{f"{name}__in": owners}))
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
    yesterday = today - datetime.timedelta(days=1)
    return (
        Q(end_date__lt=yesterday)
        | Q(end_date=yesterday) & ~Q(time_zone__in=behind)
        | Q(end_date=today, time_zone__in=ahead)
    )
