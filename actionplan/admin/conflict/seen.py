"""What an editor saw: a fingerprint of each row of a form, signed and sent along with it."""

import json
import secrets
from base64 import urlsafe_b64encode
from collections import Counter
from hashlib import blake2b
from typing import NamedTuple

from django.core import signing

FIELD = "_seen"


class Kind(NamedTuple):
    """One kind of parts on the form of a record: its inline and its formset, unbound."""

    inline: object
    formset: object

    @property
    def prefix(self) -> str:
        return self.formset.prefix

    @property
    def rows(self) -> list:
        return list(self.formset.get_queryset())

    @property
    def names(self) -> list[str]:
        return shown(self.formset.form)


class Seen(NamedTuple):
    """The fingerprints of a record and, by prefix and key, of its parts; and the questions about
    both versions of a value that the editor still had to answer."""

    own: str | None = None
    parts: dict[str, dict[str, str]] = {}
    asked: list[str] = []

    def sign(self, salt: str) -> str:
        """To be sent with the form; never the same twice, so that it also tells one form from
        the next with the same values."""
        return signing.dumps([secrets.token_urlsafe(8), *self], salt=salt, compress=True)


def read_seen(text: str, salt: str) -> Seen | None:
    """What `Seen.sign` wrote; None for what is missing, forged, or of another record."""
    try:
        _nonce, *values = signing.loads(text, salt=salt)
    except signing.BadSignature:
        return None
    return Seen(*values)


def shown(form_class) -> list[str]:
    """The columns and choices of several that a form could overwrite."""
    opts = form_class._meta.model._meta
    fields = [*opts.concrete_fields, *opts.many_to_many]
    return [field.name for field in fields if field.name in form_class.base_fields]


def value(instance, name: str):
    """The value of a field; of a choice of several the records, always in the same order."""
    found = instance._meta.get_field(name).value_from_object(instance)
    return sorted(found, key=lambda one: one.pk) if isinstance(found, list) else found


def fingerprint(instance, names: list[str]) -> str:
    """Short, and another one for other values of the fields `names`."""
    values = [value(instance, name) for name in names]
    values = [[one.pk for one in found] if isinstance(found, list) else found for found in values]
    text = json.dumps(values, default=str)
    return urlsafe_b64encode(blake2b(text.encode(), digest_size=9).digest()).decode()


def seen_now(obj, form_class, kinds: list[Kind], asked=()) -> Seen:
    """What the form of a record shows at this moment."""
    parts = {
        kind.prefix: {str(row.pk): fingerprint(row, kind.names) for row in kind.rows}
        for kind in kinds
    }
    return Seen(fingerprint(obj, shown(form_class)), parts, list(asked))


def kinds_of(model_admin, request, obj) -> list[Kind]:
    """The kinds of parts that the reader may change, as they are in the database now; inside a
    transaction, until whose end nobody else saves them."""
    found, prefixes = [], Counter()
    for formset_class, inline in model_admin.get_formsets_with_inlines(request, obj):
        prefix = formset_class.get_default_prefix()
        prefixes[prefix] += 1
        if prefixes[prefix] > 1:
            prefix = f"{prefix}-{prefixes[prefix]}"
        if inline.has_change_permission(request, obj):
            queryset = inline.get_queryset(request)
            # Some parts have a page of their own, where others might save them at this moment.
            queryset = queryset.select_for_update(of=("self",), no_key=True)
            found.append(
                Kind(inline, formset_class(instance=obj, prefix=prefix, queryset=queryset))
            )
    return found
