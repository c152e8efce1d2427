"""Who of the staff may do what: the groups and their permissions, applied by `apply_groups`.

A group is a set of "app.action_model". What is not named here nobody in it may do.
"""

from itertools import chain

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import models, transaction
from simple_history.models import HistoricalChanges

from actionplan.record import Publishable
from events.models import (
    ApiToken,
    City,
    Delegation,
    Mail,
    Nomination,
    NominationLink,
    Nominee,
    Participation,
    Person,
    PersonalDataReading,
    StandingPage,
)

APPS = ("actionplan", "events")


def is_part(model: type[models.Model]) -> bool:
    """Whether a record of this model is deleted together with the one it belongs to."""
    relations = (field.remote_field for field in model._meta.fields if field.is_relation)
    return any(relation.on_delete is models.CASCADE for relation in relations)


def grant(actions: str, models_concerned) -> frozenset[str]:
    """Each action on each model; an action that a model does not know is left out."""
    return frozenset(
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in models_concerned
        for action in actions.split()
        if action in model._meta.default_permissions
    )


ALL = [
    model
    for model in chain.from_iterable(apps.get_app_config(name).get_models() for name in APPS)
    if not issubclass(model, HistoricalChanges)
]
PERSONAL = [Person, Participation, NominationLink, Nomination, Nominee, Mail]
AUDIT = [PersonalDataReading]  # who of the staff read what about people
ACCESS = [ApiToken]  # who is let in, and how often
RECORD = [model for model in ALL if model not in [*PERSONAL, *AUDIT, *ACCESS]]
PUBLISHABLE = [model for model in RECORD if issubclass(model, Publishable)]
PARTS = [model for model in RECORD if is_part(model)]

READ = grant("view", RECORD)
EDIT = (
    READ | grant("add change", [*PUBLISHABLE, *PARTS, City, StandingPage]) | grant("delete", PARTS)
)
PUBLISH = EDIT | grant("publish delete", PUBLISHABLE)
REGISTER = READ | grant("view add change delete", [*PERSONAL, Delegation])
ADMINISTER = grant("view add change delete publish", [*ALL, User, Group]) | grant(
    "view", [Permission]
)

GROUPS = {
    "Reader": READ,
    "Editor": EDIT,
    "Publisher": PUBLISH,
    "Registrar": REGISTER,
    "Administrator": ADMINISTER,
}


def differences() -> list[str]:
    """In words, where the database departs from the table; groups it does not name are free."""
    found = []
    held = _held_permissions()
    for name, wanted in GROUPS.items():
        if name not in held:
            found.append(f"{name}: does not exist")
            continue
        found += [f"{name}: lacks {one}" for one in sorted(wanted - held[name])]
        found += [f"{name}: should not have {one}" for one in sorted(held[name] - wanted)]
    return found


@transaction.atomic
def apply_groups():
    """Make the groups exactly what the table says; members and other groups stay."""
    for name in ("auth", *APPS):
        create_permissions(apps.get_app_config(name), verbosity=0)
    ids = {_name(permission): permission.pk for permission in _permissions()}
    for name, wanted in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(ids[one] for one in wanted)


def _held_permissions() -> dict[str, set[str]]:
    groups = Group.objects.filter(name__in=GROUPS)
    prefetch = models.Prefetch("permissions", queryset=_permissions())
    return {
        group.name: {_name(permission) for permission in group.permissions.all()}
        for group in groups.prefetch_related(prefetch)
    }


def _permissions() -> models.QuerySet:
    return Permission.objects.select_related("content_type").order_by("pk")


def _name(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"
