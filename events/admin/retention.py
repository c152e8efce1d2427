"""How long people are kept: seen in list and form, taken out or handed over at a person's page."""

import datetime

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from events.anonymising.people import anonymise
from events.personal_data import everything_about
from events.readings import What, note_reading

NOTICE = datetime.timedelta(days=30)  # how long before the end it is announced


class DueFilter(admin.SimpleListFilter):
    """People whose data need not be kept any longer, now or soon, and those without names."""

    title = _("retention")
    parameter_name = "retention"

    def lookups(self, request, model_admin):
        return [
            ("due", _("To be anonymised")),
            ("soon", _("To be anonymised within 30 days")),
            ("done", _("Anonymised")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "due":
            return queryset.due(timezone.localdate())
        if self.value() == "soon":
            return queryset.due(timezone.localdate() + NOTICE)
        if self.value() == "done":
            return queryset.filter(anonymised_at__isnull=False)
        return queryset


class Retention:
    """An admin of people with their retention date and the two acts that belong to it."""

    change_form_template = "admin/events/person/change_form.html"

    def get_queryset(self, request):
        return super().get_queryset(request).with_last_day()

    @admin.display(description=_("kept until"))
    def retained_until(self, obj):
        return obj.retained_until() if obj and obj.pk else None

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/anonymise/", view(self.anonymise), name="events_person_anonymise"),
            path("<int:pk>/data/", view(self.data), name="events_person_data"),
        ]
        return own + super().get_urls()

    def has_anonymise_permission(self, request, obj=None) -> bool:
        return self.has_delete_permission(request, obj)

    def render_change_form(self, request, context, obj=None, **kwargs):
        context["may_anonymise"] = bool(
            obj and not obj.anonymised_at and self.has_anonymise_permission(request, obj)
        )
        return super().render_change_form(request, context, obj=obj, **kwargs)

    def anonymise(self, request, pk):
        """Asks, then takes the person out of the record and its history for good."""
        person = self.known(request, pk)
        if not self.has_anonymise_permission(request, person):
            raise PermissionDenied
        if request.method == "POST" and "sure" in request.POST:
            anonymise(pk)
            messages.success(request, _("The person is anonymised."))
            return redirect("admin:events_person_changelist")
        context = self.admin_site.each_context(request) | {
            "title": _("Anonymise %(name)s?") % {"name": person},
            "opts": self.opts,
            "record": person,
        }
        return TemplateResponse(request, "admin/events/person/anonymise.html", context)

    def data(self, request, pk):
        """Everything held about the person, as a file; that it was taken away is noted."""
        person = self.known(request, pk)
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        note_reading(request, What.EXPORT, 1, selection=f"person={pk}")
        answer = JsonResponse(
            everything_about(person), json_dumps_params={"indent": 2, "ensure_ascii": False}
        )
        name = slugify(str(person)) or "person"
        answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return answer

    def known(self, request, pk: int):
        person = self.get_object(request, str(pk))
        if not person:
            raise Http404
        return person
