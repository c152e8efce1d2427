"""The meetings an address asks for by its filters, and why it may be refused."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import View
from django_filters import FilterSet

from events.chips import chips
from events.filters import MeetingFilterSet
from events.models import Meeting
from events.views.refusal import refuse

PAGING = "page"  # the address of a page of the list may be taken as it is


def selection(request: HttpRequest, at) -> MeetingFilterSet:
    """The filters of an address over all published meetings, as seen at a moment."""
    meetings = Meeting.objects.published().for_list()
    return MeetingFilterSet(request.GET, meetings, request=request, at=at)


def found(filterset: FilterSet) -> QuerySet:
    """What the filters of an address leave; nothing if one cannot be."""
    return filterset.qs if filterset.is_valid() else filterset.queryset.none()


def kept(given: QueryDict, names: Iterable[str]) -> QueryDict:
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
    is_valid = filterset.is_valid()
    return {
        "path": path,
        "filterset": filterset,
        "chips": chips(filterset, filterset.data) if is_valid else [],
        "kept": kept(filterset.data, filterset.filters) if is_valid else QueryDict(),
    }


class MeetingSelection(View):
    """A file of the meetings of the list with the same filters. What would be ignored is refused:
    who subscribes or downloads never looks at the address again."""

    def get(self, request):
        self.now = timezone.now()
        self.filterset = selection(request, self.now)
        if reasons := _refusals(self.filterset):
            return refuse(request, 400, _("Bad request"), " ".join(reasons))
        return self.answer(self.filterset.qs)

    def answer(self, meetings) -> HttpResponse:
        raise NotImplementedError


def _refusals(filterset) -> list[str]:
    """Why a query cannot be answered: each parameter with its reason."""
    colon = pgettext("after a term", ": ")
    known = {PAGING, *filterset.filters}
    unknown = [name for name in filterset.data if name not in known]
    names = ", ".join(sorted(known))
    reasons = [_("Unknown parameter. Known are: %(names)s.") % {"names": names}] if unknown else []
    for name, errors in filterset.errors.items():
        reasons += [f"{name}{colon}{error}" for error in errors]
    return reasons
