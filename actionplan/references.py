"""Items of a plan as staff type them: "Area 4 | Objective 7 | Actions 20-22", "Objectif 5b",
"Domaine 2 et 3", "Cadiz: Actions 20 to 22". In either language, one line or more per plan.

What does not read so is refused with a ValidationError, in words that say how to write it.
"""

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.letters import fold

LEVELS = {
    "area": "area areas domain domains domaine domaines pillar pillars pilier piliers axe axes",
    "objective": "objective objectives objectif objectifs obj",
    "action": "action actions act",
}
LEVEL_OF = {word: level for level, words in LEVELS.items() for word in words.split()}
DASHES = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
UP_TO = {*DASHES, "to", "a", "au", "aux", "through", "until", "jusqu", "jusque"}
AND = {",", "/", "&", "+", "and", "et"}
ANEW = {"|", "(", ")"}  # what follows may be of another level
# "Actions nos 20 à 22", "de l’objectif 7"
SILENT = {".", ":", "°", "'", "’", "no", "nos", "n", "number", "numbers", "numero", "numeros"}
SILENT |= {"de", "des", "du", "from", "of", "the", "le", "la", "les", "l", "d"}
TOKEN = re.compile(r"\d[^\W_]*|[^\W\d_]+|\S")
MARK = re.compile(r"([0-9]{1,3})([a-z]?)", re.ASCII)
MOST_ERRORS = 5


class Reference(NamedTuple):
    """One item as it was typed, with the words for its plan, "" if none stood there."""

    plan: str
    level: str
    number: int
    part: str = ""

    @property
    def mark(self) -> str:
        return f"{self.number}{self.part}"


def parse(text: str, level: str = "") -> list[Reference]:
    """What was typed, each item once, in the order of the text. `level` is what numbers are that
    stand for themselves, if anything."""
    found, errors = {}, []
    for line in re.split(r"[\r\n;]+", unicodedata.normalize("NFKC", text)):
        plan, items = _split(line.strip())
        try:
            found |= dict.fromkeys(_Line(plan, level).read(items))
        except ValidationError as error:
            errors.append(error)
    if errors:
        raise ValidationError(errors[:MOST_ERRORS])
    return list(found)


def _split(line: str) -> tuple[str, str]:
    """The words for the plan, and the rest: "Cadiz: Action 3". In "Objective 7: Action 20" there
    are none."""
    before, colon, after = line.partition(":")
    named = colon and any(_kind(token) == "unknown" for token in TOKEN.findall(before))
    return (before.strip(), after) if named else ("", line)


def _kind(token: str) -> str:
    word = fold(token)
    if token[0].isdigit():
        return "number"
    kinds = {"level": LEVEL_OF, "up to": UP_TO, "and": AND, "anew": ANEW, "silent": SILENT}
    return next((kind for kind, words in kinds.items() if word in words), "unknown")


class _Line:
    """Reads one line, token by token; `kind` is that of the last one that says something."""

    def __init__(self, plan: str, level: str):
        self.plan, self.alone, self.level = plan, level, level
        self.found: list[Reference] = []
        self.kind, self.token = "anew", ""

    def read(self, text: str) -> list[Reference]:
        for token in TOKEN.findall(text):
            kind = _kind(token)
            if kind == "silent":
                continue
            if kind == "unknown":
                raise _refusal(_("“%(token)s” is not understood in “%(text)s”."), token, text)
            self._take(kind, token, text)
            self.kind, self.token = kind, token
        if self.kind in ("level", "up to"):
            raise _refusal(_("A number is missing after “%(token)s”."), self.token)
        return self.found

    def _take(self, kind: str, token: str, text: str):
        if kind == self.kind == "up to":  # jusqu’à
            return
        if self.kind in ("level", "up to") and kind != "number":
            raise _refusal(_("A number is missing after “%(token)s”."), self.token)
        if kind == "level":
            self.level = LEVEL_OF[fold(token)]
        elif kind == "anew":
            self.level = self.alone
        elif kind == "up to" and self.kind != "number":
            raise _refusal(_("A number is missing before “%(token)s” in “%(text)s”."), token, text)
        elif kind == "number":
            self._take_number(token, text)

    def _take_number(self, token: str, text: str):
        if self.kind == "number":
            words = _("Write a comma or a dash between “%(token)s” and “%(text)s”.")
            raise _refusal(words, self.token, token)
        if not self.level:
            raise _refusal(_("Say what %(token)s is, for instance “Action %(token)s”."), token)
        mark = MARK.fullmatch(fold(token))
        if not mark or int(mark[1]) == 0:
            raise _refusal(_("“%(token)s” is not the number of an item."), token)
        number, part = int(mark[1]), mark[2]
        if self.kind == "up to":
            self._take_range(number, part, token)
        else:
            self.found.append(Reference(self.plan, self.level, number, part))

    def _take_range(self, last: int, part: str, token: str):
        first = self.found[-1]
        if part or first.part:
            raise _refusal(_("Name parts one by one: “%(token)s, %(text)s”."), first.mark, token)
        if last <= first.number:
            words = _("“%(token)s–%(text)s” runs backwards.")
            raise _refusal(words, first.mark, token)
        more = range(first.number + 1, last + 1)
        self.found += [Reference(self.plan, self.level, number) for number in more]


def _refusal(words: str, token: str, text: str = "") -> ValidationError:
    return ValidationError(words, params={"token": token.strip(), "text": text.strip()})
