"""The pages that hand out tables: the records of a list, and an empty table to fill in."""

from django.contrib.admin.views.main import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.exchange.delimited import delimiter_for
from events.exchange.files import FORMS, XLSX_TYPE, workbook
from events.exchange.files import template as template_of
from events.exchange.sheet import MOST_ROWS
from events.readings import What, in_words, note_reading
from events.tables import csv_answer, csv_lines

FORM = "as"


def export(admin, request, resource_class):
    """The page that offers the records of the list, as it is filtered, and the files."""
    form, resource, errors = request.GET.get(FORM), resource_class(), []
    try:
        records = resource.of(listed(admin, request))
    except IncorrectLookupParameters:
        return redirect(admin.exchange_context(request, resource, "")["list_url"])
    if form in FORMS:
        try:
            answer = _file(resource, records, form)
        except ValidationError as error:
            errors = error.messages
        else:
            note(request, resource, What.SHEET, records.count(), in_words(request.GET))
            return answer
    count = records.count()
    query = request.GET.copy()
    query.pop(FORM, None)
    context = admin.exchange_context(request, resource, _title(resource, _("Export %(kinds)s")))
    context |= {
        "errors": errors,
        "count": count,
        "too_many": count > MOST_ROWS,
        "filtered": bool(query),
        "addresses": {form: f"?{_with_form(query, form)}" for form in FORMS},
        "columns": resource.fields.values(),
    }
    return TemplateResponse(request, "admin/exchange_export.html", context)


def template(admin, request, resource_class):
    """An empty table, explained in the language of whoever asks."""
    resource = resource_class()
    return _attachment(template_of(resource), f"{resource.sheet_name.lower()}-template.xlsx")


def note(request, resource, what: What, people: int, selection: str) -> None:
    """Keep that somebody was shown so many people, if a table is about people."""
    if resource.personal:
        note_reading(request, what, people, selection=selection)


def listed(admin, request):
    """What the list shows with the filters and the search of this address, on all of its pages."""
    query = request.GET.copy()
    for name in (FORM, "p", "all", "o"):
        query.pop(name, None)
    request.GET = query
    return admin.get_changelist_instance(request).queryset


def _file(resource, records, form: str):
    name = f"{resource.sheet_name.lower()}-{timezone.localdate().isoformat()}.{form}"
    if form == "xlsx":
        return _attachment(workbook(resource, records), name)
    return csv_answer(csv_lines(resource.lines(records), delimiter_for(get_language())), name)


def _attachment(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=XLSX_TYPE, headers=headers)


def _with_form(query, form: str) -> str:
    query = query.copy()
    query[FORM] = form
    return query.urlencode()


def _title(resource, text: str) -> str:
    return capfirst(text % {"kinds": resource.model._meta.verbose_name_plural})
