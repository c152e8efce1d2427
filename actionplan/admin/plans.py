"""Action plans, their areas, objectives and actions."""

import re

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from actionplan.admin.checklist import Gap
from actionplan.admin.publication import PROVENANCE, PUBLICATION, PublishableAdmin
from actionplan.admin.record import PartTable, RecordAdmin
from actionplan.admin.translation import TranslationState
from actionplan.models import Action, ActionPlan, Area, Objective, RoadmapPriority
from actionplan.translation import LANGUAGES, columns

ITEM_PROVENANCE = (_("Provenance"), {"fields": ["sources", "notes"], "classes": ["collapse"]})


class AreaTable(PartTable):
    model = Area
    fields = ["number", *columns("title")]
    ordering = ["number"]
    related = ["plan"]
    show_change_link = True


class RoadmapPriorityTable(PartTable):
    model = RoadmapPriority
    fields = ["order", *columns("title")]
    ordering = ["order"]


@admin.register(ActionPlan)
class ActionPlanAdmin(PublishableAdmin):
    list_display = ["name", "years", "first_level", "publication_state", "is_translated"]
    list_filter = ["publication", TranslationState]
    search_fields = [*columns("name"), "slug"]
    search_help_text = _("Name, in either language")
    ordering = ["-start_year", "slug"]
    prefilled = {"slug": ["name_en"]}
    fieldsets = [
        (_("Plan"), {"fields": [*columns("name"), "slug", "first_level"]}),
        (_("Years"), {"fields": [("start_year", "end_year", "applied_until_year")]}),
        (
            _("Size, as stated"),
            {"fields": [("stated_areas", "stated_objectives", "stated_actions")]},
        ),
        PUBLICATION,
        PROVENANCE,
    ]
    inlines = [AreaTable, RoadmapPriorityTable]
    belongings = ["documents"]

    def checkable(self, queryset):
        parts = ["areas", "objectives", "actions", "roadmap_priorities"]
        return super().checkable(queryset).prefetch_related(*parts)

    def advice(self, obj, at):
        """Numbers that a source states, and that are not recorded."""
        recorded = {
            "areas": len(obj.areas.all()),
            "objectives": len({one.number for one in obj.objectives.all()}),
            "actions": len(obj.actions.all()),
        }
        for name, number in recorded.items():
            field = obj._meta.get_field(f"stated_{name}")
            if (stated := getattr(obj, field.name)) not in (None, number):
                words = _("%(what)s: %(stated)d, recorded: %(recorded)d")
                values = {"what": field.verbose_name, "stated": stated, "recorded": number}
                yield Gap(words % values, f"id_{field.name}")

    @admin.display(description=_("years"), ordering="start_year")
    def years(self, obj):
        return f"{obj.start_year}–{obj.last_year or ''}"


class PlanItemAdmin(RecordAdmin):
    """An item is found by its number and by words of its title and its plan: "cadiz 7"."""

    list_display = ["mark", "name", "plan", "is_translated"]
    list_display_links = ["mark", "name"]
    list_filter = ["plan", TranslationState]
    search_fields = [*columns("title"), *columns("plan__name")]
    search_help_text = _("Number, title and plan: “cadiz 7”")
    related = ["plan"]
    autocomplete_fields = ["plan"]

    def matching(self, word):
        if number := re.fullmatch(r"(\d{1,3})([a-z]?)", word.lower(), re.ASCII):
            return self.numbered(int(number[1]), number[2])
        return Q() if word.lower() in self.own_words() else super().matching(word)

    def numbered(self, number: int, part: str) -> Q:
        """The items that bear a number; only objectives have parts."""
        return Q(pk=None) if part else Q(number=number)

    def own_words(self) -> set[str]:
        """What the items are called, which tells none of them from the others."""
        words = set()
        for language in LANGUAGES:
            with override(language):
                words.add(str(self.opts.verbose_name).lower())
        return words

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.plan.is_published else None

    @admin.display(description=_("number"), ordering="number")
    def mark(self, obj):
        return obj.mark

    @admin.display(description=_("title"))
    def name(self, obj):
        return obj.title or _("not recorded")


@admin.register(Area)
class AreaAdmin(PlanItemAdmin):
    ordering = ["-plan__start_year", "plan", "number"]
    fieldsets = [(_("Area"), {"fields": ["plan", "number", *columns("title")]})]

    def own_words(self):
        words = super().own_words()
        for language in LANGUAGES:
            with override(language):
                words |= {str(label).lower() for label in ActionPlan.FirstLevel.labels}
        return words


@admin.register(Objective)
class ObjectiveAdmin(PlanItemAdmin):
    list_display = ["mark", "name", "area_mark", "plan", "is_translated"]
    ordering = ["-plan__start_year", "plan", "number", "part"]
    related = ["plan", "area__plan"]
    autocomplete_fields = ["plan", "area"]
    fieldsets = [
        (_("Place in the plan"), {"fields": ["plan", "area", ("number", "part")]}),
        (_("Title"), {"fields": [*columns("title")]}),
        (_("Actions"), {"fields": [("actions_count", "actions_count_basis")]}),
        ITEM_PROVENANCE,
    ]

    def numbered(self, number, part):
        return Q(number=number, part=part) if part else Q(number=number)

    @admin.display(description=_("area"), ordering="area__number", empty_value=_("not recorded"))
    def area_mark(self, obj):
        return obj.area and obj.area.label


@admin.register(Action)
class ActionAdmin(PlanItemAdmin):
    list_display = ["mark", "name", "objective_mark", "plan", "is_translated"]
    ordering = ["-plan__start_year", "plan", "number"]
    related = ["plan", "objective__plan"]
    autocomplete_fields = ["plan", "objective"]
    fieldsets = [
        (_("Place in the plan"), {"fields": ["plan", "number", ("objective", "objective_basis")]}),
        (_("Title"), {"fields": [*columns("title")]}),
        ITEM_PROVENANCE,
    ]

    @admin.display(
        description=_("objective"), ordering="objective__number", empty_value=_("not recorded")
    )
    def objective_mark(self, obj):
        return obj.objective and obj.objective.label
