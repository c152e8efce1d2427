"""What deleting a record would take along: in numbers, since not everybody may read the names.
What somebody changed since the page was opened is not deleted."""

from hashlib import sha256

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KEY
from actionplan.admin.conflict.seen import FIELD, fingerprint
from actionplan.together import together

MOST_NAMED = 10


class ChangedMeanwhileError(Exception):
    """What is to be deleted is not what the page had shown."""


class DeletionSummary:
    """An admin that counts what goes along, and names only what the reader may see."""

    delete_confirmation_template = "admin/record_delete.html"
    delete_selected_confirmation_template = "admin/records_delete.html"

    def delete_view(self, request, object_id, extra_context=None):
        if request.method != "POST" or not KEY.fullmatch(object_id):
            return super().delete_view(request, object_id, extra_context)
        try:
            with together():
                self.lock(object_id)
                return super().delete_view(request, object_id, extra_context)
        except ChangedMeanwhileError:
            return self._look_again(request)

    @admin.action(
        permissions=["delete"], description=_("Delete selected %(verbose_name_plural)s …")
    )
    def delete_selected(self, request, queryset):
        try:
            with together():
                return delete_selected(self, request, queryset)
        except ChangedMeanwhileError:
            return self._look_again(request)

    def _look_again(self, request):
        text = _("Somebody changed this meanwhile. Nothing has been deleted: look again.")
        self.message_user(request, text, messages.WARNING)
        return HttpResponseRedirect(request.get_full_path())

    def _compare(self, request, collected):
        """A mark of all that the page is about to delete; what is sent has to bear it."""
        digest = sha256()
        for rows in collected.values():
            for row in sorted(rows, key=lambda row: row.pk):
                names = [field.name for field in row._meta.concrete_fields]
                digest.update(f"{row._meta.label} {row.pk} {fingerprint(row, names)}".encode())
        request.deletion_seen = digest.hexdigest()
        if request.POST.get("post") and request.POST.get(FIELD) != request.deletion_seen:
            raise ChangedMeanwhileError

    def get_deleted_objects(self, objs, request):
        objs = list(objs)
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        counts = {
            model._meta.verbose_name_plural: len(rows)
            for model, rows in collector.model_objs.items()
        }
        lacking = {
            model._meta.verbose_name
            for model, rows in collector.model_objs.items()
            if not self._may_delete(request, model, rows)
        }
        if not lacking and not collector.protected:
            self._compare(request, collector.model_objs)
        return (
            [str(obj) for obj in objs],
            counts,
            lacking,
            self._names(request, collector.protected),
        )

    def _may_delete(self, request, model, rows) -> bool:
        if not self.admin_site.is_registered(model):
            return True
        model_admin = self.admin_site.get_model_admin(model)
        return all(model_admin.has_delete_permission(request, row) for row in rows)

    def _names(self, request, protected) -> list[str]:
        """What stands in the way: some by name, the rest and the personal by kind."""
        lines = []
        for obj in sorted(protected, key=lambda obj: (obj._meta.label, obj.pk))[:MOST_NAMED]:
            kind = capfirst(obj._meta.verbose_name)
            lines.append(f"{kind} – {obj}" if self._may_view(request, type(obj)) else kind)
        return lines + ["…"] * (len(protected) > MOST_NAMED)

    def _may_view(self, request, model) -> bool:
        if not self.admin_site.is_registered(model):
            return True
        return self.admin_site.get_model_admin(model).has_view_permission(request)
