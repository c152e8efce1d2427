"""Parameters of addresses of the API: what would be ignored is refused by name."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django_filters import Filter, MultipleChoiceFilter
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import Field, MultipleChoiceField


def refuse_ignored(request, known: Mapping[str, Filter | Field | None]) -> None:
    """Raise ValidationError, which is 400, naming the parameters that are not known, and those said
    more than once of which one value alone would count: all but filters and fields that take
    several."""
    asked = request.query_params
    errors = {name: [_unknown(known)] for name in asked if name not in known}
    for name in asked.keys() - errors.keys():
        takes_several = isinstance(known[name], MultipleChoiceFilter | MultipleChoiceField)
        if len(asked.getlist(name)) > 1 and not takes_several:
            errors[name] = [_("Give this parameter only once.")]
    if errors:
        raise ValidationError(errors)


def _unknown(known: Mapping) -> str:
    if not known:
        return _("Unknown parameter. This address knows none.")
    return _("Unknown parameter. Known are: %(names)s.") % {"names": ", ".join(sorted(known))}
