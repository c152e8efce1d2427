"""The form behind a link for nominations. No account, no cookie: who has the link may send, and
nobody else, so there is nothing for a token against forged requests to add: a page elsewhere that
could make a browser send this form would have to know the link, and could then send it itself."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from events.nominations.form import NominationForm
from events.nominations.limits import seconds_to_wait
from events.nominations.links import find
from events.nominations.slots import slots
from events.nominations.submission import receive, summary
from events.views.refusal import refuse

# Forms in five minutes, sent through one link and from one network address.
MOST_PER_LINK, MOST_PER_ADDRESS = 20, 200
# Nobody keeps the page, finds it, or learns where a visitor came from.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class OfLink(View):
    """A page of a link that is open. An address that nobody issued is not there; one that was open
    once says so, and nothing of the meeting."""

    def dispatch(self, request, token):
        self.link = find(token)
        if self.link is None:
            raise Http404
        if self.link.is_open(timezone.now()):
            response = super().dispatch(request, token)
        else:
            response = closed(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    def page(self, template: str, status: int = 200, **context):
        delegation = self.link.delegation
        context |= {
            "link": self.link,
            "delegation": delegation,
            "meeting": delegation.meeting,
            "partner": delegation.partner,
            "contact": settings.SECRETARIAT_EMAIL,
            "years": settings.PERSONAL_DATA_YEARS,
            **summary(self.link),
        }
        return render(self.request, f"events/{template}.html", context, status=status)


class NominationPage(OfLink):
    """The form. What was sent before is not shown: a link is passed on."""

    def get(self, request, token):
        return self.page("nomination_form", form=NominationForm(slots(self.link.delegation)))

    def post(self, request, token):
        if seconds := limited(request, self.link):
            return too_many(request, seconds)
        form = NominationForm(slots(self.link.delegation), request.POST)
        if not form.is_valid():
            return self.page("nomination_form", status=400, form=form)
        desk = request.build_absolute_uri(reverse("admin:events_nomination_changelist"))
        if receive(self.link, form, desk) is None:
            return closed(request)
        return redirect("nomination-received", token)


class NominationReceived(OfLink):
    """Thanks, which a reload does not send again."""

    def get(self, request, token):
        if summary(self.link)["latest"] is None:
            return redirect("nomination-form", token)
        return self.page("nomination_received")


def limited(request, link) -> int:
    """The seconds to wait if too much was sent lately, or 0."""
    address = get_adapter().get_client_ip(request)  # as far as TRUSTED_PROXIES says
    return max(
        seconds_to_wait(f"nominations-from-{address}", MOST_PER_ADDRESS),
        seconds_to_wait(f"nominations-by-{link.pk}", MOST_PER_LINK),
    )


def closed(request):
    sentence = _("This link for nominations is no longer open.")
    if settings.SECRETARIAT_EMAIL:
        words = _("If you still want to name somebody, write to the secretariat: %(address)s.")
        sentence += " " + words % {"address": settings.SECRETARIAT_EMAIL}
    else:
        sentence += " " + _("If you still want to name somebody, write to the secretariat.")
    return refuse(request, 410, _("Nominations are closed"), sentence)


def too_many(request, seconds: int):
    minutes = -(-seconds // 60)
    words = ngettext(
        "Too much was sent at once. Nothing is lost that was received; try again in %(n)d minute.",
        "Too much was sent at once. Nothing is lost that was received; try again in %(n)d minutes.",
        minutes,
    )
    response = refuse(request, 429, _("Please wait"), words % {"n": minutes})
    response["Retry-After"] = str(seconds)
    return response
