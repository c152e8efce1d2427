"""Partners with what they are in the dialogue, and cities."""

from django.contrib import admin
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.admin.publication import PROVENANCE, PUBLICATION, PublishableAdmin
from actionplan.admin.record import PartForms, PartFormSet, RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.translation import columns
from events.admin.checks import of_partner
from events.admin.exchange import Exchanges
from events.exchange.partners import PartnerResource, RoleResource
from events.models import City, Partner, PartnerRole


class RoleFormSet(PartFormSet):
    """Refuses what each role alone could not know: that the same one is entered twice at once."""

    def clean(self):
        super().clean()
        seen = set()
        for form in self.forms:
            if not form.has_changed() or not form.is_valid() or self._should_delete_form(form):
                continue
            role = form.instance
            if role.is_open and (role.kind, role.area_id) in seen:
                raise ValidationError(_("This partner holds this role already."))
            seen |= {(role.kind, role.area_id)} if role.is_open else set()


class RoleForms(PartForms):
    model = PartnerRole
    formset = RoleFormSet
    fields = [
        ("kind", "area"),
        ("start_date", "start_precision", "end_date", "end_precision"),
        "as_of",
        ("sources", "notes"),
    ]
    autocomplete_fields = ["area"]
    related = ["partner", "area__plan"]
    ordering = ["kind", "start_date", "pk"]


@admin.register(Partner)
class PartnerAdmin(Exchanges, PublishableAdmin):
    exchanges = [PartnerResource, RoleResource]
    list_display = ["name", "code", "kind", "region", "side", "publication_state", "is_translated"]
    list_filter = ["kind", "side", "region", "roles__kind", "publication", TranslationState]
    search_fields = [*columns("name"), "code"]
    search_help_text = _("Name, in either language, or code")
    ordering = ["kind", "name_en", "code"]
    fieldsets = [
        (_("Partner"), {"fields": ["kind", "code", tuple(columns("name")), "aliases"]}),
        (_("Place"), {"fields": [("region", "side"), "time_zone"]}),
        PUBLICATION,
        PROVENANCE,
    ]
    inlines = [RoleForms]
    belongings = ["chairmanships"]

    def checkable(self, queryset):
        return super().checkable(queryset).prefetch_related("roles")

    def advice(self, obj, at):
        return of_partner(obj, at)


@admin.register(City)
class CityAdmin(RecordAdmin):
    list_display = ["name", "country", "latitude", "longitude", "is_translated"]
    list_filter = [TranslationState]
    search_fields = [*columns("name"), *columns("country__name")]
    search_help_text = _("City or country, in either language")
    ordering = ["name_en", "pk"]
    related = ["country"]
    autocomplete_fields = ["country"]
    fieldsets = [
        (_("City"), {"fields": [tuple(columns("name")), "country"]}),
        (_("On the map"), {"fields": [("latitude", "longitude")]}),
    ]
