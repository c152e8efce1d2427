"""The sections of a form in the order of the work: its fieldsets, and the parts that belong to
each; with what there is in them, for the table of contents."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from actionplan.admin.layout import gaps
from actionplan.translation import translated_columns

FEWEST = 4  # sections of a form that needs a table of contents


@dataclass
class Section:
    """A fieldset with the kinds of parts that belong to it, or one kind of parts by itself."""

    key: str
    title: str
    fieldset: Fieldset | None = None
    parts: list[InlineAdminFormSet] = field(default_factory=list)

    @cached_property
    def errors(self) -> int:
        """How many fields, or whole rows, were refused."""
        found = sum(part.formset.total_error_count() for part in self.parts)
        if self.fieldset:
            found += sum(name in self.fieldset.form.errors for name in self._names)
        return found

    @cached_property
    def entries(self) -> int:
        """How many parts there are; a row that waits for the first is none."""
        counts = (
            one.total_form_count() if one.is_bound else one.initial_form_count()
            for one in (part.formset for part in self.parts)
        )
        return sum(counts)

    @cached_property
    def gaps(self) -> int:
        """How many texts are to be translated, or translated again."""
        found = len(list(gaps(self.fieldset.form.instance, self._names))) if self.fieldset else 0
        for part in self.parts:
            names = [*translated_columns(part.opts.model)]
            for form in part.formset.initial_forms if names else ():
                found += len(list(gaps(form.instance, names)))
        return found

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing but what a new record begins with."""
        return not self.entries and not any(self._is_filled(name) for name in self._names)

    @cached_property
    def _names(self) -> list[str]:
        return flatten(self.fieldset.fields) if self.fieldset else []

    def _is_filled(self, name: str) -> bool:
        instance = self.fieldset.form.instance
        try:
            column = instance._meta.get_field(name)
        except FieldDoesNotExist:  # of the form alone, as the plan links in words
            return bool(self.fieldset.form.initial.get(name))
        value = column.value_from_object(instance)
        return value not in (None, "", []) and value != column.get_default()


def sections(adminform: AdminForm, inline_formsets: list[InlineAdminFormSet]) -> list[Section]:
    """The fieldsets of a form, each followed by the parts whose inline names it as its section.
    Other parts are sections themselves, before what is closed: the provenance."""
    fieldsets = list(adminform)
    found = {
        str(one.name or index): Section(f"section-{index}", one.name or "", one)
        for index, one in enumerate(fieldsets)
    }
    closed = [key for key, one in found.items() if one.fieldset.is_collapsible]
    for part in inline_formsets:
        key = str(getattr(part.opts, "section", "") or part.formset.prefix)
        if key not in found:
            title = capfirst(part.opts.verbose_name_plural)
            found[key] = Section(f"section-{part.formset.prefix}", title)
        found[key].parts.append(part)
    return [one for key, one in found.items() if key not in closed] + [found[key] for key in closed]
