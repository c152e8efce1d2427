"""Showing that the database itself refuses a row, and by which constraint."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from factory.base import FactoryMetaClass


def constraint_names(app: str) -> set[str]:
    """All constraints on what is entered, as the models of an app declare them."""
    return {
        constraint.name
        for model in apps.get_app_config(app).get_models()
        if not getattr(model, "computed", False)
        for constraint in model._meta.constraints
    }


def unique_fields(app: str) -> list[models.Field]:
    """The fields of an app that are unique by themselves."""
    return [field for field in _fields(app) if field.unique and not field.primary_key]


def counting_fields(app: str) -> list[models.Field]:
    """The fields of an app that count from zero."""
    return [
        field
        for field in _fields(app)
        if isinstance(field, models.PositiveIntegerField | models.PositiveSmallIntegerField)
    ]


def refusal_of_change(factory, good: dict, bad: dict) -> str:
    """The constraint that refuses to turn a good row into a bad one, past save() and clean()."""
    row = factory(**_made(good))
    changes = _made(bad)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
    return _constraint(refusal.value, type(row))


def refusal_of_second(factory, shared: dict) -> str:
    """The constraint that refuses a second row with the same `shared` values."""
    values = _made(shared)
    model = type(factory(**values))
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        factory(**values)
    return _constraint(refusal.value, model)


def messages_of_change(factory, good: dict, bad: dict) -> list[str]:
    """What a form says about the same change."""
    row = factory(**_made(good))
    for name, value in _made(bad).items():
        itself = isinstance(value, models.F) and (row if value.name == "id" else None)
        setattr(row, name, itself or getattr(row, getattr(value, "name", ""), value))
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return refusal.value.messages


def messages_of_second(factory, shared: dict) -> list[str]:
    """What a form says about a second row with the same `shared` values."""
    values = _made(shared)
    factory(**values)
    return messages_of_change(factory, {}, values)


def _fields(app: str) -> list[models.Field]:
    return [
        field
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "history_object") and not getattr(model, "computed", False)
        for field in model._meta.concrete_fields
    ]


def _made(values: dict) -> dict:
    """The values, with factories replaced by what they make."""
    return {
        name: value() if isinstance(value, FactoryMetaClass) else value
        for name, value in values.items()
    }


def _constraint(error: IntegrityError, model) -> str:
    """The name of the violated constraint. SQLite names the columns of a unique one instead."""
    if connection.vendor == "postgresql":
        return error.__cause__.diag.constraint_name
    if named := re.search(r"(?:CHECK constraint failed: |index ')(\w+)", str(error)):
        return named[1]
    columns = set(re.findall(r"\.(\w+)", str(error)))
    return next(
        constraint.name
        for constraint in model._meta.constraints
        if {model._meta.get_field(name).column for name in getattr(constraint, "fields", ())}
        == columns
    )
