"""What the pages about the delegations to a meeting share."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from events.models import Meeting

SEES_PEOPLE = ["events.view_person", "events.view_participation"]


def the_meeting(request, key: int, *permissions: str) -> Meeting:
    """The meeting of a page, for those who may see meetings and have these permissions too."""
    if not request.user.has_perms(["events.view_meeting", *permissions]):
        raise PermissionDenied
    return get_object_or_404(Meeting.objects.select_related("city", "country"), pk=key)


def page(site, request, template: str, meeting: Meeting, title: str, **context):
    context = {
        **site.each_context(request),
        "title": title,
        "meeting": meeting,
        "opts": Meeting._meta,
        **context,
    }
    request.current_app = site.name
    return TemplateResponse(request, f"admin/delegations/{template}.html", context)
