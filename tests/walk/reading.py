"""How a value of a file is read back from a row."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = {path.name: path for path in ROOT.glob("*/data/*.yaml")}


def content(file):
    """The file as a plain YAML reader sees it."""
    return yaml.safe_load(FILES[file].read_text(encoding="utf-8"))


def found(table, row, entry):
    """The keys of `entry`, read from `row` as `table` says."""
    return {key: table[key](row) for key in entry}


def given(entry):
    """The entry without what it leaves open, which another file may fill in."""
    return {key: value for key, value in entry.items() if value is not None}


def by(key, table, model):
    """A walk along a file each of whose entries is one row, named by `key`."""

    def walk(file):
        rows = {getattr(row, key): row for row in model.objects.all()}
        return [(entry, found(table, rows[entry[key]], entry)) for entry in content(file)]

    return walk


def attribute(name):
    """The value of a column; empty text is null in the files."""
    return lambda row: None if getattr(row, name) == "" else getattr(row, name)


def attributes(*names):
    return {name: attribute(name) for name in names}


def iso(name):
    """A date as text."""
    return lambda row: getattr(row, name) and getattr(row, name).isoformat()


def known(name):
    """A precision; what is not recorded is null in the files."""
    return lambda row: None if getattr(row, name) in ("", "unknown") else getattr(row, name)


def slug(name):
    """What names the record at the other end of a relation, null if there is none."""
    return lambda row: getattr(getattr(row, name, None), "slug", None)


def code(name):
    return lambda row: getattr(getattr(row, name), "code", None)


def lines(row):
    return row.sources.splitlines()


def underscored(word):
    """A word of the vocabulary as the files write it."""
    return word.slug.replace("-", "_")


def pair(row, name="text"):
    """A text in both languages."""
    return {"en": getattr(row, f"{name}_en"), "fr": getattr(row, f"{name}_fr") or None}
