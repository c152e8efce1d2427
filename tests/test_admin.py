"""The screens of the administration: all there, in both languages, quick, and easy to find in."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteMixin
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from simple_history.models import HistoricalChanges

from actionplan.models import Action, Area, Objective
from events.models import (
    ApiToken,
    Meeting,
    MeetingType,
    Nomination,
    NominationLink,
    Participation,
    Partner,
    StandingPage,
)
from tests import factories
from tests.personas import log_in, make_user

pytestmark = pytest.mark.django_db

MODELS = [
    model
    for app in ("actionplan", "events")
    for model in apps.get_app_config(app).get_models()
    if not issubclass(model, HistoricalChanges) and not getattr(model, "computed", False)
]
FIXED = [StandingPage]  # neither added nor deleted: every page of the site links to them
KEPT = [ApiToken]  # never deleted by hand
NOT_TYPED = [NominationLink, Nomination]  # a board issues the links, and names come through them
REGISTERED = [model for model in MODELS if admin.site.is_registered(model)]


def names(models):
    return [model.__name__ for model in models]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def inline_models():
    return {inline.model for one in admin.site._registry.values() for inline in one.inlines}


def make(model):
    """One record of a model, by its factory."""
    return getattr(factories, f"{model.__name__}Factory")()


@pytest.fixture
def staff(client):
    return log_in(client, "administrator")


def in_language(client, code):
    client.cookies["django_language"] = code
    return client


# Every model


@pytest.mark.parametrize("model", FIXED, ids=names(FIXED))
def test_fixed_records_are_neither_added_nor_deleted(staff, model):
    obj = make(model)
    pages = [address(model, "add"), address(model, "delete", obj.pk)]
    assert [staff.get(page).status_code for page in pages] == [403, 403]


def test_admin_has_every_model():
    missing = set(MODELS) - set(REGISTERED) - inline_models()
    assert missing == set()


def test_admin_keeps_the_history_of_every_model():
    assert [model.__name__ for model in MODELS if not hasattr(model, "history")] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_admin_pages_answer_in_both_languages(staff, model, language):
    obj = make(model)
    in_language(staff, language)
    pages = [address(model, "changelist")]
    pages += [address(model, page, obj.pk) for page in ("change", "history")]
    if model not in [*FIXED, *KEPT]:
        pages.append(address(model, "delete", obj.pk))
    if model not in [*FIXED, *NOT_TYPED]:
        pages.append(address(model, "add"))
    pages.append(address(model, "simple_history", obj.pk, obj.history.first().pk))
    for page in pages:
        response = staff.get(page)
        assert response.status_code == 200
        assert response["Content-Language"] == language


@pytest.mark.parametrize("model", [User, Group, Permission], ids=["User", "Group", "Permission"])
def test_admin_shows_accounts(staff, model):
    obj = make_user("reader") if model is User else model.objects.first()
    pages = ["change"] if model is Permission else ["change", "history"]
    assert staff.get(address(model, "changelist")).status_code == 200
    for page in pages:
        assert staff.get(address(model, page, obj.pk)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_admin_states_what_a_list_needs(model):
    model_admin = admin.site.get_model_admin(model)
    for attribute in ("list_display", "search_fields", "ordering", "fieldsets"):
        assert getattr(model_admin, attribute), attribute
    assert model_admin.list_per_page == 50


@pytest.mark.parametrize("model", [*REGISTERED, User, Group])
def test_admin_offers_no_long_select_box(staff, model, record):
    content = staff.get(address(model, "add")).content.decode()
    boxes = re.findall(r"<select.*?</select>", content, re.DOTALL)
    assert [box for box in boxes if box.count("<option") > 20] == []


def test_admin_chooses_every_related_record_by_autocompletion(rf):
    request = rf.get("/")
    request.user = make_user("administrator")
    plain = []
    for model in REGISTERED:
        model_admin = admin.site.get_model_admin(model)
        forms = [model_admin.get_form(request)]
        for inline in model_admin.get_inline_instances(request):
            forms.append(inline.get_formset(request).form)
        for form in forms:
            for name, field in form.base_fields.items():
                widget = getattr(field.widget, "widget", field.widget)
                if hasattr(field, "queryset") and not isinstance(widget, AutocompleteMixin):
                    plain.append(f"{model.__name__}.{form._meta.model.__name__}.{name}")
    # There are a handful of plans, and all of them are in view.
    assert plain == ["Meeting.Meeting.plan_text_plan"]


@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_admin_pages_carry_no_inline_style_or_script(staff, model):
    obj = make(model)
    for page in ("change", "history"):
        content = staff.get(address(model, page, obj.pk)).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", content)


# Language


def test_language_switch_stays_on_the_page(staff):
    page = reverse("admin:events_meeting_changelist") + "?status=held"
    assert 'value="/admin/events/meeting/?status=held"' in staff.get(page).content.decode()
    response = staff.post(reverse("set_language"), {"language": "fr", "next": page})
    assert response["Location"] == page
    assert staff.get(page)["Content-Language"] == "fr"


def test_language_switch_is_on_the_login_page(client):
    content = client.get("/admin/login/?next=/admin/").content.decode()
    assert 'lang="fr">Français</button>' in content
    assert 'lang="en" aria-current="true">English</button>' in content


# Finding


def suggestions(client, model, field, term):
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": term,
    }
    response = client.get(reverse("admin:autocomplete"), query)
    assert response.status_code == 200
    return [result["text"] for result in response.json()["results"]]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (
            "cadiz 7",
            [
                "Objective 7 – Build capacity in border management and against smuggling and"
                " trafficking (Cadiz Action Plan 2023-2027)"
            ],
        ),
        (
            "Cadix objectif 5B",
            [
                "Objective 5b – Uphold the dignity and rights of migrants and people needing"
                " protection (Cadiz Action Plan 2023-2027)"
            ],
        ),
        ("cadiz 77", []),
    ],
)
def test_objectives_are_found_by_plan_and_number(staff, record, term, expected):
    link = factories.PlanLinkFactory._meta.model
    assert suggestions(staff, link, "objective", term) == expected


def test_objectives_are_found_with_their_parts(staff, record):
    link = factories.PlanLinkFactory._meta.model
    found = suggestions(staff, link, "objective", "objective 5 cadiz")
    assert [text.split(" – ")[0] for text in found] == [
        "Objective 5",
        "Objective 5a",
        "Objective 5b",
    ]


def test_areas_are_found_by_what_the_plan_calls_them(staff, record):
    found = suggestions(staff, Objective, "area", "domain 4 marrakesh")
    assert len(found) == 1
    assert found[0].startswith("Domain 4")


@pytest.mark.parametrize(
    "term", ["COTE D'IVOIRE", "côte d’ivoire", "Cote d‘Ivoire", "ivoire", "ci", "  ivoire  cote "]
)
def test_partners_are_found_whatever_the_accents(staff, term):
    factories.PartnerFactory(code="CI", name_en="Côte d’Ivoire", name_fr="Côte d’Ivoire")
    factories.PartnerFactory(code="DE", name_en="Germany", name_fr="Allemagne")
    assert suggestions(staff, factories.CityFactory._meta.model, "country", term) == [
        "Côte d’Ivoire"
    ]


@pytest.mark.parametrize("term", ["\0", "(", "\\", "[a-", "a" * 5000, "%", ".*", "9" * 30])
def test_search_takes_any_text(staff, term):
    factories.MeetingFactory()
    assert suggestions(staff, Meeting, "part_of", "Meeting")
    assert suggestions(staff, Meeting, "part_of", term) == [] or term == "\0"
    assert staff.get(address(Meeting, "changelist"), {"q": term}).status_code == 200


def test_meetings_are_found_by_place_and_year(staff, record):
    response = staff.get(address(Meeting, "changelist"), {"q": "lisbonne 2024"})
    places = {(obj.city.name_en, obj.start_date.year) for obj in response.context["cl"].result_list}
    assert places == {("Lisbon", 2024)}


def test_meeting_types_are_not_offered_once_retired(staff):
    factories.MeetingTypeFactory(name_en="Webinar")
    factories.MeetingTypeFactory(name_en="Telex conference", retired_on="1999-12-31")
    assert suggestions(staff, Meeting, "type", "") == ["Webinar"]
    assert staff.get(address(MeetingType, "changelist")).context["cl"].result_count == 2


def test_meetings_are_filtered_by_every_year_they_touch(staff):
    factories.MeetingFactory(start_date=date(2023, 12, 31), end_date=date(2024, 1, 1))
    for year, count in (("2023", 1), ("2024", 1), ("2025", 0), ("99999", 1)):
        response = staff.get(address(Meeting, "changelist"), {"year": year}, follow=True)
        assert response.context["cl"].result_count == count


def test_meetings_are_filtered_by_missing_french(staff):
    factories.MeetingFactory(title_fr="")
    factories.MeetingFactory(summary_en="Only in English")
    factories.MeetingFactory()
    response = staff.get(address(Meeting, "changelist"), {"translation": "fr"})
    assert response.context["cl"].result_count == 2


@pytest.mark.parametrize(
    "query",
    [
        "year=%00",
        "publication__exact=%00",
        "type__id__exact=99999999999999999999",
        "slug__in=%00",
        "title_en__regex=(",
        "start_date__year=99999",
        "p=99999999999999999999",
        "o=99",
        "participations__person__family_name__startswith=A",
    ],
)
def test_meeting_list_answers_any_query(staff, query):
    response = staff.get(f"{address(Meeting, 'changelist')}?{query}")
    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize("key", ["%00", "abc", "99999999999999999999", "0"])
@pytest.mark.parametrize("page", ["change", "history", "delete", "history/1"])
def test_meeting_pages_answer_any_key(staff, key, page):
    response = staff.get(f"/admin/events/meeting/{key}/{page}/")
    assert response.status_code in (302, 404)


def test_meeting_list_prints_dates_as_known_and_in_the_language(staff):
    factories.MeetingFactory(start_date=date(2008, 3, 1), date_precision="month")
    in_language(staff, "fr")
    assert "mars 2008" in staff.get(address(Meeting, "changelist")).content.decode()


# Queries


def fill(meeting):
    """One part of each kind, all different, with what they refer to."""
    partner = factories.PartnerFactory()
    factories.MeetingPartnerFactory(meeting=meeting, partner=partner)
    factories.DelegationFactory(meeting=meeting, partner=partner)
    factories.MeetingAimFactory(meeting=meeting)
    factories.SessionFactory(meeting=meeting)
    factories.OutcomeFactory(meeting=meeting)
    factories.RecommendationFactory(meeting=meeting)
    factories.PlanLinkFactory(meeting=meeting)
    factories.PlanLinkFactory(meeting=meeting, area=None, objective=factories.ObjectiveFactory())
    factories.PlanLinkFactory(meeting=meeting, area=None, action=factories.ActionFactory())
    factories.MeetingLinkFactory(from_meeting=meeting)
    factories.IntentionFactory(meeting=meeting, fulfilled_by=factories.MeetingFactory())
    factories.ReportedCountFactory(meeting=meeting)
    factories.DocumentFactory(meeting=meeting)
    factories.StatusChangeFactory(meeting=meeting)
    factories.DateChangeFactory(meeting=meeting)
    factories.PlanAdoptionFactory(meeting=meeting)
    factories.FormerSlugFactory(meeting=meeting)


@pytest.mark.parametrize("count", [1, 3])
def test_meeting_list_costs_the_same_for_any_number(staff, django_assert_num_queries, count):
    for _number in range(count):
        city = factories.CityFactory()
        factories.MeetingFactory(city=city, chairmanship=factories.ChairmanshipFactory())
    with django_assert_num_queries(15):
        staff.get(address(Meeting, "changelist"))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("change", 23), ("history", 23), ("delete", 24)])
def test_meeting_pages_cost_the_same_for_any_number_of_parts(
    staff, django_assert_num_queries, count, page, queries
):
    meeting = factories.MeetingFactory(city=factories.CityFactory())
    for _number in range(count):
        fill(meeting)
    with django_assert_num_queries(queries):
        staff.get(address(Meeting, page, meeting.pk))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", REGISTERED, ids=names(REGISTERED))
def test_lists_cost_the_same_for_any_number(staff, django_assert_max_num_queries, count, model):
    for _number in range(count):
        make(model)
    with django_assert_max_num_queries(17):
        staff.get(address(model, "changelist"))


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_cost_the_same_for_any_number(staff, django_assert_num_queries, count):
    for _number in range(count):
        factories.ObjectiveFactory(area=None)
    with django_assert_num_queries(6):
        suggestions(staff, Action, "objective", "title")


# History


def test_history_tells_of_the_parts(staff):
    meeting = factories.MeetingFactory()
    session = factories.SessionFactory(meeting=meeting, title_en="Opening")
    session.title_en = "Opening words"
    session.save()
    content = staff.get(address(Meeting, "history", meeting.pk)).content.decode()
    assert "Session – Opening words" in content
    assert "<strong>Title [en]</strong>: Opening → Opening words" in content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"status": "cancelled"}, "<strong>Status</strong>: Held → Cancelled"),
        ({"venue_en": "Palace"}, "<strong>Venue [en]</strong>: – → Palace"),
        ({"partner_countries": 58}, "<strong>Partner countries</strong>: – → 58"),
    ],
)
def test_history_tells_changes_in_words(staff, changes, words):
    meeting = factories.MeetingFactory()
    for name, value in changes.items():
        setattr(meeting, name, value)
    meeting.save()
    content = staff.get(address(Meeting, "history", meeting.pk)).content.decode()
    assert words in content


def test_history_hides_no_change_of_a_part(staff):
    part = factories.MeetingPartnerFactory()
    for order in range(2, 60):
        part.order = order
        part.save()
    address = reverse("admin:events_meeting_history", args=[part.meeting_id])

    first, whole = staff.get(address), staff.get(address, {"parts": "all"})

    shown = [len(page.context["parts"]) for page in (first, whole)]
    told = ['<a href="?parts=all">' in page.content.decode() for page in (first, whole)]
    assert (shown, told) == ([50, 59], [True, False])


def test_history_tells_yes_and_no_in_words(staff):
    participation = factories.ParticipationFactory()
    participation.attended = True
    participation.save()
    page = address(Participation, "history", participation.pk)
    assert "<strong>Attended</strong>: – → yes" in staff.get(page).content.decode()
    in_language(staff, "fr")
    assert "– → oui" in staff.get(page).content.decode()


def test_history_survives_what_it_refers_to(staff):
    meeting = factories.MeetingFactory()
    part = factories.MeetingPartnerFactory(meeting=meeting, partner__code="XY")
    part.delete()
    Partner.objects.get(code="XY").delete()
    assert staff.get(address(Meeting, "history", meeting.pk)).status_code == 200


def test_history_brings_a_version_back(staff):
    area = factories.AreaFactory(title_en="Before")
    area.title_en = "After"
    area.save()
    oldest = area.history.last()
    page = address(Area, "simple_history", area.pk, oldest.pk)
    data = {"plan": area.plan_id, "number": area.number, "title_en": "Before", "title_fr": ""}
    assert staff.post(page, data | {"_seen": staff.get(page).context["seen"]}).status_code == 302
    area.refresh_from_db()
    assert area.title_en == "Before"
    assert area.history.first().history_user.username == "administrator"
