"""The layout of the forms of the administration."""

from django import template

from actionplan.admin.layout import rows as rows_of
from actionplan.admin.sections import FEWEST
from actionplan.admin.sections import sections as sections_of

register = template.Library()


@register.filter
def rows(fieldset):
    """The lines of a fieldset, each a list of cells; see `actionplan.admin.layout`."""
    return rows_of(fieldset)


@register.filter
def cells(fieldset):
    """All cells of a fieldset in one line."""
    return [cell for row in rows_of(fieldset) for cell in row]


@register.filter
def is_flat(cells) -> bool:
    """Whether fields are few and small enough to stand in one line."""
    return len(cells) <= 5 and not any(cell.columns or cell.kind == "long" for cell in cells)


@register.simple_tag
def sections(adminform, inline_formsets=None):
    """The sections of a form; see `actionplan.admin.sections`."""
    return sections_of(adminform, inline_formsets or [])


@register.filter
def needs_contents(found) -> bool:
    """Whether there are so many sections that a table of contents helps."""
    return len(found) >= FEWEST
