"""Previews for those who have a signed link and no account."""

from django.apps import apps
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import View

from actionplan.preview_links import LinkEndedError, Named, named_by
from actionplan.previews import Preview, preview_page, sealed
from actionplan.translation import LANGUAGES
from events.views.refusal import refuse


class SharedPreview(View):
    """The page of a record that is not published, until the link ends. What is published by then
    has a page of its own; what could not be published is not shown either."""

    def get(self, request, token):
        try:
            named = named_by(token)
        except LinkEndedError:
            return self.ended()
        record = named and self.record(named)
        if record is None:
            sentence = _("This link is not complete. Copy all of it, from its start to its end.")
            return sealed(refuse(request, 404, _("Not found"), sentence))
        if record.is_published:
            return sealed(HttpResponseRedirect(record.get_absolute_url()))
        if record.preview_edition != named.edition or record.obstacles(timezone.now()):
            return self.ended()
        return preview_page(request, record, Preview(shared_addresses(token)))

    def record(self, named: Named):
        model = apps.get_model(named.model)
        return model.objects.filter(pk=named.key).first()

    def ended(self):
        sentence = _("This link has ended. Ask whoever gave it to you for a new one.")
        return sealed(refuse(self.request, 410, _("No longer here"), sentence))


def shared_addresses(token: str) -> dict[str, str]:
    """Where a link leads, by language."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = reverse("preview", args=[token])
    return found
