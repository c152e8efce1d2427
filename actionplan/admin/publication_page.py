"""The page on which a record is published, scheduled or withdrawn, with what it still lacks."""

from django.contrib import messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplan.admin.belongings import belongings
from actionplan.admin.checklist import obstacles
from actionplan.admin.preview import LinkForm
from actionplan.admin.schedule import ScheduleForm, local_moment
from actionplan.record import Publishable
from actionplan.together import together
from actionplan.translation import languages_of

PUBLISHING = ("publish", "schedule", "unschedule", "withdraw")
SHARING = ("share", "end")


class PublicationPage:
    """An admin with a page per record about its publication. Whoever may see the record sees what
    it lacks; publishing needs `publish`, and making links to its preview `change`."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_publication"
        view = self.admin_site.admin_view(self.publication_view)
        return [path("<path:object_id>/publication/", view, name=name), *super().get_urls()]

    def publication_view(self, request, object_id):
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        if request.method != "POST":
            return self.publication_page(request, record)
        act = request.POST.get("act", "")
        allowed = {
            **dict.fromkeys(PUBLISHING, self.has_publish_permission(request, record)),
            **dict.fromkeys(SHARING, self.has_change_permission(request, record)),
        }
        if not allowed.get(act, any(allowed.values())):
            raise PermissionDenied
        if act not in allowed:
            return self.publication_page(request, record)
        with together():
            rows = self.model._base_manager.select_for_update(no_key=True)
            locked = get_object_or_404(rows, pk=record.pk)
            response = getattr(self, f"act_{act}")(request, locked)
        return response or HttpResponseRedirect(request.path)

    # Acts on a locked record: each answers with a page of its own, or None for this one anew.

    def act_publish(self, request, record):
        if record.is_published:
            self.message_user(request, _("It was published already."), messages.WARNING)
        elif self.is_open(request, record, timezone.now()):
            record.publish()
            self.keep_act(request, record, _("Published"))
            self.message_user(request, _("It is published."), messages.SUCCESS)

    def act_schedule(self, request, record):
        form = ScheduleForm(request.POST, at=timezone.now())
        if not form.is_valid():
            return self.publication_page(request, record, schedule=form)
        moment = form.cleaned_data["moment"]
        if record.is_published:
            self.message_user(request, _("It was published already."), messages.WARNING)
        elif self.is_open(request, record, moment):
            record.schedule(moment)
            words = _("To be published on %(moment)s") % {"moment": local_moment(moment)}
            self.keep_act(request, record, words)
            self.message_user(request, words, messages.SUCCESS)
        return None

    def act_unschedule(self, request, record):
        if record.publish_at:
            record.schedule(None)
            self.keep_act(request, record, _("No longer to be published by itself"))
        self.message_user(request, _("It will not be published by itself."), messages.SUCCESS)

    def act_withdraw(self, request, record):
        if not record.is_published:
            self.message_user(request, _("It was not published."), messages.WARNING)
        elif "confirmed" not in request.POST:
            return self.page(request, record, "admin/withdrawal.html", _("Withdraw"))
        else:
            record.withdraw()
            self.keep_act(request, record, _("Withdrawn"))
            self.message_user(request, _("The public no longer sees it."), messages.SUCCESS)
        return None

    def act_share(self, request, record):
        if record.is_published or not self.is_open(request, record, timezone.now(), seen=True):
            return None
        form = self.share_preview(request, record)
        return self.publication_page(request, record, link=form)

    def act_end(self, request, record):
        self.end_previews(request, record)
        self.message_user(request, _("Its preview links have ended."), messages.SUCCESS)

    def is_open(self, request, record: Publishable, at, *, seen: bool = False) -> bool:
        """Whether nothing keeps a record from being published at a moment, not even that it is no
        longer what was seen on the page; else says what does."""
        found = [gap.words for gap in obstacles(record, at)]
        if not (seen or request.POST.get("seen") == record.updated_at.isoformat()):
            found.append(_("It was changed in the meantime. Look at it again, then decide."))
        for words in found:
            self.message_user(request, words, messages.ERROR)
        return not found

    def keep_act(self, request, record, words: str):
        record.save()
        self.log_change(request, record, words)

    # Pages

    def publication_page(self, request, record, *, schedule=None, link=None):
        now = timezone.now()
        checked = self.checkable(self.get_queryset(request)).get(pk=record.pk)
        gaps = self.all_gaps(checked, now)
        context = {
            "obstacles": [gap for gap in gaps if gap.is_obstacle],
            "advice": [gap for gap in gaps if not gap.is_obstacle],
            "since": record.since("publication"),
            "is_overdue": record.publish_at is not None and record.publish_at <= now,
            "schedule": schedule or ScheduleForm(at=now, moment=record.publish_at),
            "zone": timezone.get_current_timezone_name(),
            "link": link or LinkForm(),
            "previews": [] if record.is_published else self.preview_addresses(record).items(),
        }
        return self.page(request, record, "admin/publication.html", _("Publication"), context)

    def page(self, request, record, template: str, title: str, more: dict | None = None):
        addresses = []
        for code in languages_of(record):
            with override(code):
                addresses.append((code, record.get_absolute_url()))
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(record),
            "record": record,
            "form_address": reverse(admin_urlname(self.opts, "change"), args=[record.pk]),
            "addresses": addresses,
            "belongings": belongings(record, self.belongings),
            "has_publish_permission": self.has_publish_permission(request, record),
            "has_change_permission": self.has_change_permission(request, record),
            "kinds": capfirst(self.opts.verbose_name_plural),
            "opts": self.opts,
            "media": self.media,
            **(more or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context)
