"""Autocompletes that do not fetch, choice by choice, what the form has at hand."""

import re

from django import forms
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError

KEY = re.compile(r"\d{1,18}", re.ASCII)


def keys_among(values) -> list[str]:
    """What may be the key of a record: addresses and refused forms may bring anything, and the
    database chokes on some of it."""
    return [key for key in map(str, values) if KEY.fullmatch(key)]


class KeySelectMultiple(AutocompleteSelectMultiple):
    """Shows the records that there are among those that were chosen."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, keys_among(value), attr)


class KeysField(forms.ModelMultipleChoiceField):
    """A choice of several records; refuses numbers that no database takes before one is asked."""

    def _check_values(self, value):
        for key in value:
            if not KEY.fullmatch(str(key)) and _is_number(key):
                message = self.error_messages["invalid_choice"]
                raise ValidationError(message, code="invalid_choice", params={"value": key})
        return super()._check_values(value)


def _is_number(key) -> bool:
    try:
        int(key)
    except ValueError:
        return False
    return True


class KnownSelect(AutocompleteSelect):
    """Shows the record its form already holds; Django would fetch it again for every field."""

    known = None

    def build_attrs(self, base_attrs, extra_attrs=None):
        """With the number of characters from which on the other screen suggests anything."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        target = self.admin_site.get_model_admin(self.field.remote_field.model)
        if least := getattr(target, "least_typed", 0):
            attrs["data-minimum-input-length"] = least
        return attrs

    def optgroups(self, name, value, attr=None):
        value = keys_among(value)
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = []
        if not self.is_required:
            options.append(self.create_option(name, "", "", False, 0))
        label = self.choices.field.label_from_instance(self.known)
        options.append(self.create_option(name, self.known.pk, label, True, len(options)))
        return [(None, options, 0)]


class RecordForm(forms.ModelForm):
    """A form that hands its related records to the autocompletes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            if isinstance(widget, KnownSelect) and widget.field.is_cached(self.instance):
                widget.known = getattr(self.instance, name)
