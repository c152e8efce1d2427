"""The administration of the record, one module per noun."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin import (
    account,
    api_tokens,
    chairmanship,
    document,
    meeting,
    nominations,
    outcome,
    partner,
    person,
    reading,
    standing_page,
    vocabulary,
)

__all__ = [
    "account",
    "api_tokens",
    "chairmanship",
    "document",
    "meeting",
    "nominations",
    "outcome",
    "partner",
    "person",
    "reading",
    "standing_page",
    "vocabulary",
]

admin.site.site_header = admin.site.site_title = _("Rabat Process")
admin.site.index_title = _("What there is to do")
admin.site.index_template = "admin/start.html"
