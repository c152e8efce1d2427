"""The form of a filter set, which repeats what was sent without what no page may hold."""

from django import forms


def printable(text: str) -> str:
    """The text with a space for what is not to be seen, such as NUL or a change of direction."""
    return "".join(char if char.isprintable() else " " for char in text)


class RepeatedField(forms.BoundField):
    """A field as it was filled in."""

    def value(self):
        value = super().value()
        if isinstance(value, list | tuple):
            return [printable(str(one)) for one in value]
        return printable(value) if isinstance(value, str) else value


class FilterForm(forms.Form):
    """Filters as they were sent, and why they cannot be."""

    bound_field_class = RepeatedField

    def add_error(self, field, error):
        for one in getattr(error, "error_list", []):
            if isinstance((one.params or {}).get("value"), str):
                one.params["value"] = printable(one.params["value"])
        super().add_error(field, error)
