"""Plan links of a meeting as a text: what it addressed, typed the way it is printed."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from actionplan.admin.autocomplete import RecordForm
from actionplan.models import ActionPlan, PlanItem
from actionplan.references import parse
from actionplan.referred import MODELS, referred
from events.models import Meeting, PlanLink
from events.statements import Statement, statements

HOW_TO_CHOOSE = ["plan_text_plan", "plan_text_level"]  # of use to those who type
PLAN_TEXT = (
    _("Programme and plan"),
    {"fields": ["plan_text", tuple(HOW_TO_CHOOSE)]},
)
NUMBERS_ALONE = [
    ("", _("Not allowed")),
    ("area", _("Areas")),
    ("objective", _("Objectives")),
    ("action", _("Actions")),
]


def stated(meeting: Meeting) -> list[Statement]:
    """What the record states of a meeting, plan by plan, in one query."""
    links = PlanLink.objects.filter(meeting=meeting.pk, basis=PlanLink.Basis.STATED)
    return statements(links.select_related(*(f"{level}__plan" for level in MODELS)))


def text_of(found: list[Statement]) -> str:
    """As it is typed, with the plan, so that it means the same on any date."""
    return "\n".join(f"{one.plan.name.replace(':', ' ')}: {one}" for one in found)


class PlanTextForm(RecordForm):
    """A meeting's form that makes its stated plan links what a text says.

    The text as it was shown comes back with the form: only what was added to it or taken out of it
    is changed, so that two who edit at once do not undo each other's links.
    """

    plan_text = forms.CharField(
        label=_("Addressed"),
        required=False,
        max_length=2000,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=_(
            "As in “Area 4 | Objective 7 | Actions 20-22” or “Objectif 5b”. One line per plan; "
            "another plan than the one below begins its line: “Marrakesh: Domain 2”."
        ),
    )
    plan_text_plan = forms.ModelChoiceField(
        ActionPlan.objects.all(),
        label=_("Lines without a plan are of"),
        required=False,
        empty_label=_("the plan in force on the day"),
    )
    plan_text_level = forms.ChoiceField(
        choices=NUMBERS_ALONE, label=_("Numbers without a word are"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "plan_text" in self.fields:
            self.initial.setdefault("plan_text", text_of(stated(self.instance)))
        self.plan_changes: tuple[set[PlanItem], set[PlanItem]] = set(), set()

    def clean(self):
        cleaned = super().clean()
        typed, shown = cleaned.get("plan_text"), self._shown()
        if typed is not None and typed.split() != shown.split():
            try:
                self.plan_changes = self._changes(shown, typed)
            except ValidationError as error:
                self.add_error("plan_text", error)
        return cleaned

    def save_plan_links(self):
        """Add and remove what was added to the text and removed from it; what was known by
        inference becomes stated."""
        added, removed = self.plan_changes
        links = self.instance.plan_links.select_related(*MODELS) if added or removed else []
        for link in links:
            if link.item in removed and link.basis == PlanLink.Basis.STATED:
                link.delete()
            elif link.item in added:
                added.remove(link.item)
                if link.basis != PlanLink.Basis.STATED:
                    link.basis = PlanLink.Basis.STATED
                    link.save()
        for item in sorted(added, key=lambda one: (one.plan_id, *_place(one))):
            self.instance.plan_links.create(**{item._meta.model_name: item})

    def _shown(self) -> str:
        """The text that was edited: as the form brought it back or, if it did not, as it is."""
        field = self["plan_text"]
        name = field.html_initial_name
        return self.data[name] if name in self.data else self.initial["plan_text"]

    def _changes(self, shown: str, typed: str) -> tuple[set[PlanItem], set[PlanItem]]:
        """The items added and those removed."""
        begins, plan = self.cleaned_data.get("start_date"), self.cleaned_data.get("plan_text_plan")
        if not plan and begins:
            plan = ActionPlan.objects.published().in_force(begins.year).first()
        level = self.cleaned_data.get("plan_text_level") or ""
        after = set(referred(parse(typed, level), plan))
        try:
            before = set(referred(parse(shown), None))
        except ValidationError:  # a plan was renamed meanwhile: what is recorded counts
            # Also of a meeting that is being entered: it has none.
            links = PlanLink.objects.filter(meeting=self.instance.pk, basis=PlanLink.Basis.STATED)
            before = {link.item for link in links.select_related(*MODELS)}
        return after - before, before - after


def _place(item: PlanItem) -> tuple:
    return list(MODELS).index(item._meta.model_name), item.number, item.mark


class PlanTextAdmin:
    """A screen of meetings with the text, which readers see as it is printed."""

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return found
        shown = (PLAN_TEXT[0], {"fields": ["plan_text"]})
        return [shown if one is PLAN_TEXT else one for one in found]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_plan_links()

    @admin.display(description=_("Addressed"), empty_value="–")
    def plan_text(self, obj):
        lines = ((one.plan.name, one) for one in stated(obj))
        return format_html_join("\n", "<p>{} – {}</p>", lines)
