"""One search over all that is public."""

from django.utils.translation import get_language
from django.views.generic import ListView

from events.search.highlights import highlight
from events.search.query import Results
from events.search.words import LONGEST_WORD, MOST_WORDS, query_words


class Search(ListView):
    """What holds the words asked for, the best first. Only what no text can hold is refused."""

    template_name = "events/search.html"
    context_object_name = "entries"
    paginate_by = 20

    def get_queryset(self):
        self.query = self.request.GET.get("q", "").strip()
        self.is_impossible = "\0" in self.query
        return Results("" if self.is_impossible else self.query)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "entries": highlight(list(context["entries"]), self.query, get_language()),
            # As much of it as an address may hold, and as counts.
            "query": self.query.replace("\0", "")[: MOST_WORDS * LONGEST_WORD],
            "is_impossible": self.is_impossible,
            "has_words": bool(query_words(self.query)),
        }

    def render_to_response(self, context, **kwargs):
        status = 400 if self.is_impossible else 200
        return super().render_to_response(context, status=status, **kwargs)
