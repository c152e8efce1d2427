"""Saying no: a page with a reason, and pages that may be asked for what cannot be."""

from django.http import HttpResponse
from django.shortcuts import render


def refuse(request, status: int, title: str, sentence: str) -> HttpResponse:
    """The page that says in a sentence why there is nothing else."""
    context = {"status": status, "title": title, "sentence": sentence}
    return render(request, "error.html", context, status=status)


class Checked:
    """A page that is 400 and not for search engines if its address asks for what cannot be."""

    def is_possible(self) -> bool:
        raise NotImplementedError

    def render_to_response(self, context, **kwargs):
        possible = self.is_possible()
        context["is_impossible"] = not possible
        return super().render_to_response(context, status=200 if possible else 400, **kwargs)
