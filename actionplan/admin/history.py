"""The history of a record: its own versions, and the changes of its parts beside them."""

from collections.abc import Hashable
from itertools import pairwise

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.forms.models import _get_foreign_key
from django.http import Http404
from django.template.defaultfilters import yesno
from django.utils.formats import localize
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper
from translated_fields.fields import show_language_code

from actionplan.admin.autocomplete import KEY

NEWEST = 50


class ChangesInWords(HistoricalRecordContextHelper):
    """Differences as staff read them: the words of a choice, dates in their language."""

    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        words = dict(self.model._meta.get_field(change.field).flatchoices)
        if value is None or isinstance(value, bool):
            return yesno(value) if value is not None else ""
        return words.get(value) or localize(value) if isinstance(value, Hashable) else value


class PartHistory(SimpleHistoryAdmin):
    """An admin whose history pages tell also what became of the parts of a record."""

    object_history_list_template = "admin/record_history.html"

    def history_view(self, request, object_id, extra_context=None):
        self._refuse_nonsense(object_id)
        context = {"parts": self.part_changes(request, object_id), **(extra_context or {})}
        with show_language_code(True):
            return super().history_view(request, object_id, context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self._refuse_nonsense(object_id, version_id)
        # The page is also for readers, and simple_history would let them post.
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        with show_language_code(True):
            return super().history_form_view(request, object_id, version_id, extra_context)

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        queryset = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return queryset.select_related(*self.related)

    def get_historical_record_context_helper(self, request, historical_record):
        return ChangesInWords(self.model, historical_record)

    def part_changes(self, request, object_id) -> list[dict]:
        """What happened to the parts, the newest first: as many queries as kinds of parts."""
        rows = []
        for inline in (table(self.model, self.admin_site) for table in self.inlines):
            if not inline.has_view_permission(request):
                continue
            owner = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
            records = inline.model.history.filter(**{owner.attname: object_id})
            records = records.select_related("history_user", *inline.related)
            rows += describe(list(records.order_by("-history_date", "-history_id")[:NEWEST]))
        return sorted(rows, key=lambda row: row["record"].history_date, reverse=True)[:NEWEST]

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
