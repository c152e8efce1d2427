"""Records the public must not see, with unmistakable words in every text, tied to records that it
does see in every way the models allow."""

import datetime
import itertools

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from simple_history.models import HistoricalChanges

from actionplan.translation import LANGUAGES
from events.models import Person, StandingPage
from tests import factories

CANARY = "canary"  # in the texts of records that are not published
SEALED = "sealed"  # in what is for staff only, whether published or not
SEALED_FIELDS = {
    "body",
    "contact",
    "digest",
    "exception_reason",
    "holder",
    "key",
    "last_error",
    "note",
    "notes",
    "participants_words",
    "recipient",
    "recipients",
    "remark",
    "seats_as_printed",
    "sources",
    "stated_time_zone",
    "stated_utc_offset",
    "subject",
    "words",
    *(field.name for field in Person._meta.fields if isinstance(field, models.CharField)),
}
# Named by hand, or public anyway.
NO_CANARY = {"aliases", "as_of", "code", "file", "part", "prefix", "scopes", "secret_digest"}
NO_CANARY |= {"slug", "time_zone", "url"}
HIDDEN_CODE = "YZ"  # of a country; two letters cannot hold a word
YEAR, TODAY = datetime.date(2024, 1, 1), "2024-06-15"

HIDDEN_STATES = [
    {"publication": "draft"},
    {"publication": "withdrawn"},
    {"publication": "draft", "publish_at": datetime.datetime(2024, 6, 16, tzinfo=datetime.UTC)},
]

_number = itertools.count()


def own_models():
    """The models of both apps that staff write, without the histories."""
    both = [*apps.get_app_config("actionplan").get_models()]
    both += apps.get_app_config("events").get_models()
    entered = [model for model in both if not getattr(model, "computed", False)]
    return [model for model in entered if not issubclass(model, HistoricalChanges)]


def text_fields(model) -> set[str]:
    """The names of the fields in which staff may write whatever they like."""
    fields = [field for field in model._meta.concrete_fields if not field.choices]
    return {one.name for one in fields if isinstance(one, models.CharField | models.TextField)}


def translated_fields(model) -> set[str]:
    return {name for name in text_fields(model) if name.endswith(tuple(f"_{x}" for x in LANGUAGES))}


def sealed(model) -> dict[str, str]:
    """A word in every field that is for staff only."""
    fields = [model._meta.get_field(name) for name in text_fields(model) & SEALED_FIELDS]
    words = {field.name: f"{SEALED}-{next(_number)}"[: field.max_length] for field in fields}
    return {**words, "email": f"{SEALED}@example.org"} if model is Person else words


def kept_file(name: str = "report.pdf") -> ContentFile:
    return ContentFile(b"%PDF-1.7", name)


def shown(name: str, **fields):
    """A public record, with words in what is for staff only."""
    factory = getattr(factories, f"{name}Factory")
    return factory(**sealed(factory._meta.model) | fields)


class Nest:
    """The records that are not to be seen, and those they are tied to. `texts` are their words.

    They are drafts, withdrawn and scheduled by turns, unless all are published for comparison."""

    def __init__(self, *, published: bool = False):
        states = [{"publication": "published"}] if published else HIDDEN_STATES
        self.states, self.texts = itertools.cycle(states), []
        self.lay_published()
        self.lay_plan()
        self.lay_partners()
        self.lay_meeting()
        self.tie_meeting()
        self.lay_documents()

    def hidden(self, name: str, **fields):
        """A record with words in every text."""
        factory = getattr(factories, f"{name}Factory")
        model = factory._meta.model
        marked = {
            field: f"{CANARY} {next(_number)} {model.__name__} {field}"
            for field in translated_fields(model)
        }
        self.texts += marked.values()
        if any(field.name == "publication" for field in model._meta.fields):
            marked |= next(self.states)
        if "slug" in text_fields(model):
            marked["slug"] = f"{CANARY}-{next(_number)}"
        return factory(**sealed(model) | marked | fields)

    def lay_published(self):
        for key in StandingPage.Key.values:
            shown("StandingPage", key=key)
        self.plan = shown("ActionPlan", start_year=2023)
        self.area = shown("Area", plan=self.plan)
        self.objective = shown("Objective", plan=self.plan, area=self.area)
        self.action = shown("Action", plan=self.plan, objective=self.objective)
        self.country = shown("Partner")
        self.turn = shown("Chairmanship", partner=self.country)
        self.meeting = shown("Meeting", country=self.country, chairmanship=self.turn)
        self.document = shown("Document", meeting=self.meeting)
        self.published_file = shown("DocumentVersion", document=self.document, file=kept_file())
        self.lay_children(shown, self.meeting)
        delegation = shown("Delegation", meeting=self.meeting, partner=self.country)
        person = shown("Person", partner=self.country)
        shown("Participation", meeting=self.meeting, person=person, delegation=delegation)
        link = shown("NominationLink", delegation=delegation)
        shown("Mail", link=link)
        shown("ApiToken", contact=f"{SEALED}@example.org")
        nomination = shown("Nomination", link=link)
        shown("Nominee", nomination=nomination, person=person)

    def lay_children(self, make, meeting):
        for name in ("MeetingAim", "ReportedCount", "Session", "Intention"):
            make(name, meeting=meeting)
        make("Outcome", meeting=meeting, count=None if make == self.hidden else 20)
        recommendation = make("Recommendation", meeting=meeting)
        make("RecommendationLink", recommendation=recommendation, area=self.area)
        make("StatusChange", meeting=meeting, status="cancelled")
        make("DateChange", meeting=meeting)

    def lay_plan(self):
        """A plan of the day, had it been published."""
        self.hidden_plan = self.hidden("ActionPlan", start_year=2024)
        self.hidden("RoadmapPriority", plan=self.hidden_plan)
        area = self.hidden("Area", plan=self.hidden_plan)
        objective = self.hidden("Objective", plan=self.hidden_plan, area=area)
        action = self.hidden("Action", plan=self.hidden_plan, objective=objective)
        self.hidden_items = {"area": area, "objective": objective, "action": action}
        shown("PlanAdoption", plan=self.hidden_plan, meeting=self.meeting)
        shown("PartnerRole", partner=self.country, kind="reference_country", area=area)
        recommendation = shown("Recommendation", meeting=self.meeting)
        for level, item in self.hidden_items.items():
            link = {"area": None, level: item}
            shown("PlanLink", meeting=self.meeting, **link)
            shown("RecommendationLink", recommendation=recommendation, **link)

    def lay_partners(self):
        """A country and an organisation that play all parts a published one plays."""
        self.hidden_country = self.hidden("Partner", code=HIDDEN_CODE)
        organisation = self.hidden("Partner", organisation=True, code=CANARY.upper())
        city = self.hidden("City", country=self.hidden_country)
        shown("Meeting", country=self.hidden_country)
        shown("Meeting", city=city, chairmanship=self.turn)
        for partner in (self.hidden_country, organisation):
            shown("Delegation", meeting=self.meeting, partner=partner)
            shown("Person", partner=partner, email="")
            for role in ("host", "chair", "co_chair", "organiser", "guest"):
                shown("MeetingPartner", meeting=self.meeting, partner=partner, role=role)
        shown("PartnerRole", partner=self.hidden_country)
        reference = {"kind": "reference_country", "area": self.area}
        shown("PartnerRole", partner=organisation, **reference)
        # Published for itself, but by nobody the public knows.
        self.turn_of_hidden_country = self.hidden(
            "Chairmanship", partner=self.hidden_country, publication="published"
        )
        shown("Meeting", chairmanship=self.turn_of_hidden_country)
        # Of the day, had it been published.
        self.hidden_turn = self.hidden(
            "Chairmanship", partner=self.country, start_date=YEAR, end_precision=""
        )
        self.hidden("ChairmanshipPriority", chairmanship=self.hidden_turn)
        shown("Meeting", chairmanship=self.hidden_turn, handover_to=self.hidden_turn)

    def lay_meeting(self):
        """A meeting to come that is tied to public records."""
        self.hidden_meeting = self.hidden(
            "Meeting",
            start_date=datetime.date(2024, 7, 1),
            country=self.country,
            chairmanship=self.turn,
            handover_to=self.turn,
            part_of=self.meeting,
        )
        self.lay_children(self.hidden, self.hidden_meeting)
        self.former = f"former-{CANARY}"
        shown("FormerSlug", meeting=self.hidden_meeting, slug=self.former)
        shown("PlanAdoption", plan=self.plan, meeting=self.hidden_meeting)
        shown("Delegation", meeting=self.hidden_meeting, partner=self.country)
        for role in ("host", "chair", "co_chair", "organiser", "guest"):
            shown("MeetingPartner", meeting=self.hidden_meeting, partner=self.country, role=role)
        held = self.hidden("Meeting")  # in the past, so that it would count
        for level in ("area", "objective", "action"):
            link = {"area": None, level: getattr(self, level)}
            shown("PlanLink", meeting=held, **link)
            shown("PlanLink", meeting=self.hidden_meeting, **link)

    def tie_meeting(self):
        """Ties between the hidden and the public meeting, in both directions."""
        shown("Meeting", part_of=self.hidden_meeting)
        shown("Intention", meeting=self.meeting, fulfilled_by=self.hidden_meeting)
        shown("Intention", meeting=self.hidden_meeting, fulfilled_by=self.meeting)
        for kind in ("follows_up", "continues", "replaces", "joint_with"):
            ends = {"from_meeting": self.meeting, "to_meeting": self.hidden_meeting}
            shown("MeetingLink", kind=kind, **ends)
            ends = {"from_meeting": self.hidden_meeting, "to_meeting": self.meeting}
            shown("MeetingLink", kind=kind, **ends)

    def lay_documents(self):
        """Hidden documents of public records, and public ones of hidden records."""
        owners = [
            {"meeting": self.meeting},
            {"chairmanship": self.turn},
            {"plan": self.plan},
        ]
        hidden_owners = [
            {"meeting": self.hidden_meeting},
            {"chairmanship": self.hidden_turn},
            {"chairmanship": self.turn_of_hidden_country},
            {"plan": self.hidden_plan},
        ]
        self.hidden_documents = [self.hidden("Document", **owner) for owner in owners]
        self.hidden_documents += [
            self.hidden("Document", **owner, publication="published") for owner in hidden_owners
        ]
        self.hidden_files = []
        for document in self.hidden_documents:
            file = shown("DocumentVersion", document=document, file=kept_file(f"{CANARY}.pdf"))
            self.hidden_files.append(file)
            url = f"https://example.org/{CANARY}.pdf"
            shown("DocumentVersion", document=document, url=url)
