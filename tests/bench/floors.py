"""The least that an answer of a kind can cost: what a page or file is compared with.

Each does with the same tools what cannot be left out, and nothing that makes it right: no filters,
no languages, no drafts kept back."""

import json
from functools import cache

from django.db import connection
from django.http import HttpResponse
from django.template import engines

from events.models import ChangeLog
from tests.bench.statements import LIST, SEARCH

PAGE = """{% extends "base.html" %}{% block title %}Meetings{% endblock %}
{% block content %}<h1>Meetings</h1><ul>{% for one in rows %}
  <li><h2><a href="/en/meetings/{{ one.0 }}/">{{ one.1 }}</a></h2>
  <p>{{ one.5 }} · {{ one.2|date }} – {{ one.3|date }} · {{ one.6 }}, {{ one.7 }} · {{ one.4 }}</p>
{% endfor %}</ul>{% endblock %}"""


def rows_of(statement: str, *values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def empty(request):
    """A view that does nothing."""
    return HttpResponse("nothing")


def one_query(request):
    """A view that fetches a row by its primary key."""
    return HttpResponse(str(ChangeLog.objects.filter(pk=1).first()))


@cache
def template():
    return engines["django"].from_string(PAGE)


def list_page(request):
    """Twenty meetings from one statement through a template, in the frame of every page."""
    return HttpResponse(template().render({"rows": rows_of(LIST)}, request))


def search(request):
    """The twenty newest that hold a word, by the index of the database alone."""
    return HttpResponse(json.dumps(rows_of(SEARCH[connection.vendor]), default=str))


def calendar(request):
    """A thousand meetings with the least that a calendar holds of each."""
    rows = rows_of(LIST.replace("LIMIT 20", "LIMIT 1000"))
    lines = [
        f"BEGIN:VEVENT\r\nUID:{row[0]}\r\nDTSTART;VALUE=DATE:{row[2]:%Y%m%d}\r\n"
        f"SUMMARY:{row[1]}\r\nEND:VEVENT\r\n"
        for row in rows
    ]
    return HttpResponse("".join(lines), content_type="text/calendar")
