"""Columns of a table: how each gets its content from a record and gives it back."""

from collections.abc import Iterable

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export.fields import Field

from events.exchange.cells import Cell, Text, cell_of


class Column(Field):
    """A column of a table for one column of a model.

    `path` leads from the record to the one that the value belongs to, if that is another."""

    def __init__(self, field: models.Field, cell: Cell | None = None, *, name="", path=""):
        super().__init__(field.name, name or field.name, cell or cell_of(field))
        self.field, self.path = field, path

    @property
    def label(self) -> str:
        return capfirst(str(self.field.verbose_name))

    @property
    def help_text(self) -> str:
        return str(self.field.help_text)

    @property
    def required(self) -> bool:
        """Whether a new record needs it."""
        return not (self.field.blank or self.field.null or self.field.has_default())

    def owner(self, instance):
        return getattr(instance, self.path) if self.path else instance

    def get_value(self, instance):
        return getattr(self.owner(instance), self.attribute, None)

    def content(self, instance):
        """What stands in the cell of a file."""
        return self.widget.render(self.get_value(instance))

    def text(self, instance) -> str:
        """The same as staff read it, as far as spreadsheet programs keep it."""
        content = self.content(instance)
        plain = self.widget.plain if isinstance(self.widget, Text) else str
        return "" if content is None else plain(str(content))

    def save(self, instance, row, is_m2m=False, **kwargs):
        """Put the value of a row into the record, unless it says what the record says already;
        ValueError if it cannot be."""
        value = self.clean(row)
        if value is None and not self.field.null:
            value = self._empty(instance)
        owner = self.owner(instance)
        before, text = getattr(owner, self.attribute, None), self.text(instance)
        setattr(owner, self.attribute, value)
        if not owner._state.adding and self.text(instance) == text:
            setattr(owner, self.attribute, before)

    def _empty(self, instance):
        """What an empty cell means: nothing, where that is allowed; what new records have."""
        if self.field.blank:
            return ""
        if self.owner(instance)._state.adding and self.field.has_default():
            return self.field.get_default()
        raise ValueError(_("This must not be empty."))


class CheckedColumn(Column):
    """A column that goes out and has to come back unchanged, such as a permanent id."""

    required = False

    def __init__(self, field: models.Field, *, new: Iterable[str] = ()):
        super().__init__(field)
        self.new = {"", *new}  # what a row that adds a record may say

    @property
    def help_text(self) -> str:
        return _("Not changed by an import: leave it as it is, and empty in new rows.")

    def content(self, instance):
        return str(self.get_value(instance))

    def save(self, instance, row, is_m2m=False, **kwargs):
        value = row[self.column_name]
        text = "" if value is None else str(value).strip()
        adding = instance._state.adding
        if text not in (self.new if adding else {"", self.content(instance)}):
            raise ValueError(
                _("A new record cannot say this; leave the cell empty.")
                if adding
                else _("An import does not change this; the record says “%(value)s”.")
                % {"value": self.content(instance)}
            )


class RowsColumn(Column):
    """A column for the rows of a part: the partners in one role, the items of a plan.

    `read(instance)` gives what is there, `write(instance, wanted)` makes it so once the record
    is saved."""

    required = False

    def __init__(self, name: str, cell: Cell, label, read, write, help_text=""):
        Field.__init__(self, name, name, cell)
        self._label, self._help, self.read, self.write = label, help_text, read, write
        self.path = ""

    @property
    def label(self):
        return str(self._label)

    @property
    def help_text(self):
        return str(self._help)

    def get_value(self, instance):
        staged = vars(instance).get("_staged", {})
        return staged[self.column_name] if self.column_name in staged else self.read(instance)

    def save(self, instance, row, is_m2m=False, **kwargs):
        vars(instance).setdefault("_staged", {})[self.column_name] = self.clean(row)


def columns_of(model: type[models.Model], names: Iterable[str], path: str = "") -> list[Column]:
    """A column for each of these columns of a model."""
    return [Column(model._meta.get_field(name), path=path) for name in names]
