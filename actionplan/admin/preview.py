"""Previews of records: for the staff, and as links for those who have no account."""

from django import forms
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpResponseNotAllowed
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy, ngettext, override
from django.utils.translation import gettext as _

from actionplan.preview_links import DAYS, token_for
from actionplan.previews import Preview, preview_page
from actionplan.translation import LANGUAGES


def in_days(days: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


def day_choices() -> list[tuple[int, str]]:
    return [(days, in_days(days)) for days in DAYS]


class LinkForm(forms.Form):
    """For how long a link is to hold."""

    days = forms.TypedChoiceField(
        label=gettext_lazy("The link holds for"), coerce=int, choices=day_choices, initial=DAYS[1]
    )


class PreviewPages:
    """An admin whose records are previewed through their public pages."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<path:object_id>/preview/", view, name=name), *super().get_urls()]

    def preview_view(self, request, object_id):
        """The public page of a record, in the language that `?language=` names."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        language = request.GET.get("language", get_language())
        if language not in LANGUAGES:
            raise Http404
        back = reverse(admin_urlname(self.opts, "publication"), args=[record.pk])
        with override(language):
            preview = Preview(self.preview_addresses(record), back)
            response = preview_page(request, record, preview)
        response["Content-Language"] = language
        return response

    def preview_addresses(self, record) -> dict[str, str]:
        """Where staff see it, by language."""
        address = reverse(admin_urlname(self.opts, "preview"), args=[record.pk])
        return {code: f"{address}?language={code}" for code in LANGUAGES}

    def share_preview(self, request, record) -> LinkForm:
        """Make links, which the form then has as `links`: (language, address). They are kept
        nowhere."""
        form = LinkForm(request.POST)
        if form.is_valid():
            days = form.cleaned_data["days"]
            token = token_for(record, days)
            form.links = []
            for code in LANGUAGES:
                with override(code):
                    address = reverse("preview", args=[token])
                form.links.append((code, request.build_absolute_uri(address)))
            self.log_change(
                request, record, _("Preview link for %(days)s") % {"days": in_days(days)}
            )
        return form

    def end_previews(self, request, record):
        """End all links to a record made so far. It is no new version of the record."""
        stored = self.model._base_manager.filter(pk=record.pk)
        stored.update(preview_edition=F("preview_edition") + 1)
        self.log_change(request, record, _("Preview links ended"))
