"""Values as staff read them, and what differs between two texts, word by word."""

import re

from diff_match_patch import diff_match_patch
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import yesno
from django.utils.formats import localize

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
KINDS = {-1: "old", 0: "same", 1: "new"}
SECONDS = 0.05  # after which a coarser answer does
SHORT = 60  # characters up to which a value is better read whole


def in_words(field, value) -> str:
    """The value of a model's field: the words of a choice, the name of a record or a file, a date
    in the reader's language; "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return yesno(value)
    if isinstance(value, FieldFile):
        return value.name.rpartition("/")[2] if value.name else ""
    if field.many_to_many:
        return ", ".join(str(one) for one in value)
    if field.is_relation:
        found = field.remote_field.model._base_manager.filter(pk=value).first()
        return str(found) if found else str(value)
    return str(dict(field.flatchoices).get(value) or localize(value))


def typed_in_words(bound, field) -> str:
    """What was typed into a field of a bound form, as far as it makes sense."""
    data = bound.data
    if data is None or data is False:
        return ""
    if hasattr(data, "chunks"):
        return data.name
    try:
        value = bound.field.clean(data)
    except ValidationError:
        return str(data)
    return in_words(field, getattr(value, "pk", value) if field.is_relation else value)


def compare(old: str, new: str, short: int = SHORT) -> list[tuple[str, str]]:
    """The pieces of two texts in order: [("same", "The "), ("old", "first "), ("new", "last ")].
    What is `short`, in characters, stays whole."""
    if max(len(old), len(new)) <= short:
        return [(kind, text) for kind, text in (("old", old), ("new", new)) if text]
    words: dict[str, str] = {}
    coded = [_coded(text, words) for text in (old, new)]
    by_code = {code: word for word, code in words.items()}
    matcher = diff_match_patch()
    matcher.Diff_Timeout = SECONDS
    found = matcher.diff_main(*coded, False)
    matcher.diff_cleanupSemantic(found)
    return [(KINDS[kind], "".join(by_code[code] for code in codes)) for kind, codes in found]


def _coded(text: str, words: dict[str, str]) -> str:
    """A text with one character for each of its words, so that words are what is compared."""
    return "".join(words.setdefault(word, _code(len(words))) for word in WORDS.findall(text))


def _code(number: int) -> str:
    return chr(number + 1 if number < 0xD7FF else number + 0x801)  # around the surrogates
