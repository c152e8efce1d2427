"""Publishing: an explicit act, by those permitted, one record or several at a time."""

import datetime

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.auth import get_permission_codename
from django.db.models import Max
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.admin.checklist import (
    Gap,
    missing_texts,
    obstacles,
    stale_texts,
    texts_of_parts,
)
from actionplan.admin.drafts import Waiting
from actionplan.admin.preview import PreviewPages
from actionplan.admin.publication_bulk import PublicationActions
from actionplan.admin.publication_page import PublicationPage
from actionplan.admin.record import RecordAdmin
from actionplan.admin.schedule import local_moment
from actionplan.record import Publication, Publishable
from actionplan.together import together

PUBLICATION = (gettext_lazy("Publication"), {"fields": ["publication_state"]})
PROVENANCE = (
    gettext_lazy("Provenance"),
    {
        "fields": ["sources", "notes", "uid", "created_at", "updated_at"],
        "classes": ["collapse"],
        "description": gettext_lazy("For staff only."),
    },
)


class PublishableAdmin(PublicationPage, PreviewPages, PublicationActions, RecordAdmin):
    """A record with a publication state, which its form shows and never changes.

    `belongings` names the relations whose records the public sees only with it."""

    actions = ["publish_selected", "withdraw_selected", *RecordAdmin.actions]
    readonly_fields = ["publication_state", "uid", "created_at", "updated_at"]
    belongings = ()

    def has_publish_permission(self, request, obj=None) -> bool:
        codename = get_permission_codename("publish", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{codename}")

    def has_delete_permission(self, request, obj=None):
        """What is public may be deleted only by those who could also withdraw it."""
        allowed = super().has_delete_permission(request, obj)
        public = obj is not None and obj.is_published
        return allowed and (not public or self.has_publish_permission(request, obj))

    def get_list_filter(self, request):
        return [*super().get_list_filter(request), Waiting]

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_published else None

    @admin.display(description=gettext_lazy("publication"), ordering="publication")
    def publication_state(self, obj):
        """The state in words, as a link to where it is changed."""
        if not obj.pk:
            return Publication.DRAFT.label
        address = reverse(admin_urlname(self.opts, "publication"), args=[obj.pk])
        words = obj.get_publication_display()
        if obj.publish_at:
            words = _("%(state)s, to be published on %(moment)s") % {
                "state": words,
                "moment": local_moment(obj.publish_at),
            }
        return format_html('<a href="{}">{}</a>', address, words)

    # Saving forms

    def save_model(self, request, obj, form, change):
        with together():
            keep_publication([obj])
            super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        with together():
            if issubclass(formset.model, Publishable):
                keep_publication([one.instance for one in formset.forms])
            super().save_formset(request, form, formset, change)

    def render_change_form(self, request, context, *args, **kwargs):
        context["has_publication"] = True
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._then_publication(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._then_publication(request, obj) or super().response_change(request, obj)

    def _then_publication(self, request, obj):
        if "_publication" not in request.POST:
            return None
        self.message_user(request, _("It was saved."))
        return HttpResponseRedirect(reverse(admin_urlname(self.opts, "publication"), args=[obj.pk]))

    # The check list

    def checkable(self, queryset):
        """The records with all that `gaps` looks at, at a fixed cost."""
        return queryset

    def gaps(self, obj: Publishable, at: datetime.datetime) -> list[Gap]:
        """What a record of `checkable` lacks, the obstacles first; without a query."""
        found = [*obstacles(obj, at), *self.advice(obj, at), *missing_texts(obj)]
        return list(dict.fromkeys(found))

    def all_gaps(self, obj: Publishable, at: datetime.datetime) -> list[Gap]:
        """The same with what only the page of one record says: old texts, and its parts'."""
        return self.gaps(obj, at) + stale_texts(obj) + texts_of_parts(obj, self.inlines)

    def advice(self, obj: Publishable, at: datetime.datetime) -> list[Gap]:
        """What records of this kind lack besides."""
        return []


def keep_publication(rows: list[Publishable]):
    """Give rows about to be saved the publication that is stored, and hold it until they are: a
    form that was open while somebody published does not take that back. New ones are drafts, and
    so are those brought back after they were deleted: nothing waits, and no link to a preview made
    before holds, since its edition comes after all there were."""
    model = type(rows[0]) if rows else None
    keys = [row.pk for row in rows if row.pk]
    stored = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys) if keys else []
    found = {row.pk: row for row in (stored.order_by("pk") if keys else [])}
    for row in rows:
        if kept := found.get(row.pk):
            for name in Publishable.PUBLICATION_FIELDS:
                setattr(row, name, getattr(kept, name))
            continue
        row.publication = Publication.DRAFT
        if row.pk:
            row.publish_at = None
            versions = model.history.filter(**{model._meta.pk.attname: row.pk})
            latest = versions.aggregate(edition=Max("preview_edition"))["edition"] or 0
            row.preview_edition = latest + 1
