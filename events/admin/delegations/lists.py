"""The list of participants: on the screen, as a table to take away, as a sheet to sign.

Each leaves a line of audit, and is for those only who may see people."""

from io import BytesIO

from django.http import FileResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from events.admin.delegations.board import Board, board_of
from events.admin.delegations.page import SEES_PEOPLE, page, the_meeting
from events.admin.delegations.participants import groups_of, headings
from events.admin.delegations.sign_in import sign_in_sheet
from events.exchange.files import XLSX_TYPE
from events.exchange.workbook import write_xlsx
from events.models import Meeting
from events.readings import What, note_reading


def read_people(request, key: int, what: What) -> tuple[Meeting, Board, list]:
    """The meeting of a page, its board and those who come, after a note of who is shown them."""
    meeting = the_meeting(request, key, "events.view_delegation", *SEES_PEOPLE)
    board = board_of(meeting, named=True)
    groups = groups_of(board)
    note_reading(request, what, sum(len(group.people) for group in groups), meeting=meeting)
    return meeting, board, groups


def participants(site, request, key):
    meeting, _board, groups = read_people(request, key, What.LIST)
    title = _("Participants")
    return page(
        site, request, "participants", meeting, title, groups=groups, headings=headings()[1:]
    )


def participants_xlsx(site, request, key):
    meeting, _board, groups = read_people(request, key, What.SHEET)
    rows = [one.cells() for group in groups for one in group.people]
    book = BytesIO(write_xlsx(_("Participants"), [headings(), *rows]))
    return attached(book, f"{meeting.slug}.xlsx", XLSX_TYPE)


def sign_in(site, request, key):
    meeting, _board, groups = read_people(request, key, What.SIGN_IN)
    pdf = sign_in_sheet(meeting, groups, get_language())
    kind = pgettext("end of the name of a file", "sign-in")
    return attached(pdf, f"{meeting.slug}-{kind}.pdf", "application/pdf")


def attached(file, name: str, kind: str) -> FileResponse:
    """A file to be saved; never kept by caches on the way."""
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response
