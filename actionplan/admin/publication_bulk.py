"""Publishing and withdrawing several records of a list at once."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.admin.checklist import Gap
from actionplan.record import Publication, Publishable
from actionplan.together import together

MOST = 100  # at once: as many as somebody reads through before agreeing
NAMED = 5  # of those left out


@dataclass(frozen=True)
class Candidate:
    """A record chosen from the list, what it lacks, and why it is left out, if it is."""

    record: Publishable
    gaps: list[Gap]
    refusal: str = ""


class PublicationActions:
    """An admin whose list publishes and withdraws, after a page that says what that means."""

    @admin.action(
        permissions=["publish"],
        description=gettext_lazy("Publish selected %(verbose_name_plural)s …"),
    )
    def publish_selected(self, request, queryset):
        return self._change_publication(request, queryset, Publication.PUBLISHED)

    @admin.action(
        permissions=["publish"],
        description=gettext_lazy("Withdraw selected %(verbose_name_plural)s …"),
    )
    def withdraw_selected(self, request, queryset):
        return self._change_publication(request, queryset, Publication.WITHDRAWN)

    def _change_publication(self, request, queryset, state: Publication):
        """The confirmation page first; when it is posted, each record is saved by itself, so that
        its history and everything else that follows from saving takes place, or none is."""
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
        if len(keys) > MOST:
            words = _("Choose at most %(count)d records at once.") % {"count": MOST}
            self.message_user(request, words, messages.ERROR)
            return None
        if "confirmed" not in request.POST:
            return self._confirmation(request, self.candidates(request, keys, state), state)
        with together():
            # Held until the end, so that what is looked at is what is saved.
            list(
                self.model._base_manager.select_for_update(no_key=True)
                .filter(pk__in=keys)
                .order_by("pk")
            )
            candidates = self.candidates(request, keys, state)
            for candidate in candidates:
                if not candidate.refusal:
                    self._act(request, candidate.record, state)
        self._report(request, candidates, state)
        return None

    def candidates(self, request, keys: list[int], state: Publication) -> list[Candidate]:
        """The chosen records in the order of the list, each with what speaks against it."""
        now, publishing = timezone.now(), state == Publication.PUBLISHED
        found = []
        for record in self.checkable(self.get_queryset(request)).filter(pk__in=keys):
            gaps = self.gaps(record, now) if publishing else []
            refusal = ""
            if record.is_published == publishing:
                refusal = _("is published already") if publishing else _("is not published")
            elif not self.has_publish_permission(request, record):
                refusal = _("you may not publish it")
            elif blocking := [gap.words for gap in gaps if gap.is_obstacle]:
                refusal = " ".join(blocking)
            elif publishing and self._is_outdated(request, record):
                refusal = _("was changed in the meantime and has to be looked at again")
            found.append(Candidate(record, gaps, refusal))
        return found

    def _is_outdated(self, request, record: Publishable) -> bool:
        """Whether it is no longer what the confirmation page led to."""
        seen = request.POST.get(f"seen-{record.pk}")
        return "confirmed" in request.POST and seen != record.updated_at.isoformat()

    def _act(self, request, record: Publishable, state: Publication):
        publishing = state == Publication.PUBLISHED
        record.publish() if publishing else record.withdraw()
        record.save()
        self.log_change(request, record, _("Published") if publishing else _("Withdrawn"))

    def _report(self, request, candidates: list[Candidate], state: Publication):
        done = [one for one in candidates if not one.refusal]
        if done:
            self.message_user(request, message(state, len(done)), messages.SUCCESS)
        reasons = defaultdict(list)
        for one in candidates:
            if one.refusal:
                reasons[one.refusal].append(str(one.record))
        for reason, names in reasons.items():
            named = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
            words = _("Left out, since: %(reason)s (%(records)s)")
            self.message_user(
                request, words % {"reason": reason, "records": named}, messages.WARNING
            )

    def _confirmation(self, request, candidates: list[Candidate], state: Publication):
        concerned = [one for one in candidates if not one.refusal]
        if not concerned:
            self._report(request, candidates, state)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish") if state == Publication.PUBLISHED else _("Withdraw"),
            "subtitle": None,
            "publishing": state == Publication.PUBLISHED,
            "candidates": concerned,
            "left_out": [one for one in candidates if one.refusal],
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
