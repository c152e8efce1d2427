"""Writing loaded records: new ones are created, changed ones updated, those that staff edited or
deleted since are left alone. The history tells them apart: what the loader writes carries `LOADED`
as the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from actionplan.loading.entries import Entry

LOADED = "load_record"


def by_name(model: type[models.Model], *fields: str) -> dict[Any, models.Model | None]:
    """What the values of `fields` name, or used to: a renamed row under both names, and None for
    one that was deleted, so that the files may go on speaking of both."""
    names = _by_name(model, fields)
    return {key[0]: row for key, row in names.items()} if len(fields) == 1 else names


def _by_name(model, fields: tuple[str, ...]) -> dict[tuple, models.Model | None]:
    columns = [model._meta.get_field(name).attname for name in fields]
    rows = {row.pk: row for row in model.objects.all()}
    former = model.history.order_by("history_date", "history_id").values_list("id", *columns)
    names = {tuple(key): rows.get(pk) for pk, *key in former}
    return names | {tuple(getattr(row, name) for name in columns): row for row in rows.values()}


class Loader:
    """Writes records and counts what became of them: created, updated, unchanged, kept."""

    def __init__(self, progress: Callable[[str], None] = lambda text: None):
        self.progress = progress
        self.counts: dict[str, Counter] = defaultdict(Counter)
        self.kept: list[str] = []
        self._touched: dict[tuple, set] = {}
        self._named: dict[tuple, dict] = {}
        self._seen: set[tuple] = set()

    def put(
        self,
        entry: Entry,
        model: type[models.Model],
        key: dict[str, Any],
        values: dict[str, Any],
        **children: list[dict[str, Any]],
    ) -> models.Model | None:
        """The record with this key, holding `values` and, per relation, exactly these children.

        None if staff have deleted it. One that staff edited comes back as they left it."""
        self.progress(f"{model._meta.verbose_name_plural}: {entry.name}")
        mark = self._mark_once(entry, model, key)
        names = self._names(model, tuple(key))
        instance = names.get(mark)
        if mark in names and self._staff_touched(model, instance, children):
            self.counts[model._meta.model_name]["kept"] += 1
            self.kept.append(f"{model._meta.verbose_name} {', '.join(map(str, key.values()))}")
            return instance
        try:
            if instance is None:
                instance, outcome = model(**key, **values), "created"
                self._save(instance)
                changed = False
            else:
                changed, outcome = self._update(instance, values), "unchanged"
            for relation, rows in children.items():
                changed |= self._replace(instance, relation, rows)
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise entry.error(
                field.replace("__all__", ""), " ".join(messages), values.get(field)
            ) from error
        if changed and outcome == "unchanged":
            outcome = "updated"
        self.counts[model._meta.model_name][outcome] += 1
        return instance

    def _mark_once(self, entry, model, key) -> tuple:
        """The key as the database has it. Given twice, the second record would overwrite the
        first, at every run anew."""
        mark = tuple(
            value.pk if isinstance(value, models.Model) else value for value in key.values()
        )
        if (model, mark) in self._seen:
            raise entry.error(next(filter(entry.values.get, key), ""), "occurs twice")
        self._seen.add((model, mark))
        return mark

    def _staff_touched(self, model, instance, children) -> bool:
        """Whether staff deleted or edited the record or a child; the loader deletes no record."""
        return (
            instance is None
            or instance.pk in self._edited(model, "id")
            or any(
                instance.pk in self._edited(relation.related_model, relation.field.attname)
                for relation in (model._meta.get_field(name) for name in children)
            )
        )

    def _edited(self, model, column: str) -> set:
        """The ids in `column` of all history that is not the loader's own."""
        if (model, column) not in self._touched:
            rows = model.history.exclude(history_change_reason=LOADED)
            self._touched[model, column] = set(rows.values_list(column, flat=True))
        return self._touched[model, column]

    def _names(self, model, fields: tuple[str, ...]) -> dict[tuple, models.Model | None]:
        """What was there before this run, by name."""
        if (model, fields) not in self._named:
            self._named[model, fields] = _by_name(model, fields)
        return self._named[model, fields]

    def _update(self, instance, values) -> bool:
        changed = {name for name, value in values.items() if getattr(instance, name) != value}
        for name in changed:
            setattr(instance, name, values[name])
        if changed:
            self._save(instance)
        return bool(changed)

    def _replace(self, instance, relation, rows) -> bool:
        manager = getattr(instance, relation)
        present = list(manager.order_by("pk"))
        if len(present) == len(rows) and all(
            getattr(child, name) == value
            for child, row in zip(present, rows, strict=True)
            for name, value in row.items()
        ):
            return False
        for child in present:
            child._change_reason = LOADED
            child.delete()
        for row in rows:
            self._save(manager.model(**{manager.field.name: instance}, **row))
        return True

    def _save(self, instance):
        instance._change_reason = LOADED
        instance.full_clean()
        instance.save()
