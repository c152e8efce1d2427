"""Widgets of the filters, which offer hundreds of choices: as Django's, which include two templates
for each and so took most of the time of a page."""

from django import forms
from django.forms.utils import flatatt
from django.utils.choices import CallableChoiceIterator
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

ANY = ("", _("Any"))


class Offering:
    """A widget with choices whose HTML may be made once for all forms, nothing chosen."""

    mark: str  # the attribute of what is chosen

    def use_required_attribute(self, initial):
        """No filter is required; to find that out, forms would ask for the choices once more."""
        return False

    def marked(self, html: str, value) -> SafeString:
        """The HTML of this widget without anything chosen, and these values chosen in it."""
        for one in dict.fromkeys(self.format_value(value)):
            place = html.find(f' value="{escape(one)}"')
            if place < 0:
                html = self.with_other(html, one)
            else:
                end = html.index(">", place)
                html = f"{html[:end]} {self.mark}{html[end:]}"
        return mark_safe(html)  # noqa: S308, its parts were escaped above or when it was made

    def with_other(self, html: str, value: str) -> str:
        """The same with a value that is not offered."""
        return html


class List(Offering, forms.Select):
    """One of several choices."""

    mark = "selected"

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        groups = ((_group(name, options),) for name, options, _index in widget["optgroups"])
        named = flatatt({"name": widget["name"], **widget["attrs"]})
        return format_html("<select{}>{}</select>", named, format_html_join("", "{}", groups))


class CheckBoxes(Offering, forms.CheckboxSelectMultiple):
    """Any of several choices; an empty one is none, as in the other filters."""

    mark = "checked"

    def value_from_datadict(self, data, files, name):
        values = super().value_from_datadict(data, files, name) or []
        return [value for value in values if value]

    def _render(self, template_name, context, renderer=None):
        widget = context["widget"]
        boxes = (
            (
                option["attrs"].get("id", ""),
                option["name"],
                option["value"],
                flatatt(option["attrs"]),
                option["label"],
            )
            for _name, options, _index in widget["optgroups"]
            for option in options
        )
        line = (
            '<div><label for="{}"><input type="checkbox" name="{}" value="{}"{}> {}</label></div>'
        )
        return format_html(
            '<div id="{}">{}</div>',
            widget["attrs"].get("id", ""),
            format_html_join("", line, boxes),
        )


class Offer(List):
    """A list of choices made for each form anew. An address may hold other values than it offers,
    which it keeps."""

    def __init__(self, offered):
        super().__init__(choices=CallableChoiceIterator(lambda: [ANY, *offered()]))

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        offered = {str(option["value"]) for _name, options, _index in groups for option in options}
        for other in value:
            if other not in offered:
                option = self.create_option(name, other, other, True, len(groups), attrs=attrs)
                groups.append((None, [option], len(groups)))
        return groups

    def with_other(self, html, value):
        option = format_html('<option value="{}" selected>{}</option>', value, value)
        return html.replace("</select>", f"{option}</select>")


def _group(name: str | None, options: list[dict]) -> str:
    content = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], flatatt(one["attrs"]), one["label"]) for one in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', name, content) if name else content
