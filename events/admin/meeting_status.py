"""What becomes of a meeting: held, put off, moved, cancelled, with the day and the reason."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KEY, KnownSelect
from actionplan.admin.layout import in_language
from actionplan.together import together
from actionplan.translation import LANGUAGES, columns
from events.date_text import LONGEST, parse_dates
from events.dates import Precision, date_range
from events.models import Meeting, MeetingLink, Status, StatusChange


class Act(models.TextChoices):
    """What can be decided about a meeting."""

    HELD = "held", _("It was held")
    MOVED = "moved", _("It moves to new dates")
    POSTPONED = "postponed", _("It is postponed; the new dates are not known yet")
    CANCELLED = "cancelled", _("It is cancelled")
    PLANNED = "planned", _("It takes place as planned after all")


class DatesField(forms.CharField):
    """Dates in words: what `parse_dates` makes of them, None if there are none."""

    def clean(self, value):
        text = super().clean(value)
        return parse_dates(text) if text else None


class StatusForm(forms.Form):
    """The decision; `seen` is the state of the meeting that it was taken on."""

    act = forms.ChoiceField(label=_("What has been decided"), choices=Act, widget=forms.RadioSelect)
    new_dates = DatesField(
        label=_("New dates"),
        required=False,
        max_length=LONGEST,
        help_text=_("As in “25–26 April 2027”, “March 2027” or “2027”. The old dates are kept."),
    )
    successor = forms.ModelChoiceField(
        Meeting.objects.all(),
        label=_("Replaced by"),
        required=False,
        help_text=_("If another meeting, recorded by itself, takes place instead."),
    )
    changed_on = forms.DateField(
        label=_("Decided on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty if not known."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args, meeting: Meeting, site: admin.AdminSite, **kwargs):
        self.meeting = meeting
        initial = {"seen": state_of(meeting), "changed_on": timezone.localdate()}
        super().__init__(*args, initial=initial, **kwargs)
        reason = StatusChange._meta.get_field(columns("reason")[0])
        for name, language in zip(columns("reason"), LANGUAGES, strict=True):
            self.fields[name] = forms.CharField(
                label=in_language(reason.verbose_name, language),
                required=False,
                max_length=reason.max_length,
                widget=forms.TextInput(attrs={"lang": language, "class": "vTextField"}),
                help_text=_("For the public.") if language == LANGUAGES[0] else "",
            )
        link = MeetingLink._meta.get_field("from_meeting")
        self.fields["successor"].widget = KnownSelect(link, site)
        self.fields["successor"].widget.choices = self.fields["successor"].choices

    def clean(self):
        cleaned, meeting = super().clean(), self.meeting
        act, dates = cleaned.get("act"), cleaned.get("new_dates")
        if cleaned.get("seen") != state_of(meeting):
            raise ValidationError(
                _(
                    "Somebody has changed this meeting meanwhile: "
                    "it is now “%(status)s”, %(dates)s."
                ),
                params={"status": meeting.get_status_display(), "dates": dates_of(meeting)},
            )
        if act == Act.MOVED and not dates and "new_dates" not in self.errors:
            self.add_error("new_dates", _("Say to which dates; without any it is postponed."))
        elif act not in (None, Act.MOVED) and dates:
            self.add_error("new_dates", _("New dates are for a meeting that moves to them."))
        if cleaned.get("successor") and act not in (Act.POSTPONED, Act.CANCELLED):
            words = _("Only what is postponed or cancelled is replaced by another meeting.")
            self.add_error("successor", words)
        if act in Status.values and act == meeting.status and not cleaned.get("successor"):
            self.add_error("act", _("That is its status already."))
        if act == Act.HELD and meeting.start_date > meeting.local_date(timezone.now()):
            words = _("It has not begun: its first day is %(day)s.")
            day = date_range(meeting.start_date, meeting.start_date, "day", get_language())
            self.add_error("act", ValidationError(words, params={"day": day}))
        if not self.errors:
            self._decide(act, dates)
        return cleaned

    def _decide(self, act: str, dates):
        """Write the decision into the meeting, as far as it may be."""
        meeting = self.meeting
        meeting.status = Status.PLANNED if act == Act.MOVED else act
        if dates:
            meeting.start_date, meeting.end_date, meeting.date_precision = dates
            if dates.precision != Precision.DAY:
                meeting.start_time = meeting.end_time = None
        self.link = None
        if successor := self.cleaned_data["successor"]:
            kind = MeetingLink.Kind.REPLACES
            self.link = MeetingLink(from_meeting=successor, to_meeting=meeting, kind=kind)
        for record in filter(None, [meeting, self.link]):
            try:
                record.full_clean()
            except ValidationError as error:
                self.add_error("successor" if record is self.link else None, error.messages)

    def save(self):
        names = ["changed_on", *columns("reason")]
        self.meeting.decision = {name: self.cleaned_data[name] for name in names}
        self.meeting.save()
        if self.link:
            self.link.save()


def state_of(meeting: Meeting) -> str:
    """What a decision rests on: planned 2027-04-25 2027-04-26 day."""
    return f"{meeting.status} {meeting.start_date} {meeting.end_date} {meeting.date_precision}"


def dates_of(meeting: Meeting) -> str:
    return date_range(
        meeting.start_date, meeting.end_date, meeting.date_precision, get_language() or "en"
    )


class StatusAdmin:
    """A screen of meetings on which the status is shown, and changed on a page of its own."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.status_view)
        return [
            path("<path:object_id>/status/", view, name="events_meeting_status"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        """The status of a new meeting is stated; later it changes by a decision."""
        found = super().get_fieldsets(request, obj)
        if obj is None:
            return found
        return [(name, {**one, "fields": _shown(one["fields"])}) for name, one in found]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else [*fields, "status_now"]

    @admin.display(description=_("status"))
    def status_now(self, obj):
        return format_html(
            '{} – <a id="id_status" href="{}#id_act_0">{}</a>',
            obj.get_status_display(),
            reverse("admin:events_meeting_status", args=[obj.pk]),
            _("Mark as held, move, postpone, cancel …"),
        )

    def status_view(self, request, object_id):
        """The decision on one meeting, which is locked until it is written."""
        if not KEY.fullmatch(object_id):
            raise Http404
        with together():
            rows = Meeting.objects.all()
            if request.POST:
                rows = rows.select_for_update(no_key=True)
            meeting = rows.filter(pk=object_id).first()
            if meeting is None:
                raise Http404
            if not self.has_change_permission(request, meeting):
                raise PermissionDenied
            form = StatusForm(request.POST or None, meeting=meeting, site=self.admin_site)
            if request.POST and form.is_valid():
                form.save()
                fields = [str(self.opts.get_field("status").verbose_name)]
                self.log_change(request, meeting, [{"changed": {"fields": fields}}])
                self.message_user(request, _("The decision was recorded."))
                return HttpResponseRedirect(
                    reverse("admin:events_meeting_change", args=[meeting.pk])
                )
        if form.errors:
            meeting.refresh_from_db()  # not what the refused form has written into it
        context = {"form": form, "meeting": meeting, "dates": dates_of(meeting)}
        return self.tool_page(request, _("What becomes of it"), "status.html", context)

    def tool_page(self, request, title, template: str, context: dict):
        """A page of this screen about one meeting, with a form of its own."""
        context |= {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(context["meeting"]),
            "opts": self.opts,
            "media": self.media + context["form"].media,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/events/meeting/{template}", context)


def _shown(fields):
    """The names of fields, however grouped, with what stands for the status."""
    if isinstance(fields, str):
        return "status_now" if fields == "status" else fields
    return type(fields)(map(_shown, fields))
