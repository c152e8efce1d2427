"""Bringing one earlier text back, of a record or a part of it, and nothing else with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms.models import _get_foreign_key
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from translated_fields.fields import show_language_code

from actionplan.admin.autocomplete import KEY
from actionplan.admin.conflict.seen import FIELD, fingerprint
from actionplan.admin.conflict.wording import compare
from actionplan.together import together


class RestoresTexts:
    """An admin whose history offers each earlier text to those who may change the record."""

    def get_urls(self):
        address = path(
            "<str:object_id>/history/<str:version_id>/text/<str:kind>/<str:column>/",
            self.admin_site.admin_view(self.restore_text_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_restore_text",
        )
        return [address, *super().get_urls()]

    def restore_text_view(self, request, object_id, version_id, kind, column):
        """The text of a version beside the one of today; posted, it takes its place."""
        if not (KEY.fullmatch(object_id) and KEY.fullmatch(version_id)):
            raise Http404
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not (self.reverts and self.has_change_permission(request, obj)):
            raise PermissionDenied
        model, owner = self._kind_of_row(request, obj, kind)
        if column not in texts_of(model):
            raise Http404
        version = get_object_or_404(
            model.history.all(), history_id=version_id, **{owner: object_id}
        )
        with show_language_code(True), together():
            row = self._row(request, model, version)
            seen = fingerprint(row, [column])
            if request.method == "POST":
                answer = self._restore(request, obj, row, column, version, seen)
                if answer:
                    return answer
            return self._ask(request, obj, row, column, version, seen)

    def _kind_of_row(self, request, obj, kind):
        """The model whose text it is, and the column that holds the key of this record."""
        if kind == self.opts.model_name:
            return self.model, self.opts.pk.attname
        for inline in self.get_inline_instances(request, obj):
            if inline.opts.model_name == kind and inline.has_change_permission(request, obj):
                owner = _get_foreign_key(self.model, inline.model, fk_name=inline.fk_name)
                return inline.model, owner.attname
        raise Http404

    def _row(self, request, model, version):
        rows = model._base_manager.all()
        if request.method == "POST":
            rows = rows.select_for_update(no_key=True)
        return get_object_or_404(rows, pk=getattr(version, model._meta.pk.attname))

    def _restore(self, request, obj, row, column, version, seen):
        """Save the text, unless somebody changed it or the record does not admit it."""
        if request.POST.get(FIELD) != seen:
            text = _("Somebody changed this meanwhile. Nothing has been saved: look again.")
            self.message_user(request, text, messages.WARNING)
            return None
        setattr(row, column, getattr(version, column))
        try:
            row.full_clean()
        except ValidationError as error:
            for text in error.messages:
                self.message_user(request, text, messages.ERROR)
            row.refresh_from_db()
            return None
        row.save()
        field = str(capfirst(row._meta.get_field(column).verbose_name))
        self.log_change(request, obj, [{"changed": {"fields": [field]}}])
        self.message_user(request, _("The text has been restored."), messages.SUCCESS)
        return HttpResponseRedirect(self.history_address(obj.pk))

    def _ask(self, request, obj, row, column, version, seen):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Restore this text"),
            "subtitle": str(obj),
            "object": obj,
            "row": row if row._meta.model is not self.model else None,
            "kind": capfirst(row._meta.verbose_name),
            "label": str(capfirst(row._meta.get_field(column).verbose_name)),
            "version": version,
            "text": getattr(version, column),
            "pieces": compare(getattr(row, column), getattr(version, column)),
            "seen": seen,
            "opts": self.opts,
            "history_address": self.history_address(obj.pk),
            "media": self.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/restore_text.html", context)

    def history_address(self, key) -> str:
        page = f"admin:{self.opts.app_label}_{self.opts.model_name}_history"
        return reverse(page, args=[key])


def texts_of(model) -> set[str]:
    """The columns of a model that hold texts people write: neither keys nor choices."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField | models.URLField)
        and field.editable
        and not field.choices
    }
