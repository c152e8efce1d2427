"""How long somebody stays logged in: 30 minutes without a request, 12 hours at most.

Counted on the server, in the session itself, so that a copied cookie ends as well. A form that is
sent too late is not lost: the answer holds what was typed, ready to be sent again after logging in.
"""

import time

from django.contrib import admin, messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

IDLE, LONGEST = 30 * 60, 12 * 60 * 60  # seconds
# The time of the last request is written at most so often, since it is a write.
GRAIN = 60
BEGAN, SEEN = "began_at", "seen_at"
REASONS = {
    IDLE: _("Your session ended after 30 minutes without activity."),
    LONGEST: _("Your session ended after 12 hours."),
}


class SessionTimes:
    """The middleware; behind those for the session, the user and messages."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Elsewhere the session is not touched: the public pages are the same for everybody.
        if not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        ended = end_session(request)
        if not ended:
            return self.get_response(request)
        if is_form(request) and is_from_here(request):
            return keep_what_was_typed(request, 401, REASONS[ended])
        messages.warning(request, REASONS[ended])
        return self.get_response(request)


@receiver(user_logged_in)
def begin_session(sender, request, user, **kwargs):
    request.session[BEGAN] = request.session[SEEN] = time.time()


def end_session(request) -> int | None:
    """Log out if it is time, and say which of the limits was reached; else note the request."""
    now, session = time.time(), request.session
    if SESSION_KEY not in session:
        return None
    began = session.setdefault(BEGAN, now)
    seen = session.setdefault(SEEN, now)
    reached = LONGEST if now - began >= LONGEST else IDLE if now - seen >= IDLE else None
    if reached:
        logout(request)
    elif now - seen >= GRAIN:
        session[SEEN] = now
    return reached


def is_form(request) -> bool:
    """Whether work would be lost. A password is no work, and not to be printed into a page."""
    sent = request.method == "POST" and request.path.startswith("/admin/")
    return sent and len(request.POST) > 1 and not any("password" in name for name in request.POST)


def keep_what_was_typed(request, status: int, reason: str):
    """The page that says that nothing was saved, and holds all that was sent except files."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = admin.site.each_context(request) | {
        "is_nav_sidebar_enabled": False,
        "reason": reason,
        "typed": typed,
        "has_files": bool(request.FILES),
    }
    return render(request, "account/send_again.html", context, status=status)


def is_from_here(request) -> bool:
    """Whether a form was sent by one of our own pages, as the browser says, which others cannot."""
    origin = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"
