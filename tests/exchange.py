"""Tables for the tests of imports and exports: made as spreadsheet programs would make them."""

import csv
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.exchange.delegations import DelegationResource
from events.exchange.delimited import delimiter_for
from events.exchange.files import read
from events.exchange.meetings import MeetingResource
from events.exchange.participants import ParticipantResource
from events.exchange.partners import PartnerResource, RoleResource
from events.exchange.workbook import write_xlsx
from events.tables import csv_lines

RESOURCES = [
    MeetingResource,
    PartnerResource,
    RoleResource,
    DelegationResource,
    ParticipantResource,
]


def as_csv(rows, delimiter=",", encoding="utf-8") -> bytes:
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def as_xlsx(rows, title="Sheet1", change=lambda book: None) -> bytes:
    """A workbook with one sheet, changed before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part of the archive replaced or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def exported(resource_class, form: str) -> bytes:
    """Everything there is of a kind, as staff get it."""
    resource = resource_class()
    rows = resource.lines(resource_class.model.objects.all())
    if form == "xlsx":
        return write_xlsx(resource.sheet_name, rows)
    return "".join(csv_lines(rows, delimiter_for(form.removeprefix("csv-")))).encode()


def bring_in(resource_class, content: bytes, *, dry_run: bool = False):
    """What comes of importing a file."""
    resource = resource_class(reason="import table.csv", locking=not dry_run)
    return resource.bring_in(read(resource, content), content, dry_run=dry_run)


def said(outcome) -> list[tuple]:
    """The messages as (row, column, text)."""
    return [(message.row, message.column, message.text) for message in outcome.messages]


def address(resource_class, page: str, *args) -> str:
    opts = resource_class.model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def upload(client, resource_class, content: bytes, name="table.csv"):
    """The page that follows on choosing a file."""
    file = SimpleUploadedFile(name, content)
    return client.post(address(resource_class, "import"), {"file": file}, follow=True)


def confirm(client, response):
    """What follows on pressing the button of the page that shows what a file would do."""
    (url, _status) = response.redirect_chain[-1]
    return client.post(url, {"mark": response.context["outcome"].mark}, follow=True)
