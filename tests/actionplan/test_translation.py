"""One column per language, read through the plain name."""

import pytest
from django.utils.translation import override

from actionplan.models import ActionPlan
from actionplan.translation import Served, columns, served, texts
from tests.factories import ActionPlanFactory

BOTH = ActionPlan(name_en="Cadiz Action Plan", name_fr="Plan d’action de Cadix")
ENGLISH = ActionPlan(name_en="Rome Programme")
FRENCH = ActionPlan(name_fr="Programme de Rome")


@pytest.mark.parametrize(
    ("plan", "language", "text"),
    [
        (BOTH, "en", "Cadiz Action Plan"),
        (BOTH, "fr", "Plan d’action de Cadix"),
        (ENGLISH, "fr", "Rome Programme"),
        (FRENCH, "en", "Programme de Rome"),
        (ActionPlan(), "en", ""),
    ],
)
def test_text_is_in_the_language_of_the_reader_or_any_other(plan, language, text):
    with override(language):
        assert plan.name == text


@pytest.mark.parametrize(
    ("plan", "language", "answer"),
    [
        (BOTH, "fr", ("Plan d’action de Cadix", "fr", False)),
        (ENGLISH, "fr", ("Rome Programme", "en", True)),
        (FRENCH, "en", ("Programme de Rome", "fr", True)),
        (ActionPlan(), "fr", ("", "fr", False)),
    ],
)
def test_served_text_says_which_language_it_is_in(plan, language, answer):
    assert served(plan, "name", language) == answer


@pytest.mark.django_db
@pytest.mark.parametrize("plan", [BOTH, ENGLISH])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_database_serves_the_same_text(plan, language):
    ActionPlanFactory(name_en=plan.name_en, name_fr=plan.name_fr)

    with override(language):
        (text,) = ActionPlan.objects.annotate(text=Served("name")).values_list("text", flat=True)

    assert text == served(plan, "name", language).text


def test_text_is_served_in_the_active_language_unless_told():
    with override("fr"):
        assert served(BOTH, "name").language == "fr"


def test_texts_name_every_language_and_what_is_missing():
    assert texts(ENGLISH, "name") == {"en": "Rome Programme", "fr": None}


def test_columns_are_named_after_the_languages():
    assert columns("name") == ["name_en", "name_fr"]
