"""How rows of a table become records and records rows: django-import-export's machinery, with the
record's own rules.

A row is unchanged when every cell says what the record says, as far as spreadsheet programs keep
texts; nothing is written then. Any row that is refused undoes the whole import.
"""

import logging
from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult
from tablib import Dataset

from events.chunks import in_chunks
from events.exchange.columns import CheckedColumn, Column
from events.exchange.outcome import KINDS, Change, Message, Outcome, RowOutcome, shown
from events.exchange.sheet import Sheet, letter

log = logging.getLogger(__name__)


class RecordResource(Resource):
    """A table of one kind of record. Subclasses say `model`, the `sheet_name`, the columns that
    name a record (`keys`), and the four methods below that raise NotImplementedError."""

    model = None
    sheet_name = ""
    order: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    also_needs = ()  # models beside `model` that a row is about
    personal = False  # whether rows hold data about people, of which each reading is noted
    replaces = ()  # models whose rows an import may delete, because they stand in one cell
    example = {}  # what a row may look like

    class Meta:
        skip_diff = True  # it would copy every record with all that hangs on it
        use_transactions = True
        instance_loader_class = BaseInstanceLoader  # never asked: see `get_instance`

    def __init__(self, *, reason: str = "", locking: bool = False):
        super().__init__()
        self.reason, self.locking = reason[:100], locking
        self.fields = {column.column_name: column for column in self.make_columns()}

    # What subclasses say

    def make_columns(self) -> list[Column]:
        """The columns of the table in their order."""
        raise NotImplementedError

    def queryset(self):
        """The records with all that their rows need."""
        raise NotImplementedError

    def find(self, rows: list[dict]) -> dict:
        """The records that rows name, by their keys: a fixed number of queries."""
        raise NotImplementedError

    def key(self, row: dict):
        """What names a record; ValueError if the row does not say it."""
        return tuple(self.fields[name].clean(row) for name in self.keys)

    def written(self, instance) -> list:
        """The records that a row changes, in the order in which they have to be saved."""
        return [instance]

    # Out

    def of(self, listed):
        """The records of the table that belong to those of a list."""
        return listed

    @property
    def headings(self) -> list[str]:
        return list(self.fields)

    def lines(self, queryset) -> Iterator[list]:
        """The headings, then a row per record; see `meeting_table` for why in chunks."""
        rows = self.model.objects.filter(pk__in=queryset.order_by().values("pk"))
        keys = list(rows.order_by(*self.order).values_list("pk", flat=True))
        yield self.headings
        for chunk in in_chunks(keys):
            found = {one.pk: one for one in self.queryset().filter(pk__in=chunk)}
            rows = [self.line(found[key]) for key in dict.fromkeys(chunk) if key in found]
            yield from rows

    def line(self, instance) -> list:
        return [column.content(instance) for column in self.fields.values()]

    # In

    def bring_in(self, sheet: Sheet, content: bytes, *, dry_run: bool) -> Outcome:
        """Import a sheet, all of it or nothing; `content` is the file it was read from."""
        self.sheet, self.outcome = sheet, Outcome(sheet.name, content)
        self.seen, self.saved = {}, {"new": [], "changed": []}
        data = Dataset(*(cells for _number, cells in sheet.rows), headers=sheet.headings)
        self.import_data(data, dry_run=dry_run, rollback_on_validation_errors=True)
        return self.outcome

    @cached_property
    def present(self) -> list[Column]:
        """The columns that the file has."""
        return [self.fields[name] for name in self.sheet.headings]

    def before_import(self, dataset, **kwargs):
        for column in self.present:
            values = {value for value in dataset[column.column_name] if value not in (None, "")}
            column.widget.load(values)
        rows = [dict(zip(dataset.headers, cells, strict=True)) for cells in dataset]
        self.existing = self.find(rows)

    def locked(self, queryset):
        """The records, which nobody else can change until the import is over."""
        return queryset.select_for_update(of=("self",), no_key=True) if self.locking else queryset

    def get_instance(self, instance_loader, row):
        try:
            return self.existing.get(self.key(row))
        except ValueError:
            return None

    def init_instance(self, row=None):
        return self.model()

    def after_init_instance(self, instance, new, row, **kwargs):
        self.current = instance
        self.before = {} if new else self.texts(instance)

    def texts(self, instance) -> dict[str, str]:
        return {column.column_name: column.text(instance) for column in self.present}

    def import_instance(self, instance, row, **kwargs):
        number = self.sheet.rows[kwargs["row_number"] - 1][0]
        errors = {}
        for column in self.present:
            try:
                column.save(instance, row)
            except ValueError as error:
                errors[column.column_name] = ValidationError(str(error))
        if not errors:
            first = self.seen.setdefault(instance.pk or self.key(row), number)
            if first != number:
                text = _("Row %(row)d is about the same record.") % {"row": first}
                errors[self.keys[0]] = ValidationError(text)
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if import_validation_errors or instance._state.adding:
            return False
        return self.texts(instance) == self.before

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """The rules of the model that no database knows; the database's own when saving fails, or
        along with those, so that staff read of all of them at once. What a row says as a whole is
        looked at when each of its cells can be read."""
        errors = dict(import_validation_errors or {})
        for record in self.written(instance):
            errors = self.problems(record, errors)
        if errors and not import_validation_errors:
            for record in self.written(instance):
                errors = self.problems(record, errors, database=True)
        if errors:
            raise ValidationError(errors)

    def problems(self, record, errors: dict, *, database: bool = False) -> dict:
        """The errors and what a record adds to them. What is known to be wrong is not looked at
        again, and what was looked up need not be once more."""
        relations = {field.name for field in record._meta.fields if field.is_relation}
        checks = [record.validate_unique, record.validate_constraints]
        if not database:
            checks = [lambda exclude: record.clean_fields(exclude=exclude | relations)]
            checks += [] if errors else [lambda exclude: record.clean()]
        for check in checks:
            try:
                check(exclude=set(errors))
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        return errors

    def do_instance_save(self, instance, is_create):
        for record in self.written(instance):
            self.save_record(record)

    def save_record(self, record) -> None:
        """Save a record; if the database refuses it, say why in words."""
        record._change_reason = self.reason
        try:
            with transaction.atomic():
                record.save(force_insert=record._state.adding)
        except IntegrityError as error:
            errors = self.problems(record, {}, database=True)
            if not errors:
                raise
            raise ValidationError(errors) from error

    def after_save_instance(self, instance, row, **kwargs):
        for name, wanted in vars(instance).get("_staged", {}).items():
            self.fields[name].write(instance, wanted, self.reason)

    def handle_import_error(self, result, error, raise_errors=False):
        """What is wrong with no row in particular is a fault of the program."""
        raise error

    # What came of it

    def import_row(self, row, instance_loader, **kwargs):
        self.current, self.before = None, {}
        result = super().import_row(row, instance_loader, **kwargs)
        number = self.sheet.rows[kwargs["row_number"] - 1][0]
        messages = list(self.messages(row, number, result))
        kind = "refused" if messages else KINDS[result.import_type]
        outcome = RowOutcome(number, kind)
        if kind in self.saved:
            outcome.name, outcome.changes = str(self.current), self.changes()
            self.saved[kind].append(self.current)
        self.outcome.add(outcome, messages)
        return result

    def changes(self) -> list[Change]:
        after = self.texts(self.current)
        return [
            Change(column.column_name, self.before.get(column.column_name, ""), text)
            for column, text in zip(self.present, after.values(), strict=True)
            if self.before.get(column.column_name, "") != text
            and not isinstance(column, CheckedColumn)
        ]

    def messages(self, row: dict, number: int, result: RowResult) -> Iterable[Message]:
        """What is wrong with a row, cell by cell."""
        found = result.validation_error.message_dict if result.validation_error else {}
        if result.errors:
            log.error("Row %d of %s", number, self.sheet.name, exc_info=result.errors[0].error)
            found = {NON_FIELD_ERRORS: [_("The database refuses this row.")]}
        for name, texts in found.items():
            index = self.sheet.headings.index(name) if name in self.sheet.headings else None
            place = ("", "", "") if index is None else (name, letter(index), shown(row[name]))
            for text in texts:
                known = index is not None or name == NON_FIELD_ERRORS
                yield Message(self.sheet.name, number, *place, text if known else f"{name}: {text}")
