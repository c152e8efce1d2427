"""Filter sets, whose form repeats what was sent without what no page may hold."""

from django import forms
from django_filters import FilterSet

from events.caching.kept import kept
from events.filter_widgets import Offering


def printable(text: str) -> str:
    """The text with a space for what is not to be seen, such as NUL or a change of direction."""
    return "".join(char if char.isprintable() else " " for char in text)


class RepeatedField(forms.BoundField):
    """A field as it was filled in. What it offers is put together once until something changes, and
    what was chosen marked in it."""

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        if not isinstance(self.field.widget, Offering) or self.errors:
            return super().as_widget(widget, attrs, only_initial)
        blank = kept(f"{type(self.form).__name__}.{self.name}", self._blank)
        return self.field.widget.marked(blank, self.value())

    def _blank(self) -> str:
        attrs = {**self.build_widget_attrs({}), "id": self.auto_id}
        return self.field.widget.render(self.html_name, [], attrs)

    def value(self):
        value = super().value()
        if isinstance(value, list | tuple):
            return [printable(str(one)) for one in value]
        return printable(value) if isinstance(value, str) else value


class RecordFilterSet(FilterSet):
    """Filters of an address; one that names none of them is answered without making their form."""

    @property
    def is_asked(self) -> bool:
        return any(name in self.data for name in self.filters)

    def is_valid(self):
        return not self.is_asked or super().is_valid()

    @property
    def qs(self):
        return super().qs if self.is_asked else self.queryset


class FilterForm(forms.Form):
    """Filters as they were sent, and why they cannot be."""

    bound_field_class = RepeatedField

    def add_error(self, field, error):
        for one in getattr(error, "error_list", []):
            if isinstance((one.params or {}).get("value"), str):
                one.params["value"] = printable(one.params["value"])
        super().add_error(field, error)
