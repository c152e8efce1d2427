"""A new meeting made from another: a copy of it, or one that follows it up."""

from copy import copy

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import KEY
from actionplan.admin.layout import in_language
from actionplan.staleness import note_copies
from actionplan.together import together
from actionplan.translation import columns
from events.admin.meeting_status import DatesField
from events.date_text import LONGEST
from events.models import Intention, Meeting, MeetingLink

TITLES = columns("title")
# What a copy shares with its original; not what came of it, nor who was there, nor documents.
COPIED = ["type", *columns("summary"), "city", "country", *columns("venue"), "mode", "time_zone"]
COPIED += ["participation", "principal_seats", "accompanying_seats", "seat_unit"]


class CopyForm(forms.Form):
    """What distinguishes the new meeting from its original."""

    copied, parts = COPIED, ["partner_parts", "aims", "sessions", "plan_links"]

    dates = DatesField(
        label=_("Dates"),
        max_length=LONGEST,
        help_text=_("As in “25–26 April 2027”, “March 2027” or “2027”."),
        widget=forms.TextInput(attrs={"autofocus": True, "class": "vTextField"}),
    )

    def __init__(self, *args, original: Meeting, **kwargs):
        self.original = original
        super().__init__(*args, **kwargs)
        for name in TITLES:
            field, language = Meeting._meta.get_field(name), name[-2:]
            label = in_language(field.verbose_name, language)
            self.fields[name] = field.formfield(label=label, initial=getattr(original, name))
            self.fields[name].widget.attrs |= {"class": "vTextField", "lang": language}
        slug = Meeting._meta.get_field("slug").formfield(required=False)
        slug.help_text = _("The last part of its address. If empty it is made of title and year.")
        self.fields["slug"] = slug

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self.meeting = self._made(cleaned)
            try:
                self.meeting.full_clean()
            except ValidationError as error:
                for name, messages in error.message_dict.items():
                    self.add_error(name if name in self.fields else None, messages)
        return cleaned

    def _made(self, cleaned: dict) -> Meeting:
        values = {name: getattr(self.original, name) for name in self.copied}
        start, end, precision = cleaned["dates"]
        slug = cleaned["slug"] or slugify(f"{cleaned[TITLES[0]]} {start.year}")[:80].strip("-")
        return Meeting(
            **values,
            **{name: cleaned[name] for name in TITLES},
            slug=slug,
            start_date=start,
            end_date=end,
            date_precision=precision,
        )

    def save(self) -> Meeting:
        self.meeting._change_reason = self.reason()
        self.meeting.save()
        copies = [(self.original, self.meeting)]
        for name in self.parts:
            for part in getattr(self.original, name).all():
                made = copy(part)
                made.pk, made.meeting, made._state.adding = None, self.meeting, True
                made.save()
                copies.append((part, made))
        note_copies(copies)
        return self.meeting

    def reason(self) -> str:
        return (gettext("Copy of %(title)s") % {"title": self.original.title})[:100]


class FollowUpForm(CopyForm):
    """A meeting that follows up another; what it shares with it is chosen."""

    copied = ["type"]

    keep_co_chairs = forms.BooleanField(label=_("With the same co-chairs"), required=False)
    keep_plan_links = forms.BooleanField(
        label=_("With the same links to the plan"), required=False, initial=True
    )
    fulfils = forms.ModelChoiceField(
        Intention.objects.none(), label=_("Keeps the promise"), required=False
    )

    def __init__(self, *args, original: Meeting, **kwargs):
        super().__init__(*args, original=original, **kwargs)
        promises = original.intentions.filter(fulfilled_by=None)
        self.fields["fulfils"].queryset = promises
        self.fields["fulfils"].initial = promises.first()
        if not promises:
            del self.fields["fulfils"]

    def save(self):
        chosen = self.cleaned_data
        self.parts = ["plan_links"] if chosen["keep_plan_links"] else []
        meeting = super().save()
        if chosen["keep_co_chairs"]:
            for part in self.original.partner_parts.filter(role="co_chair"):
                meeting.partner_parts.create(
                    partner_id=part.partner_id, role=part.role, order=part.order
                )
        meeting.links_to.create(to_meeting=self.original, kind=MeetingLink.Kind.FOLLOWS_UP)
        if promise := chosen.get("fulfils"):
            promise.fulfilled_by = meeting
            promise.save()
        return meeting

    def reason(self):
        return (gettext("Follow-up of %(title)s") % {"title": self.original.title})[:100]


KINDS = {
    "duplicate": (CopyForm, _("Duplicate")),
    "follow-up": (FollowUpForm, _("Create a follow-up")),
}


class CopiesAdmin:
    """A screen of meetings on which new ones are made from others."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.copy_view)
        names = {kind: f"events_meeting_{kind.replace('-', '_')}" for kind in KINDS}
        addresses = [
            path(f"<path:object_id>/{kind}/", view, {"kind": kind}, name=name)
            for kind, name in names.items()
        ]
        return [*addresses, *super().get_urls()]

    def copy_view(self, request, object_id, kind):
        """Asks for dates and title first; what is posted makes a draft."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        original = KEY.fullmatch(object_id) and Meeting.objects.filter(pk=object_id).first()
        if not original:
            raise Http404
        kind_of_form, title = KINDS[kind]
        form = kind_of_form(request.POST or None, original=original)
        if request.POST and (meeting := self._make(form)):
            self.log_addition(request, meeting, [{"added": {}}])
            self.message_user(request, _("A draft was made. Fill in what is new."))
            return HttpResponseRedirect(reverse("admin:events_meeting_change", args=[meeting.pk]))
        return self.tool_page(request, title, "copy.html", {"form": form, "meeting": original})

    def _make(self, form: CopyForm) -> Meeting | None:
        """All of it or nothing; of two who ask for one address at once, the second is told."""
        try:
            with together():
                return form.save() if form.is_valid() else None
        except IntegrityError:
            form.add_error("slug", _("Another meeting has this address."))
            return None
