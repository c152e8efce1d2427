"""A record of which every text that can is a payload: none hand-picked, so that a new field is one
of them by itself."""

from io import StringIO
from itertools import count
from types import SimpleNamespace

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, models, transaction
from simple_history.models import HistoricalChanges

from events.models import StandingPage
from tests import factories
from tests.canaries import text_fields
from tests.every_route import make_world
from tests.payloads import EVERYTHING, FORMULAS, HEADERS, ODD, SCRIPTS, TYPST
from tests.worlds import full_world

# A table is about how a text begins; the rest stands wherever there is room.
REST = [*SCRIPTS, *HEADERS, *TYPST, *ODD]
# Whoever logs in is named in histories and lists, too.
OTHERS = [User, Group]


def entered_models() -> list[type[models.Model]]:
    """The models whose rows somebody or something writes; the rest is computed from these."""
    both = [
        one for app in ("actionplan", "events") for one in apps.get_app_config(app).get_models()
    ]
    own = [model for model in both if not issubclass(model, HistoricalChanges)]
    return [model for model in own if hasattr(factories, f"{model.__name__}Factory")] + OTHERS


class Poison:
    """Payloads for fields, each time others. `refused` are the fields that take none of them."""

    def __init__(self):
        self.turn, self.taken = count(), {}

    @property
    def refused(self) -> set[tuple[str, str]]:
        return {(one.model.__name__, one.name) for one, taken in self.taken.items() if not taken}

    def text(self, field: models.Field) -> str:
        """What begins like a formula, with as many others as there is room for; where a field
        takes no such mixture, a single one; "" if it takes none."""
        longest = field.max_length or 1_000
        if field not in self.taken:
            cut = dict.fromkeys(one[:longest] for one in EVERYTHING)
            self.taken[field] = [one for one in cut if takes(field, one)]
        taken, turn = self.taken[field], next(self.turn)
        if not taken:
            return ""
        text = first = FORMULAS[turn % len(FORMULAS)][:longest]
        for number in range(len(REST)):
            longer = f"{text} {REST[(turn + number) % len(REST)]}"
            text = longer if len(longer) <= longest else text
        fitting = (one for one in (text, first) if takes(field, one))
        return next(fitting, taken[turn % len(taken)])

    def into(self, row: models.Model) -> None:
        """Write payloads into every text of a row that takes them beside what else it holds."""
        fields = [type(row)._meta.get_field(name) for name in sorted(text_fields(type(row)))]
        texts = {one.name: self.text(one) for one in fields if one.editable}
        texts = {name: text for name, text in texts.items() if text}
        same = type(row)._base_manager.filter(pk=row.pk)
        if texts and not written(same, texts):
            for name, text in texts.items():
                written(same, {name: text})


def written(rows: models.QuerySet, texts: dict[str, str]) -> bool:
    """Write texts past what watches over rows; False if the database refuses it."""
    try:
        with transaction.atomic():
            rows.update(**texts)
    except IntegrityError:
        return False
    return True


def takes(field: models.Field, text: str) -> bool:
    """Whether a field may hold a text, as its model says it."""
    try:
        field.clean(text, None)
    except ValidationError:
        return False
    return True


def rich_world() -> SimpleNamespace:
    """What `make_world` makes, with whole records in place of bare ones: a meeting to come that has
    everything that can hang on one, and names sent for it. See `every_route` for its attributes."""
    full = full_world()
    StandingPage.objects.filter(key=StandingPage.Key.values[0]).delete()  # which is made here:
    world = make_world()
    (meeting,), (plan,) = full.upcoming, full.plans
    delegation = meeting.delegations.get()
    nomination = factories.NominationFactory(link__delegation=delegation)
    participation = delegation.participations.get()
    factories.NomineeFactory(nomination=nomination, person=participation.person)
    whole = [meeting, plan, delegation, nomination, nomination.link]
    whole += [
        *full.partners,
        *full.chairmanships,
        *full.documents,
        *delegation.participations.all(),
    ]
    whole += [kind.order_by("pk").first() for kind in (plan.areas, plan.objectives, plan.actions)]
    for row in whole:
        world.rows[type(row)] = row
        setattr(world, type(row)._meta.model_name, row)
    world.plan, world.draft = plan, factories.MeetingFactory(publication="draft")
    return world


def hostile_world() -> SimpleNamespace:
    """The rich world, poisoned; `poison` says which fields refused."""
    world, poison = rich_world(), Poison()
    for model in entered_models():
        for row in model._base_manager.order_by("pk"):
            poison.into(row)
    for row in world.rows.values():
        row.refresh_from_db()
        row.save()  # with a version of its own
    call_command("rebuild", stdout=StringIO())
    world.poison = poison
    return world
