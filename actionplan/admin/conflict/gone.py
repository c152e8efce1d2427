"""What was typed into the form of a record that somebody deleted: to read, and to enter again."""

import re

from django.forms.models import _get_foreign_key
from django.utils.text import capfirst

from actionplan.admin.conflict.once import BUTTONS
from actionplan.admin.conflict.seen import FIELD, shown
from actionplan.admin.conflict.typed import Typed
from actionplan.admin.conflict.wording import typed_in_words


def typed_lines(model_admin, request) -> list[tuple[str, str]]:
    """What was typed in words, with its labels: ("Title [en]", "…"), ("Session", "…; …")."""
    form = model_admin.get_form(request)(request.POST, request.FILES)
    lines = words_of(form)
    typed = Typed(request)
    for formset_class, inline in model_admin.get_formsets_with_inlines(request):
        kind = capfirst(inline.opts.verbose_name)
        for row in typed.take_rows(formset_class.get_default_prefix()) or []:
            words = words_of(formset_class.form(*row.alone()))
            lines.append((kind, "; ".join(f"{label}: {word}" for label, word in words)))
    return [(label, text) for label, text in lines if text]


def words_of(form) -> list[tuple[str, str]]:
    opts = form._meta.model._meta
    found = ((form[name], opts.get_field(name)) for name in shown(type(form)))
    words = ((str(capfirst(bound.label)), typed_in_words(bound, field)) for bound, field in found)
    return [(label, word) for label, word in words if word]


def as_new(model_admin, data) -> list[tuple[str, str]]:
    """The posted fields for the form of a new record: its parts become new ones too."""
    owners = {
        _get_foreign_key(model_admin.model, inline.model, fk_name=inline.fk_name).name
        for inline in model_admin.inlines
    }
    of_old_rows = re.compile(rf".+-\d+-(id|{'|'.join(owners) or 'id'})", re.ASCII)
    fields = []
    for name, values in data.lists():
        if name in (*BUTTONS, FIELD) or of_old_rows.fullmatch(name):
            continue
        fields += [(name, "0" if name.endswith("-INITIAL_FORMS") else one) for one in values]
    return fields
