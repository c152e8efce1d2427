"""The pages that take tables in: the file, what it would do, and the deed."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.admin.conflict.wording import compare
from actionplan.together import together
from events.admin.delegations.exceptions import note_exceptions
from events.admin.exchange_out import note
from events.exchange import pending
from events.exchange.files import FORMS, read
from events.exchange.sheet import MOST_BYTES
from events.models import Participation
from events.readings import What

LONGEST_NAME = 80
# Characters of a piece of a text; the middle of more is left out.
LONGEST = {"same": 160, "old": 1_000, "new": 1_000}


class UploadForm(forms.Form):
    """A file of a table."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX or CSV, at most 5 MB and 5,000 rows."),
        validators=[FileExtensionValidator(FORMS)],
    )
    file.widget.attrs |= {"accept": ".xlsx,.csv", "autofocus": True}

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB."))
        return file


def upload(admin, request, resource_class):
    """The page that asks for a file, which is read here and changes nothing yet."""
    resource = resource_class()
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            read(resource, content)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            found = pending.PendingFile(file.name[-LONGEST_NAME:], content)
            return redirect(_page(resource, "import_check", pending.keep(request, found)))
    context = admin.exchange_context(request, resource, _title(resource))
    context |= {"form": form, "columns": resource.fields.values(), "resource": resource}
    return TemplateResponse(request, "admin/exchange_import.html", context)


def check(admin, request, resource_class, token: str):
    """The page that shows what a file would do; posted from there, it is done, if it still is
    exactly what was shown."""
    file = pending.fetch(request, token)
    if file is None:
        text = _("This file was imported already, or waited too long. Choose it once more.")
        messages.warning(request, text)
        return redirect(_page(resource_class, "import"))
    resource = resource_class(reason=f"import {file.name}", locking=request.method == "POST")
    sheet = read(resource, file.content)
    if request.method == "POST":
        outcome, done = _import(request, resource, sheet, file)
        if done:
            pending.drop(request, token)
            messages.success(request, _in_words(outcome))
            return redirect(admin.exchange_context(request, resource, "")["list_url"])
    else:
        outcome = resource.bring_in(sheet, file.content, dry_run=True)
    told = [row for row in outcome.shown if row.tells_what_is_known]
    note(request, resource, What.LIST, len(told), "import")
    context = admin.exchange_context(request, resource, _title(resource))
    context |= {
        "file": file,
        "outcome": outcome,
        "moved": request.method == "POST",
        "rows": [(row, _differences(row)) for row in outcome.shown],
    }
    return TemplateResponse(request, "admin/exchange_check.html", context)


@together()
def _import(request, resource, sheet, file) -> tuple:
    """What came of it, and whether it is done: all of it, or nothing."""
    outcome = resource.bring_in(sheet, file.content, dry_run=False)
    if outcome.has_errors or outcome.mark != request.POST.get("mark"):
        transaction.set_rollback(True)
        return outcome, False
    for kind, flag in (("new", ADDITION), ("changed", CHANGE)):
        LogEntry.objects.log_actions(
            request.user.pk, resource.saved[kind], flag, change_message=resource.reason
        )
        if resource.model is Participation:
            note_exceptions(request, resource.saved[kind])
    return outcome, True


def _differences(row) -> list[tuple]:
    """The name of each column, and its text in pieces; what a new row says of its own is plain."""
    found = []
    for change in row.changes:
        plain = row.kind == "new" and not change.before
        pieces = [("same", change.after)] if plain else compare(change.before, change.after, 0)
        longest = {**LONGEST, "same": LONGEST["new"]} if plain else LONGEST
        found.append((change.column, [(kind, _cut(text, longest[kind])) for kind, text in pieces]))
    return found


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]} … {text[-longest // 2 :]}"


def _in_words(outcome) -> str:
    new, changed = outcome.counts["new"], outcome.counts["changed"]
    added = ngettext("%(count)d record was added", "%(count)d records were added", new)
    altered = ngettext("%(count)d was changed", "%(count)d were changed", changed)
    text = _("%(added)s and %(changed)s.")
    return text % {"added": added % {"count": new}, "changed": altered % {"count": changed}}


def _page(resource, page: str, *args) -> str:
    opts = resource.model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=args)


def _title(resource) -> str:
    kinds = resource.model._meta.verbose_name_plural
    return capfirst(_("Import %(kinds)s") % {"kinds": kinds})
