"""The small files that robots, browsers and security researchers look for."""

import datetime

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

TEXT = "text/plain; charset=utf-8"


def robots(request) -> HttpResponse:
    """Everything is to be found but the administration (RFC 9309)."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return _text(lines)


def security(request) -> HttpResponse:
    """Where to report a weakness (RFC 9116); there is no such file without an address."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.datetime.combine(expiry(timezone.now().date()), datetime.time())
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}Z",
        f"Preferred-Languages: {languages}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return _text(lines)


def expiry(today: datetime.date) -> datetime.date:
    """The first of this month in a year: less than a year ahead, as RFC 9116 section 2.5.5 advises,
    and the same for a month."""
    return today.replace(year=today.year + 1, day=1)


def manifest(request) -> JsonResponse:
    """What a telephone needs to keep the site among its applications (W3C, Web Application
    Manifest)."""
    name, subtitle = _("Rabat Process"), _("Euro-African Dialogue on Migration and Development")
    content = {
        "id": reverse("home"),
        "name": f"{name} – {subtitle}",
        "short_name": name,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("home"),
        "display": "minimal-ui",
        "icons": [{"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=TEXT)
