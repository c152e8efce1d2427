"""What staff may do to the record, at random but the same for the same seed."""

import datetime
import random
from contextlib import suppress

from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse

from actionplan.models import ActionPlan
from actionplan.together import together
from events.models import (
    Chairmanship,
    Document,
    DocumentKind,
    Meeting,
    MeetingType,
    OutcomeKind,
    Partner,
)
from events.roots import PATHS
from tests import factories

PUBLISHABLE = [Meeting, Document, Chairmanship, Partner, ActionPlan]
RENAMABLE = [Meeting, Document, Chairmanship, ActionPlan, MeetingType, OutcomeKind, DocumentKind]
# An item stays in its plan, and these have no part in what the public sees.
FIXED = {"plan", "uid", "publication", "publish_at", "file", "created_at"}
REFUSED = (ValidationError, IntegrityError, ProtectedError, RestrictedError, CommandError)
# Backslashes and quotes, which stand for something in JSON, and a letter of four bytes.
WORDS = ["Zebra", "Été", 'so "called"', "\\u0000", "a\\", "𝄞", "", "x" * 60]


class Staff:
    """Somebody who acts on the record; `client` is logged in as a publisher, `loaded` is the
    record that came from files. `done` says what."""

    def __init__(self, seed: int, client=None, loaded=None):
        self.chance = random.Random(seed)  # noqa: S311 - no secret depends on it
        self.client, self.loaded, self.done = client, loaded, []
        self.acts = [self.create] * 3 + [self.edit] * 8 + [self.move] * 4 + [self.delete] * 3
        self.acts += [self.publish] * 4 + [self.rename] * 2 + [self.delete_many, self.save_again]
        self.acts += [self.several] * 2 + [self.swap_names, self.regret]
        self.acts += [self.tick_in_list] * bool(client) + [self.load_again] * bool(loaded)

    def act(self):
        """Something; what the forms or the database would refuse is left alone."""
        with suppress(*REFUSED), transaction.atomic():
            act = self.chance.choice(self.acts)
            self.done.append(act.__name__)
            act()

    def acts_of(self, count: int):
        for _ in range(count):
            self.act()

    def create(self):
        """A row of any model that belongs to others there are."""
        model = self.chance.choice([*PATHS, Meeting, Document])
        factory = getattr(factories, f"{model.__name__}Factory")
        found = {name: self.any_row(of) for name, of in parents(model).items()}
        number = self.chance.randrange(10**6)
        names = {"slug": f"new-{number}"} if hasattr(model, "slug") else {}
        factory(**names, **{name: row for name, row in found.items() if row})

    def edit(self):
        """Another value in one field."""
        if row := self.any_row(self.chance.choice([*PATHS])):
            fields = [one for one in row._meta.concrete_fields if not one.remote_field]
            field = self.chance.choice(
                [one for one in fields if one.editable and one.name not in FIXED]
            )
            self.change(row, field.name, self.any_value(field))

    def move(self):
        """A row to another parent, or to none."""
        if row := self.any_row(self.chance.choice([*PATHS])):
            foreign = [one for one in row._meta.concrete_fields if one.remote_field]
            foreign = [one for one in foreign if one.name not in FIXED]
            if foreign:
                field = self.chance.choice(foreign)
                away = self.chance.random() < 0.3
                self.change(row, field.name, None if away else self.any_row(field.related_model))

    def publish(self):
        if row := self.any_row(self.chance.choice(PUBLISHABLE)):
            row.publication = self.chance.choice(["published", "published", "draft", "withdrawn"])
            self.done[-1] += f" {row!r} {row.publication}"
            row.save()

    def rename(self):
        if row := self.any_row(self.chance.choice(RENAMABLE)):
            self.change(row, "slug", f"renamed-{self.chance.randrange(5)}")

    def swap_names(self):
        """Two rows take each other's names at once."""
        rows = list(self.chance.choice(RENAMABLE).objects.order_by("pk")[:2])
        if len(rows) == 2:
            with together():
                first, second = rows[0].slug, rows[1].slug
                for row, name in [(rows[0], "between"), (rows[1], first), (rows[0], second)]:
                    row.slug = name
                    row.save()

    def delete(self):
        if row := self.any_row(self.chance.choice([*PATHS, Meeting, Chairmanship, Document])):
            self.done[-1] += f" {row!r}"
            row.delete()

    def delete_many(self):
        model = self.chance.choice([*PATHS])
        model._base_manager.filter(pk__in=self.some_keys(model, 3)).delete()

    def save_again(self):
        if row := self.any_row(self.chance.choice([*PATHS])):
            row.save()

    def several(self):
        """A form with its parts, or an import: many writes in one transaction."""
        with together():
            for _ in range(self.chance.randint(2, 6)):
                self.act()

    def regret(self):
        """All of it is undone."""
        with transaction.atomic():
            self.edit()
            self.delete()
            transaction.set_rollback(True)

    def tick_in_list(self):
        """Several meetings at once in their list."""
        action = self.chance.choice(["publish_selected", "withdraw_selected"])
        rows = Meeting.objects.filter(pk__in=self.some_keys(Meeting, 4))
        data = {"action": action, "_selected_action": [row.pk for row in rows], "confirmed": "yes"}
        data |= {f"seen-{row.pk}": row.updated_at.isoformat() for row in rows}
        self.client.post(reverse("admin:events_meeting_changelist"), data)

    def load_again(self):
        """The files, one word of them changed; what staff edited stays as it is."""
        entry = self.loaded.entry("meetings.yaml", "second-date")
        entry["title_en"] = f"Loaded {self.chance.randrange(9)}"
        self.loaded.load()

    def change(self, row, name: str, value):
        self.done[-1] += f" {row!r} {name}={value!r}"
        setattr(row, name, value)
        row.full_clean()
        row.save()

    def any_row(self, model):
        keys = self.some_keys(model, 1)
        return model._base_manager.get(pk=keys[0]) if keys else None

    def some_keys(self, model, count: int) -> list[int]:
        keys = list(model._base_manager.order_by("pk").values_list("pk", flat=True))
        return self.chance.sample(keys, min(count, len(keys)))

    def any_value(self, field):
        chance = self.chance
        if field.choices:
            return chance.choice([key for key, _label in field.flatchoices])
        kinds = {
            models.BooleanField: lambda: chance.random() < 0.5,
            models.DateTimeField: lambda: None,
            models.DateField: lambda: datetime.date(2020 + chance.randrange(6), 3, 1),
            models.TimeField: lambda: datetime.time(chance.randrange(24)),
            models.DecimalField: lambda: chance.randrange(90),
            models.IntegerField: lambda: chance.randrange(1, 9),
            models.SlugField: lambda: f"name-{chance.randrange(9)}",
            models.CharField: lambda: chance.choice(WORDS)[: field.max_length],
            models.TextField: lambda: chance.choice(WORDS),
        }
        return next(new() for kind, new in kinds.items() if isinstance(field, kind))


def parents(model) -> dict:
    """What its rows belong to, by field; nothing that may be left empty."""
    foreign = [one for one in model._meta.concrete_fields if one.remote_field]
    return {one.name: one.related_model for one in foreign if not one.null}
