"""The history of a record: its own versions, and the changes of its parts beside them."""

from collections.abc import Hashable
from itertools import pairwise

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpResponseRedirect
from django.template.defaultfilters import yesno
from django.utils.formats import localize
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper
from translated_fields.fields import show_language_code

from actionplan.admin.autocomplete import KEY
from actionplan.admin.conflict.seen import FIELD, fingerprint
from actionplan.admin.conflict.wording import SHORT, compare
from actionplan.admin.restoring import RestoresTexts, texts_of
from actionplan.together import together

NEWEST = 50


class ChangesInWords(HistoricalRecordContextHelper):
    """Differences as staff read them: the words of a choice, dates in their language."""

    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        words = dict(self.model._meta.get_field(change.field).flatchoices)
        if value is None or isinstance(value, bool):
            return yesno(value) if value is not None else ""
        return words.get(value) or localize(value) if isinstance(value, Hashable) else value

    def context_for_delta_changes(self, delta):
        """Long texts word by word; with an earlier text, where to restore it."""
        found = super().context_for_delta_changes(delta)
        for context, change in zip(found, delta.changes, strict=True):
            if change.field not in texts_of(self.model):
                continue
            if max(len(change.old), len(change.new)) > SHORT:
                context["pieces"] = compare(change.old, change.new)
            if change.old:
                context["restores"] = delta.old_record.history_id
                context |= {"kind": self.model._meta.model_name, "column": change.field}
        return found


class PartHistory(RestoresTexts, SimpleHistoryAdmin):
    """An admin whose history pages tell also what became of the parts of a record. Where `reverts`
    is False they are to be read only: what happened to such a record is not undone by its past."""

    reverts = True
    object_history_template = "admin/record_versions.html"
    object_history_list_template = "admin/record_history.html"
    object_history_form_template = "admin/record_version.html"

    def history_view(self, request, object_id, extra_context=None):
        self._refuse_nonsense(object_id)
        most = None if request.GET.get("parts") == "all" else NEWEST
        parts = self.part_changes(request, object_id, most)
        context = {
            "parts": parts[:most],
            "older_parts": len(parts[:most]) < len(parts),
            "may_restore": self.reverts and self.has_change_permission(request),
            **(extra_context or {}),
        }
        with show_language_code(True):
            return super().history_view(request, object_id, context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self._refuse_nonsense(object_id, version_id)
        with show_language_code(True), together():
            if request.method == "POST":
                # The page is also for readers, and simple_history would let them post.
                if not self.has_change_permission(request):
                    raise PermissionDenied
                self.lock(object_id)
                if self.revert_disabled(request, self.get_object(request, object_id)):
                    raise PermissionDenied
            seen = self._version_now(object_id)
            if request.method == "POST" and request.POST.get(FIELD) != seen:
                text = _("Somebody changed this meanwhile. Nothing has been saved: look again.")
                self.message_user(request, text, messages.WARNING)
                return HttpResponseRedirect(self.history_address(object_id))
            context = {"seen": seen, **(extra_context or {})}
            return super().history_form_view(request, object_id, version_id, context)

    def revert_disabled(self, request, obj=None):
        return not self.reverts or super().revert_disabled(request, obj)

    def _version_now(self, object_id) -> str:
        """A mark of the record as it is, before an earlier version takes its place."""
        obj = self.model._base_manager.filter(pk=object_id).first()
        names = [field.name for field in self.opts.concrete_fields]
        return fingerprint(obj, names) if obj else "deleted"

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        queryset = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return queryset.select_related(*self.related)

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangesInWords(self.model, historical_record)

    def part_changes(self, request, object_id, most: int | None) -> list[dict]:
        """What happened to the parts, the newest first: one more than `most` of each kind at most,
        in as many queries as there are kinds."""
        rows, end = [], most and most + 1
        for inline in (table(self.model, self.admin_site) for table in self.inlines):
            if not inline.has_view_permission(request):
                continue
            owner = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            records = inline.model.history.filter(**{owner.attname: object_id})
            records = records.select_related("history_user", *inline.related)
            rows += describe(list(records.order_by("-history_date", "-history_id")[:end]))
        return sorted(rows, key=lambda row: row["record"].history_date, reverse=True)

    def _refuse_nonsense(self, object_id, version_id="1"):
        if not (KEY.fullmatch(object_id) and KEY.fullmatch(version_id)):
            raise Http404


def describe(records: list) -> list[dict]:
    """Versions of parts of one kind with name and, as far as the version before is among them,
    differences."""
    changes = {}
    for newer, older in pairwise(sorted(records, key=lambda one: (one.id, one.history_id))[::-1]):
        if newer.id == older.id:
            delta = newer.diff_against(older, foreign_keys_are_objs=True)
            helper = ChangesInWords(newer.instance_type, newer)
            changes[newer.pk] = helper.context_for_delta_changes(delta)
    return [
        {
            "record": record,
            "kind": record.instance_type._meta.verbose_name,
            "name": name_of(record),
            "changes": changes.get(record.pk, []),
        }
        for record in records
    ]


def name_of(record) -> str:
    """What the part was called then, or its number if what it refers to is gone."""
    instance = record.instance
    for field in instance._meta.fields:
        if field.is_relation and field.is_cached(record):
            setattr(instance, field.name, getattr(record, field.name))
    try:
        return str(instance)
    except ObjectDoesNotExist:
        return str(record.id)
