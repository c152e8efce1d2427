"""Parameters of addresses of the API: what is not known is refused by name."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError


def refuse_unknown(request, known: Collection[str]) -> None:
    """Raise ValidationError, which is 400, naming the parameters that are not known."""
    unknown = [name for name in request.query_params if name not in known]
    message = _("Unknown parameter. This address knows none.")
    if known:
        names = ", ".join(sorted(known))
        message = _("Unknown parameter. Known are: %(names)s.") % {"names": names}
    if unknown:
        raise ValidationError({name: [message] for name in unknown})
