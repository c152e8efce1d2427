"""README.md of the package: what it is and each column of each table, in every language."""

from django.template.loader import render_to_string
from django.utils.translation import override

from actionplan.translation import LANGUAGES
from events.data_package.descriptor import ABOUT, TITLE, State
from events.data_package.table import Table


def readme(state: State, tables: list[Table], written: dict) -> str:
    counted = [(table, written[table.path].count) for table in tables]
    context = {"title": TITLE, "about": ABOUT, "state": state, "tables": counted}
    parts = []
    for language in LANGUAGES:
        with override(language):
            parts.append(render_to_string("events/data_package.txt", context).strip())
    return "\n\n---\n\n".join(parts) + "\n"
