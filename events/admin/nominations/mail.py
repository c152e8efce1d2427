"""The outbox: what was sent to whom, what waits, and what could not be sent."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionplan.admin.ticked import TickedRecords
from events.models import Mail


class MailState(admin.SimpleListFilter):
    """Letters by what became of them."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("sent", _("Sent")), ("waiting", _("Waiting")), ("given-up", _("Given up"))]

    def queryset(self, request, queryset):
        conditions = {
            "sent": {"sent_at__isnull": False},
            "waiting": {"due_at__isnull": False},
            "given-up": {"sent_at": None, "due_at": None},
        }
        return queryset.filter(**conditions.get(self.value(), {}))


@admin.register(Mail)
class MailAdmin(TickedRecords, admin.ModelAdmin):
    """Letters are read here; they are written by what they tell of."""

    list_display = ["created_at", "recipient", "subject", "state", "attempts"]
    list_display_links = ["recipient", "subject"]
    list_filter = [MailState]
    search_fields = ["recipient", "subject"]
    search_help_text = _("Address or subject")
    ordering = ["-created_at", "-pk"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["send_again"]
    fields = ["recipient", "language", "subject", "body", "state", "created_at"]
    fields += ["sent_at", "attempts", "due_at", "last_error"]
    readonly_fields = fields

    @admin.display(description=_("state"))
    def state(self, obj):
        if obj.sent_at:
            return _("Sent")
        return _("Given up") if obj.is_given_up else _("Waiting")

    @admin.action(permissions=["change"], description=_("Try again what was not sent"))
    def send_again(self, request, queryset):
        count = queryset.filter(sent_at=None).update(due_at=timezone.now(), attempts=0)
        words = ngettext(
            "%(n)d letter will be tried now.", "%(n)d letters will be tried now.", count
        )
        self.message_user(request, words % {"n": count}, messages.SUCCESS)

    def has_add_permission(self, request):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return "\0" not in value and super().lookup_allowed(lookup, value, request)
