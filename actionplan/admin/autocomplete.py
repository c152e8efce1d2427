"""Autocompletes that do not fetch, choice by choice, what the form has at hand."""

import re

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper

KEY = re.compile(r"\d{1,18}", re.ASCII)


class KnownSelect(AutocompleteSelect):
    """Shows the record its form already holds; Django would fetch it again for every field."""

    known = None

    def optgroups(self, name, value, attr=None):
        # Addresses and refused forms may bring anything; the database chokes on some of it.
        value = [key for key in map(str, value) if KEY.fullmatch(key)]
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
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = field.widget
            if isinstance(widget, RelatedFieldWidgetWrapper):
                widget = widget.widget
            if isinstance(widget, KnownSelect) and widget.field.is_cached(self.instance):
                widget.known = getattr(self.instance, name)
