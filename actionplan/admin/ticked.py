"""The records that are ticked in a list."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from actionplan.admin.autocomplete import keys_among


class TickedRecords:
    """An admin whose actions leave out what cannot be a record before the database is asked."""

    def response_action(self, request, queryset):
        request.POST = request.POST.copy()
        ticked = keys_among(request.POST.getlist(ACTION_CHECKBOX_NAME))
        request.POST.setlist(ACTION_CHECKBOX_NAME, ticked)
        return super().response_action(request, queryset)
