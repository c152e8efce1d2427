"""What may stand in a cell: one widget per form of value, for both directions.

`clean` makes a value of what a file holds and raises ValueError with a message for staff; an empty
cell is None. `render` makes of a value what stands in the file.
"""

import datetime
import re

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.widgets import Widget

from events.exchange.sheet import LONGEST_TEXT, Formula
from events.models.period import FIRST_DAY, LAST_DAY

NUMBER = re.compile(r"\d{1,10}", re.ASCII)
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?", re.ASCII)
LARGEST = {"PositiveSmallIntegerField": 2**15 - 1, "PositiveIntegerField": 2**31 - 1}
SEPARATORS = re.compile(r"[;,\s]+")


class Cell(Widget):
    """A value of any form. `form` says in words how it is written, `allowed` what it may be."""

    form = ""
    allowed = ()

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, Formula):
            raise ValueError(_("This is a formula. Put what it comes to in its place."))
        if isinstance(value, str):
            value = value.strip()
            if "\0" in value:
                raise ValueError(_("This holds a character that cannot be stored."))
            if len(value) > LONGEST_TEXT:
                raise ValueError(_("This text is too long."))
        return None if value in (None, "") else self.parse(value, row)

    def parse(self, value, row):
        """The value of a cell that is not empty."""
        raise NotImplementedError

    def render(self, value, obj=None, **kwargs):
        return value

    def load(self, values: set) -> None:
        """Fetch what cells with these contents may refer to."""


class Text(Cell):
    """A text, on one line unless `lines` may be more."""

    def __init__(self, *, lines: bool):
        super().__init__()
        self.lines = lines

    @property
    def form(self):
        return _("text, also of several lines") if self.lines else _("text on one line")

    def parse(self, value, row):
        if isinstance(value, datetime.date | datetime.time):
            raise ValueError(_("A text is expected; your program made a date of it."))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return self.plain(str(value))

    def plain(self, text: str) -> str:
        """The text without what spreadsheet programs do not keep."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return text if self.lines else re.sub(r"\s*\n+\s*", " ", text)


class Number(Cell):
    """A whole number from 0 to what its column can store."""

    form = gettext_lazy("whole number")

    def __init__(self, largest: int):
        super().__init__()
        self.largest = largest

    def parse(self, value, row):
        whole = isinstance(value, int | float) and not isinstance(value, bool)
        text = f"{value:.0f}" if whole and value == value // 1 else str(value)
        if not NUMBER.fullmatch(text) or int(text) > self.largest:
            message = _("A whole number from 0 to %(largest)d is expected.")
            raise ValueError(message % {"largest": self.largest})
        return int(text)


class Day(Cell):
    """A date."""

    form = gettext_lazy("date: 2023-04-25")

    def parse(self, value, row):
        if isinstance(value, datetime.datetime) and value.time() == datetime.time():
            value = value.date()
        if isinstance(value, str):
            try:
                value = datetime.date.fromisoformat(value) if len(value) == 10 else value
            except ValueError:
                value = None
        if type(value) is not datetime.date:
            raise ValueError(_("A real date is expected, written as 2023-04-25."))
        if not FIRST_DAY <= value <= LAST_DAY:
            raise ValueError(_("The year must lie between 1990 and 2100."))
        return value


class Clock(Cell):
    """A time of day."""

    form = gettext_lazy("time: 14:00")

    def parse(self, value, row):
        if isinstance(value, datetime.time):
            return value.replace(microsecond=0)
        match = CLOCK.fullmatch(value) if isinstance(value, str) else None
        try:
            return datetime.time(*(int(part or 0) for part in match.groups()))
        except (AttributeError, ValueError):
            raise ValueError(_("A time is expected, written as 14:00.")) from None

    def render(self, value, obj=None, **kwargs):
        return value and value.isoformat("auto" if value.second else "minutes")


class Choice(Cell):
    """One of a few words, always the same in every language."""

    form = gettext_lazy("one of the words beside")

    def __init__(self, choices):
        super().__init__()
        self.words = {value: label for value, label in choices if value}

    @property
    def allowed(self):
        return [f"{value} ({label})" for value, label in self.words.items()]

    def parse(self, value, row):
        word = str(value).strip().lower()
        if word not in self.words:
            allowed = ", ".join(self.words)
            raise ValueError(_("One of these words is expected: %(words)s.") % {"words": allowed})
        return word


class YesNo(Choice):
    """Yes, no, or an empty cell where it is not known."""

    WORDS = {"yes": True, "no": False, "true": True, "false": False, "oui": True, "non": False}

    def __init__(self):
        super().__init__([("yes", _("Yes")), ("no", _("No"))])

    def parse(self, value, row):
        word = str(value).strip().lower()
        return self.WORDS[word] if word in self.WORDS else super().parse(word, row)

    def render(self, value, obj=None, **kwargs):
        return {True: "yes", False: "no"}.get(value)


def cell_of(field: models.Field) -> Cell:
    """The form of value for a column of a model."""
    kind = field.get_internal_type()
    if field.choices:
        return Choice(field.choices)
    if kind in LARGEST:
        return Number(LARGEST[kind])
    if kind in ("DateField", "TimeField", "BooleanField"):
        return {"DateField": Day, "TimeField": Clock, "BooleanField": YesNo}[kind]()
    return Text(lines=kind == "TextField")
