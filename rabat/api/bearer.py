"""Tokens as requests bring them: `Authorization: Bearer rbt_…` (RFC 6750)."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from events import api_tokens
from events.models import ApiToken
from rabat.api.problems import problem

Scope, State = ApiToken.Scope, ApiToken.State


class TokenRefusedError(Exception):
    """A token that lets nobody in; its text is the sentence for whoever sent it."""

    def __init__(self, sentence: str, *, status: int = 401, error: str = "invalid_token"):
        super().__init__(sentence)
        self.status, self.error = status, error

    def response(self) -> HttpResponse:
        response = problem(self.status, str(self))
        scope = f', scope="{Scope.READ}"' if self.status == 403 else ""
        response.headers["WWW-Authenticate"] = f'Bearer realm="API", error="{self.error}"{scope}'
        return response


def token_of(request: HttpRequest) -> ApiToken | None:
    """The token that a request brings, None if it brings none; TokenRefusedError if that one lets
    nobody read. What else may stand in the header, such as a password that a proxy asks for, is not
    for us."""
    scheme, _blank, text = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    token = api_tokens.find(text.strip())
    if token is None:
        raise TokenRefusedError(_("Nobody has this token. Send it as “Bearer rbt_…”, in full."))
    state = token.state(timezone.now())
    if state == State.REVOKED:
        raise TokenRefusedError(_("This token was revoked. Ask the secretariat for another one."))
    if state == State.EXPIRED:
        raise TokenRefusedError(_("This token has expired. Ask the secretariat for another one."))
    if not token.has_scope(Scope.READ):
        sentence = _("This token does not allow reading.")
        raise TokenRefusedError(sentence, status=403, error="insufficient_scope")
    return token
