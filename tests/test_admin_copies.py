"""New meetings made from others: copies, and those that follow up."""

import pytest
from django.urls import reverse

from actionplan.staleness import remember_notes
from events.models import Meeting
from tests.factories import (
    CityFactory,
    DelegationFactory,
    DocumentFactory,
    IntentionFactory,
    MeetingAimFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    OutcomeFactory,
    PlanLinkFactory,
)
from tests.personas import log_in

pytestmark = pytest.mark.django_db
NEW = {"dates": "3–4 May 2027", "title_en": "Next", "title_fr": "Suite", "slug": "next"}


@pytest.fixture
def editor(client):
    return log_in(client, "editor")


@pytest.fixture
def meeting():
    made = MeetingFactory(city=CityFactory(), title_en="First", summary_en="In short")
    MeetingPartnerFactory(meeting=made, role="co_chair")
    MeetingPartnerFactory(meeting=made, role="host")
    for factory in (MeetingAimFactory, PlanLinkFactory, OutcomeFactory, DelegationFactory):
        factory(meeting=made)
    DocumentFactory(meeting=made)
    IntentionFactory(meeting=made)
    return made


def page_of(meeting, kind):
    return reverse(f"admin:events_meeting_{kind}", args=[meeting.pk])


def test_a_copy_is_a_planned_draft_without_what_came_of_it(editor, meeting):
    response = editor.post(page_of(meeting, "duplicate"), NEW)

    copy = Meeting.objects.get(slug="next")
    assert response["Location"] == reverse("admin:events_meeting_change", args=[copy.pk])
    assert (copy.publication, copy.status, str(copy.end_date)) == ("draft", "planned", "2027-05-04")
    assert (copy.title_en, copy.summary_en, copy.city) == ("Next", "In short", meeting.city)
    parts = ["partner_parts", "aims", "plan_links", "outcomes", "delegations", "documents"]
    assert [getattr(copy, name).count() for name in parts] == [2, 1, 1, 0, 0, 0]
    assert [getattr(meeting, name).count() for name in parts] == [2, 1, 1, 1, 1, 1]
    assert copy.history.get().history_change_reason == "Copy of First"


@pytest.mark.parametrize(
    ("typed", "stale"),
    [
        ({"title_en": "Next", "title_fr": "Suite"}, []),
        ({"title_en": "Next", "title_fr": "Premier"}, ["title_fr"]),
        ({"title_en": "First", "title_fr": "Premier"}, []),
    ],
)
def test_a_copy_knows_which_translations_are_out_of_date(editor, meeting, typed, stale):
    aim = meeting.aims.get()
    for row, texts in ((meeting, ["title", "summary"]), (aim, ["text"])):
        for name in texts:
            setattr(row, f"{name}_fr", "Premier")
        row.save()
    meeting.summary_en = aim.text_en = "Written anew"  # which leaves the French ones behind
    meeting.save()
    aim.save()

    editor.post(page_of(meeting, "duplicate"), NEW | typed)

    made = Meeting.objects.get(slug="next")
    remember_notes([made, copied := made.aims.get()])
    assert sorted(made.stale_texts) == ["summary_fr", *stale]
    assert (copied.text_en, list(copied.stale_texts)) == ("Written anew", ["text_fr"])


def test_a_follow_up_leads_back_and_keeps_the_promise(editor, meeting):
    form = editor.get(page_of(meeting, "follow_up")).context["form"]
    choices = {"keep_co_chairs": "on", "keep_plan_links": "on"}
    promise = form["fulfils"].value()

    editor.post(page_of(meeting, "follow_up"), NEW | choices | {"fulfils": promise})

    made = Meeting.objects.get(slug="next")
    link = made.links_to.get()
    assert (link.kind, link.to_meeting) == ("follows_up", meeting)
    assert meeting.intentions.get().fulfilled_by == made
    assert [part.role for part in made.partner_parts.all()] == ["co_chair"]
    assert (made.plan_links.count(), made.summary_en) == (1, "")


@pytest.mark.parametrize("kind", ["duplicate", "follow_up"])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dates": ""}, "dates"),
        ({"dates": "soon"}, "dates"),
        ({"title_en": ""}, "title_en"),
        ({"title_fr": "a\0b"}, "title_fr"),
        ({"slug": "not a slug"}, "slug"),
        ({"slug": "calendar"}, "slug"),
    ],
)
def test_what_cannot_be_is_refused(editor, meeting, kind, changes, field):
    response = editor.post(page_of(meeting, kind), NEW | changes)

    assert list(response.context["form"].errors) == [field]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("kind", ["duplicate", "follow_up"])
def test_sending_it_twice_makes_one_meeting(editor, meeting, kind):
    values = NEW | {"slug": ""}
    editor.post(page_of(meeting, kind), values)

    response = editor.post(page_of(meeting, kind), values)

    assert list(response.context["form"].errors) == ["slug"]
    assert Meeting.objects.filter(slug="next-2027").count() == 1


@pytest.mark.parametrize("kind", ["duplicate", "follow_up"])
@pytest.mark.parametrize(
    ("persona", "status"),
    [("anonymous", 302), ("reader", 403), ("registrar", 403), ("editor", 200)],
)
def test_only_those_who_may_add_meetings_make_them(client, meeting, kind, persona, status):
    assert log_in(client, persona).get(page_of(meeting, kind)).status_code == status
