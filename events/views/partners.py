"""Public pages of partners."""

from django.http import HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import ListView

from events.map import partner_map
from events.models import Document, Partner
from events.models.roles import HEADINGS, MeetingRole
from events.portrait import held_attended, held_by_role, portrait, roles_in_order
from events.views.record import RecordPage


class PartnerList(ListView):
    """Partners by region, with what they are in the dialogue today."""

    queryset = Partner.objects.published().for_list().by_name()
    template_name = "events/partner_list.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        partners = list(self.object_list)
        for partner in partners:
            partner.status = partner.status_on(today)
        groups = [
            (label, [one for one in partners if one.region == region])
            for region, label in [*Partner.Region.choices, ("", _("Organisations"))]
        ]
        return super().get_context_data(
            groups=[group for group in groups if group[1]],
            map=partner_map(partners, today),
            **kwargs,
        )


class PartnerDetail(RecordPage):
    """A partner; its code is written in capitals, other spellings are redirected."""

    model = Partner
    template_name = "events/partner_detail.html"
    context_object_name = "partner"
    slug_field = slug_url_kwarg = "code"

    def get(self, request, *args, **kwargs):
        code = kwargs["code"]
        if code != code.upper():
            self.kwargs["code"] = code.upper()
            return HttpResponsePermanentRedirect(self.get_object().get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        partner, today = self.object, timezone.localdate()
        held = held_by_role(partner.shown_parts)
        parts = [
            (role, [part.meeting for part in partner.shown_parts if part.role == role])
            for role in MeetingRole
        ]
        roles = roles_in_order(partner.roles.all(), today)
        published = Document.objects.published()
        return super().get_context_data(
            portrait=portrait(partner, today),
            roles=[one for one in roles if not one[0].area_id],
            references=[one for one in roles if one[0].area_id],
            parts=[(HEADINGS[role], held[role], found) for role, found in parts if found],
            attended=held_attended(partner.shown_delegations),
            documents=published.filter(chairmanship__partner=partner).for_list(),
            **kwargs,
        )
