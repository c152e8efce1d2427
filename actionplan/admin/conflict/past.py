"""Versions in the history of rows: the one an editor saw, and who made the later ones."""

from collections import defaultdict
from itertools import pairwise

from actionplan.admin.conflict.seen import fingerprint

MOST_VERSIONS = 2_000  # that are looked through for the one an editor saw


class Past:
    """The latest versions of rows of one model; none of one that keeps no history."""

    def __init__(self, model, keys):
        self.versions = defaultdict(list)
        if not hasattr(model, "history"):
            return
        key = model._meta.pk.attname
        records = model.history.filter(**{f"{key}__in": list(keys)}).order_by("-history_id")
        for record in records.select_related("history_user")[:MOST_VERSIONS]:
            self.versions[str(getattr(record, key))].append(record)

    def seen(self, key: str, mark: str | None, names: list[str]):
        """The version of a row with this fingerprint, or None if there is none."""
        for record in self.versions[key]:
            if mark and record.history_type != "-":
                instance = record.instance
                if fingerprint(instance, names) == mark:
                    return instance
        return None

    def latest(self, key: str):
        """The record of the latest change of a row."""
        return next(iter(self.versions[key]), None)

    def author(self, key: str, name: str):
        """The record of the latest change of one column of a row."""
        versions = self.versions[key]
        for newer, older in pairwise(versions):
            attname = newer.instance_type._meta.get_field(name).attname
            if getattr(newer, attname) != getattr(older, attname):
                return newer
        return versions[-1] if versions else None
