"""Rows that are looked at and never edited by hand."""


class ReadOnly:
    """An admin in which nobody adds, changes or deletes anything, whatever they are permitted."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
