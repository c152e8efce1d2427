"""How chairmanships are read."""

import datetime

from django.db.models import F, Prefetch

from actionplan.querysets import PublishableQuerySet


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
