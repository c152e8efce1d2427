"""Error answers: a page in the visitor's language, or a problem document under /api/."""

from django.utils.translation import gettext as _

from events.views.refusal import refuse
from rabat.addresses import redirect_to_page
from rabat.api.problems import problem
from rabat.login.sessions import is_form, is_from_here, keep_what_was_typed


def bad_request(request, exception=None):
    return _answer(request, 400, _("Bad request"), _("The request could not be understood."))


def permission_denied(request, exception=None):
    return _answer(request, 403, _("Not allowed"), _("You may not see or do this."))


def csrf_failure(request, reason=""):
    """A form came back without its token: cookies are off, or the form was open too long. Where
    there is no form, the view itself refuses what it has no answer to."""
    match = request.resolver_match
    view = getattr(match.func, "view_class", None)
    if view and not hasattr(view, request.method.lower()):
        return match.func(request, *match.args, **match.kwargs)
    if request.user.is_authenticated and is_form(request) and is_from_here(request):
        sentence = _("You logged in again after this form was opened.")
        return keep_what_was_typed(request, 403, sentence)
    sentence = _("The form was open too long or cookies are off. Load it again, then send it.")
    return _answer(request, 403, _("Not sent"), sentence)


def not_found(request, exception=None):
    """The page, if it has this address in another language; else that there is none."""
    missing = _("Not found"), _("There is no page at this address.")
    return redirect_to_page(request) or _answer(request, 404, *missing)


def method_not_allowed(get_response):
    """A middleware: views refuse a method without a word, this gives them the page for it."""

    def answer(request):
        response = get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        sentence = _("This address is for reading only; nothing can be sent to it.")
        page = _answer(request, 405, _("Not possible"), sentence)
        page["Allow"] = response["Allow"]
        return page

    return answer


def server_error(request):
    sentence = _("Something went wrong on our side. It has been recorded.")
    return _answer(request, 500, _("Error"), sentence)


def _answer(request, status: int, title: str, sentence: str):
    if request.path.startswith("/api/"):
        return problem(status, sentence)
    return refuse(request, status, title, sentence)
