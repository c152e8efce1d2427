"""Publishing: an explicit act, by those permitted, one record or several at a time."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_permission_codename
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionplan.admin.record import RecordAdmin
from actionplan.record import Publication

PUBLICATION = (_("Publication"), {"fields": ["publication"]})
PROVENANCE = (
    _("Provenance"),
    {
        "fields": ["sources", "notes", "uid", "created_at", "updated_at"],
        "classes": ["collapse"],
        "description": _("For staff only."),
    },
)


class KeepsPublication:
    """A form for those who may not publish: what they add is a draft, and what they change, or
    bring back from its history, stays as public as it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = type(self.instance)._base_manager.filter(pk=self.instance.pk)
        state = stored.values_list("publication", flat=True).first()
        self.instance.publication = state or Publication.DRAFT


class PublishableAdmin(RecordAdmin):
    """A record with a publication state."""

    actions = ["publish_selected", "withdraw_selected", *RecordAdmin.actions]
    readonly_fields = ["uid", "created_at", "updated_at"]

    def has_publish_permission(self, request) -> bool:
        codename = get_permission_codename("publish", self.opts)
        return request.user.has_perm(f"{self.opts.app_label}.{codename}")

    def has_delete_permission(self, request, obj=None):
        """What is public may be deleted only by those who could also withdraw it."""
        allowed = super().has_delete_permission(request, obj)
        public = obj is not None and obj.is_published
        return allowed and (not public or self.has_publish_permission(request))

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if self.has_publish_permission(request) else [*fields, "publication"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not self.has_publish_permission(request):
            kwargs["form"] = type("KeepingForm", (KeepsPublication, self.form), {})
        return super().get_form(request, obj, change, **kwargs)

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.is_published else None

    @admin.action(
        permissions=["publish"], description=_("Publish selected %(verbose_name_plural)s …")
    )
    def publish_selected(self, request, queryset):
        concerned = queryset.exclude(publication=Publication.PUBLISHED)
        return self._change_publication(request, concerned, Publication.PUBLISHED)

    @admin.action(
        permissions=["publish"], description=_("Withdraw selected %(verbose_name_plural)s …")
    )
    def withdraw_selected(self, request, queryset):
        concerned = queryset.filter(publication=Publication.PUBLISHED)
        return self._change_publication(request, concerned, Publication.WITHDRAWN)

    def _change_publication(self, request, queryset, state: Publication):
        """The confirmation page first; when it is posted, each record is saved by itself, so
        that its history and everything else that follows from saving takes place."""
        if not queryset.exists():
            self.message_user(request, _("None of the selected records is concerned."))
            return None
        if "confirmed" not in request.POST:
            return self._confirmation(request, queryset, state)
        field = self.opts.get_field("publication").verbose_name
        keys = list(queryset.values_list("pk", flat=True))
        with transaction.atomic():
            objs = self.model._base_manager.select_for_update().filter(pk__in=keys).order_by("pk")
            changed = 0
            for obj in objs:
                obj.publication = state
                obj.save()
                self.log_change(request, obj, [{"changed": {"fields": [str(field)]}}])
                changed += 1
        self.message_user(request, message(state, changed), messages.SUCCESS)
        return None

    def _confirmation(self, request, queryset, state: Publication):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish") if state == Publication.PUBLISHED else _("Withdraw"),
            "subtitle": None,
            "publishing": state == Publication.PUBLISHED,
            "objs": list(queryset),
            "action": request.POST["action"],
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
            "kinds": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "media": self.media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/publication_confirmation.html", context)


def message(state: Publication, count: int) -> str:
    """What has been done, in words."""
    if state == Publication.PUBLISHED:
        text = ngettext(
            "%(count)d record was published.", "%(count)d records were published.", count
        )
    else:
        text = ngettext(
            "%(count)d record was withdrawn.", "%(count)d records were withdrawn.", count
        )
    return text % {"count": count}
