"""The meetings an address asks for by its filters, and why it may be refused."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View
from django_filters import FilterSet

from events.caching.kept import kept
from events.chips import chips
from events.filter_form import printable
from events.filters import MeetingFilterSet
from events.models import Meeting
from events.views.refusal import refuse

PAGING = "page"  # the address of a page of the list may be taken as it is


def selection(request: HttpRequest, at, filters=MeetingFilterSet) -> MeetingFilterSet:
    """The filters of an address over all published meetings, as seen at a moment."""
    meetings = Meeting.objects.published().for_list()
    return filters(request.GET, meetings, request=request, at=at)


def found(filterset: FilterSet) -> QuerySet:
    """What the filters of an address leave; nothing if one cannot be."""
    return filterset.qs if filterset.is_valid() else filterset.queryset.none()


def filled_in(given: QueryDict, names: Iterable[str]) -> QueryDict:
    """What of these parameters is filled in, as addresses of other forms of the same selection
    have them, and the address by which search engines know the page."""
    query = QueryDict(mutable=True)
    for name in names:
        if values := [value for value in given.getlist(name) if value]:
            query.setlist(name, values)
    return query


def selection_context(filterset: MeetingFilterSet, path: str) -> dict:
    """What the page at a path shows of a selection: its form, the filters that are on, the query
    they make."""
    is_on = filterset.is_asked and filterset.is_valid()
    return {
        "path": path,
        "filterset": filterset,
        "chips": chips(filterset, filterset.data) if is_on else [],
        "kept": filled_in(filterset.data, filterset.filters) if is_on else QueryDict(),
    }


def filter_form(filterset: MeetingFilterSet, path: str) -> SafeString:
    """The form of the page at a path; that without any filter is made once until something
    changes."""

    def make() -> SafeString:
        context = {"filterset": filterset, "path": path}
        return render_to_string("events/partials/meeting_filters.html", context)

    return make() if filterset.is_asked else kept(f"filters of {path}", make)


class MeetingSelection(View):
    """A file of the meetings of the list with the same filters. What would be ignored is refused:
    who subscribes, downloads or embeds never looks at the address again."""

    filters = MeetingFilterSet

    def get(self, request):
        self.now = timezone.now()
        self.filterset = selection(request, self.now, self.filters)
        if reasons := _refusals(self.filterset):
            return self.refuse(reasons)
        return self.answer(self.filterset.qs)

    def refuse(self, reasons: list[str]) -> HttpResponse:
        return refuse(self.request, 400, _("Bad request"), " ".join(reasons))

    def answer(self, meetings) -> HttpResponse:
        raise NotImplementedError


def _refusals(filterset) -> list[str]:
    """Why a query cannot be answered: each parameter with its reason."""
    colon = pgettext("after a term", ": ")
    known = {PAGING, *filterset.filters}
    unknown = [printable(name[:40]) for name in filterset.data if name not in known]
    message = _("Unknown parameter. Known are: %(names)s.") % {"names": ", ".join(sorted(known))}
    reasons = [f"{', '.join(unknown)}{colon}{message}"] if unknown else []
    for name, errors in filterset.errors.items():
        reasons += [f"{name}{colon}{error}" for error in errors]
    return reasons
