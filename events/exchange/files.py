"""Files of a table: which form one has, and what it is called."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from events.exchange.archive import OLE
from events.exchange.delimited import read_csv
from events.exchange.resource import RecordResource
from events.exchange.sheet import MOST_BYTES, MOST_ROWS, Sheet
from events.exchange.workbook import read_xlsx, write_xlsx

FORMS = ("xlsx", "csv")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(resource: RecordResource, content: bytes) -> Sheet:
    """The table in a file, whatever the file is called. Raises ValidationError in words."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("The file is larger than 5 MB."))
    reader = read_xlsx if content.startswith((b"PK", OLE)) else read_csv
    return reader(content, resource.sheet_name, set(resource.fields), list(resource.keys))


def workbook(resource: RecordResource, queryset) -> bytes:
    """The records as XLSX. Raises ValidationError if they are too many."""
    if queryset.count() > MOST_ROWS:
        text = _("These are more than 5,000 rows. Narrow the list down, or choose CSV.")
        raise ValidationError(text)
    return write_xlsx(resource.sheet_name, resource.lines(queryset))


def template(resource: RecordResource) -> bytes:
    """A workbook to fill in: the headings, and a second sheet that explains them."""
    return write_xlsx(resource.sheet_name, [resource.headings], [*_explanation(resource)])


def _explanation(resource: RecordResource) -> Iterator[list]:
    yield [
        _("Column"),
        _("Meaning"),
        _("In new rows"),
        _("Form"),
        _("Allowed values"),
        _("Example"),
        _("Note"),
    ]
    for name, column in resource.fields.items():
        yield [
            name,
            str(column.label),
            _("required") if name in resource.keys or column.required else _("may be empty"),
            str(column.widget.form),
            "\n".join(column.widget.allowed),
            resource.example.get(name),
            str(column.help_text),
        ]
