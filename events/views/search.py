"""One search over all that is public."""

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import ListView

from events.caching.counted import results
from events.filter_form import printable
from events.models import Resource
from events.search.highlights import highlight
from events.search.words import LONGEST_WORD, MOST_WORDS, is_common, query_words
from events.views.refusal import Checked
from events.views.selection import filled_in

KINDS = {
    Resource.PLAN: gettext_lazy("Action plans"),
    Resource.AREA: gettext_lazy("Areas"),
    Resource.OBJECTIVE: gettext_lazy("Objectives"),
    Resource.ACTION: gettext_lazy("Actions"),
    Resource.PARTNER: gettext_lazy("Partners"),
    Resource.CHAIRMANSHIP: gettext_lazy("Chairmanships"),
    Resource.MEETING: gettext_lazy("Meetings"),
    Resource.DOCUMENT: gettext_lazy("Documents"),
    Resource.RECOMMENDATION: gettext_lazy("Recommendations"),
    Resource.STANDING_PAGE: gettext_lazy("Pages"),
}


class Search(Checked, ListView):
    """What holds the words asked for, the best first, of all kinds or one. Refused is only what no
    text can hold, and a kind that there is not."""

    template_name = "events/search.html"
    context_object_name = "entries"
    paginate_by = 20

    def get_queryset(self):
        self.query = self.request.GET.get("q", "").strip()
        self.kind = self.request.GET.get("kind", "")
        self.refusal = _refusal(self.query, self.kind)
        self.results = results("") if self.refusal else results(self.query, self.kind)
        return self.results

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "entries": highlight(list(context["entries"]), self.query, get_language()),
            # As much of it as an address may hold, and as counts.
            "query": printable(self.query)[: MOST_WORDS * LONGEST_WORD].strip(),
            "kind": "" if self.refusal else self.kind,
            "kinds": [(kind, KINDS[kind], count) for kind, count in self.results.counts.items()],
            "count_of_all": self.results.count_of_all,
            "refusal": self.refusal,
            "kept": filled_in(self.request.GET, ["q", "kind"]),
            "has_words": bool(query_words(self.query)),
            "is_common": is_common(self.query),
        }

    def is_possible(self):
        return not self.refusal


def _refusal(query: str, kind: str) -> str:
    """Why there is no answer, in a sentence; empty if there is one."""
    if "\0" in query:
        return _("This cannot be searched for: it holds a character that no text has.")
    if kind and kind not in Resource:
        return _("“%(value)s” is not known here.") % {"value": printable(kind[:40])}
    return ""
