"""Items of a plan as staff type them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from actionplan.models import Action, ActionPlan, Area, Objective
from actionplan.references import LEVEL_OF, fold, parse
from actionplan.referred import referred
from actionplan.translation import LANGUAGES
from tests.factories import ActionFactory, ActionPlanFactory, AreaFactory, ObjectiveFactory


def short(references) -> str:
    """Cadiz:A4 O5b N20, for Area, Objective and actioN; the plan where one stands."""
    letters = {"area": "A", "objective": "O", "action": "N"}
    return " ".join(
        f"{one.plan}:{letters[one.level]}{one.mark}" if one.plan else letters[one.level] + one.mark
        for one in references
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  \n ; \r\n", ""),
        ("Area 4 | Objective 7 | Actions 20-22", "A4 O7 N20 N21 N22"),
        ("Domaine 4 | Objectif 7 | Actions 20 à 22", "A4 O7 N20 N21 N22"),
        ("Objectif 10", "O10"),
        ("OBJECTIFS 1 ET 2", "O1 O2"),
        ("objective 5b", "O5b"),
        ("Objective 5B", "O5b"),
        ("Objectives 5a, 5b", "O5a O5b"),
        ("Actions 1-3, 5", "N1 N2 N3 N5"),
        ("Actions 20 to 22", "N20 N21 N22"),
        ("actions 20 through 22", "N20 N21 N22"),
        ("actions 20 jusqu’à 22", "N20 N21 N22"),
        ("Actions de 20 à 22", "N20 N21 N22"),
        ("Actions du 20 au 22", "N20 N21 N22"),
        ("from Action 20 to 22", "N20 N21 N22"),
        ("Actions 20-22", "N20 N21 N22"),
        ("Actions 20‐22", "N20 N21 N22"),
        ("Actions 20‑22", "N20 N21 N22"),
        ("Actions 20–22", "N20 N21 N22"),
        ("Actions 20 — 22", "N20 N21 N22"),
        ("Actions 20\u00a0−\u202f22", "N20 N21 N22"),
        ("Actions 20\uff0d22", "N20 N21 N22"),
        ("Actions nos 20 et 21", "N20 N21"),
        ("Action n° 20", "N20"),
        ("Action nº 20", "N20"),
        ("Action no. 20", "N20"),
        ("Actions 1, 2 & 3 and 4 / 5", "N1 N2 N3 N4 N5"),
        ("Actions: 1, 2", "N1 N2"),
        ("Objective 7: Actions 20, 21", "O7 N20 N21"),
        ("Objective 7 (Actions 20, 21)", "O7 N20 N21"),
        ("Objective 7, Action 20", "O7 N20"),
        ("Objective 7 Action 20", "O7 N20"),
        ("action 20 de l’objectif 7", "N20 O7"),
        ("Obj. 7 | act. 20", "O7 N20"),
        ("Action20", "N20"),
        ("Domain 2", "A2"),
        ("Domaine 2", "A2"),
        ("Pilier 3", "A3"),
        ("Pillars 1 and 3", "A1 A3"),
        ("Axe 1", "A1"),
        ("Action 20, 20, 20-21", "N20 N21"),
        ("Action 3.", "N3"),
        ("Action 1, , 2,", "N1 N2"),
        ("Area 1; Objective 2\nAction 3", "A1 O2 N3"),
        ("Cadiz: Objective 7", "Cadiz:O7"),
        ("Cadix : objectif 7", "Cadix:O7"),
        ("Cadiz Action Plan 2023-2027: Action 1", "Cadiz Action Plan 2023-2027:N1"),
        ("Plan d’action de Cadix: 7", None),
        ("Objective 1\nCadiz: Area 2 | Action 3", "O1 Cadiz:A2 Cadiz:N3"),
    ],
)
def test_what_staff_type_is_understood(text, expected):
    if expected is None:
        with pytest.raises(ValidationError):
            parse(text)
    else:
        assert short(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("1-3, 5", "action", "N1 N2 N3 N5"),
        ("1 | 2", "objective", "O1 O2"),
        ("Area 4 | 20", "action", "A4 N20"),
        ("Area 4, 5", "action", "A4 A5"),
        ("Cadix: 7", "objective", "Cadix:O7"),
    ],
)
def test_numbers_alone_are_of_the_level_chosen(text, level, expected):
    assert short(parse(text, level)) == expected


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("20-22", ["Say what 20 is, for instance “Action 20”."]),
        ("Objective 7 | 20", ["Say what 20 is, for instance “Action 20”."]),
        ("Goal 7", ["“Goal” is not understood in “Goal 7”."]),
        ("Action 7?", ["“?” is not understood in “Action 7?”."]),
        ("Action", ["A number is missing after “Action”."]),
        ("Action | 7", ["A number is missing after “Action”."]),
        ("Actions 20-", ["A number is missing after “-”."]),
        ("Actions 20-, 22", ["A number is missing after “-”."]),
        ("Actions -22", ["A number is missing after “Actions”."]),
        ("- Action 22", ["A number is missing before “-” in “- Action 22”."]),
        ("Actions 20 21", ["Write a comma or a dash between “20” and “21”."]),
        ("Actions 22-20", ["“22–20” runs backwards."]),
        ("Actions 20-20", ["“20–20” runs backwards."]),
        ("Objectives 5a-5b", ["Name parts one by one: “5a, 5b”."]),
        ("Action 0", ["“0” is not the number of an item."]),
        ("Action 1000", ["“1000” is not the number of an item."]),
        ("Action 99999999999999999999", None),
        ("Action 5bis", ["“5bis” is not the number of an item."]),
        ("Action ٣", None),
        ("Goal 1\nAction 2\nAim 3", None),
    ],
)
def test_what_is_not_understood_is_said_in_words(text, messages):
    with pytest.raises(ValidationError) as refusal:
        parse(text)
    assert messages is None or refusal.value.messages == messages


def test_a_part_is_a_plain_letter_whatever_its_accent():
    assert short(parse("Objective 5Á")) == "O5a"


def test_only_the_first_of_many_errors_are_said():
    with pytest.raises(ValidationError) as refusal:
        parse("\n".join(f"Goal {number}" for number in range(50)))
    assert len(refusal.value.messages) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_the_site_prints_for_a_level_is_understood(language):
    with override(language):
        labels = [str(label) for label in ActionPlan.FirstLevel.labels]
        labels += [gettext("Objective")]
        labels += [str(model._meta.verbose_name) for model in (Area, Objective, Action)]
        labels += [str(model._meta.verbose_name_plural) for model in (Area, Objective, Action)]
    assert [label for label in labels if fold(label) not in LEVEL_OF] == []


# What the references mean


@pytest.fixture
def cadiz(db):
    plan = ActionPlanFactory(
        slug="cadiz-action-plan", name_en="Cadiz Action Plan", name_fr="Plan d’action de Cadix"
    )
    AreaFactory(plan=plan, number=4)
    for number, part in [(5, ""), (5, "a"), (5, "b"), (6, ""), (7, "")]:
        ObjectiveFactory(plan=plan, number=number, part=part)
    for number in (19, 20, 21, 22):
        ActionFactory(plan=plan, number=number)
    return plan


def codes(items):
    return [f"{item.plan.slug}.{item.code}" for item in items]


def test_references_mean_the_items_of_the_plan(cadiz):
    found = referred(parse("Area 4 | Objective 5b, 5 | Actions 20-22"), cadiz)
    names = ["area-4", "objective-5b", "objective-5", "action-20", "action-21", "action-22"]
    assert codes(found) == [f"cadiz-action-plan.{name}" for name in names]


@pytest.mark.parametrize("name", ["Cadiz", "cadix", "PLAN D'ACTION DE CADIX", "cadiz-action-plan"])
def test_a_plan_is_named_at_the_beginning_of_the_line(cadiz, name):
    other = ActionPlanFactory(slug="marrakesh", name_en="Marrakesh Plan", name_fr="Marrakech")
    ObjectiveFactory(plan=other, number=7)
    found = referred(parse(f"{name}: Objective 7\nObjective 7"), other)
    assert codes(found) == ["cadiz-action-plan.objective-7", "marrakesh.objective-7"]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Action 31", ["Cadiz Action Plan has no action 31; it has the actions 19–22."]),
        (
            "Actions 17-20",
            ["Cadiz Action Plan has no action 17, 18; it has the actions 19–22."],
        ),
        (
            "Actions 30-60",
            [
                "Cadiz Action Plan has no action 30, 31, 32, 33, 34, …; it has the actions 19–22.",
            ],
        ),
        (
            "Objective 5c",
            ["Cadiz Action Plan has no objective 5c; it has the objectives 5, 5a, 5b, 6, 7."],
        ),
        ("Area 4b", ["Cadiz Action Plan has no area 4b; it has the areas 4."]),
        ("Rome: Action 1", ["“Rome” names no plan. There are: Cadiz Action Plan, Old Plan."]),
        ("Plan: Action 1, 2", ["“Plan” may be several plans: Cadiz Action Plan, Old Plan."]),
        ("Old: Area 1", ["No areas of Old Plan are recorded."]),
    ],
)
def test_what_no_plan_has_is_said_with_what_there_is(cadiz, text, messages):
    ActionPlanFactory(slug="old", name_en="Old Plan", name_fr="Ancien plan", start_year=2006)
    with pytest.raises(ValidationError) as refusal:
        referred(parse(text), cadiz)
    assert refusal.value.messages == messages


def test_without_a_plan_one_is_asked_for(db):
    with pytest.raises(ValidationError) as refusal:
        referred(parse("Action 1, 2"), None)
    assert refusal.value.messages == [
        "Choose the plan, or begin the line with its name and a colon."
    ]


def test_references_cost_four_queries_at_most(cadiz, django_assert_num_queries):
    with django_assert_num_queries(4):
        referred(parse("Cadiz: Area 4 | Objectives 5, 6, 7 | Actions 19-22"), None)
