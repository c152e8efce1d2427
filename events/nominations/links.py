"""Finding the link that an address belongs to, and the addresses of a link."""

from django.core.signing import BadSignature
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override

from actionplan.translation import LANGUAGES
from events.models import NominationLink
from events.models.mail import TOKEN
from events.models.nomination import SIGNER


def find(token: str) -> NominationLink | None:
    """The link that a token is signed for, with its delegation, meeting and place; None if nobody
    issued it."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    related = ["delegation__partner", "delegation__meeting__city__country"]
    related += ["delegation__meeting__country", "delegation__meeting__type"]
    return NominationLink.objects.select_related(*related).filter(key=key).first()


def address_pattern(request: HttpRequest) -> dict[str, str]:
    """The address of a form in each language, with a placeholder for the token, for letters."""
    return {language: _address(request, language, "TOKEN") for language in LANGUAGES}


def addresses(request: HttpRequest, link: NominationLink) -> dict[str, str]:
    """The addresses of a link in each language, for staff to copy."""
    return {language: _address(request, language, link.token) for language in LANGUAGES}


def _address(request: HttpRequest, language: str, token: str) -> str:
    with override(language):
        path = reverse("nomination-form", args=[token])
    return request.build_absolute_uri(path).replace("/TOKEN/", f"/{TOKEN}/")
