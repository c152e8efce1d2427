"""What an editor typed: posted data, in which rows of parts come and go and values are replaced."""

import re

from django.forms import CheckboxInput, FileInput, MultiWidget
from django.utils.datastructures import MultiValueDict

SHOWN = "initial-"  # how Django begins the name of what a field held when it was shown
MOST_ROWS = 10_000  # of a kind; what is beyond is nonsense, and Django's to refuse


class Typed:
    """A copy of the posted data and files of one request."""

    def __init__(self, request):
        self.data = request.POST.copy()
        self.files = request.FILES.copy()

    def count(self, prefix: str, which: str) -> int:
        text = self.data.get(f"{prefix}-{which}_FORMS", "")
        return int(text) if re.fullmatch(r"\d{1,5}", text, re.ASCII) else -1

    def take_rows(self, prefix: str) -> list["Row"] | None:
        """The rows of a kind of parts, out of the data; None if these make no sense."""
        total = self.count(prefix, "TOTAL")
        if not 0 <= total <= MOST_ROWS or self.count(prefix, "INITIAL") < 0:
            return None
        rows = [Row({}, {}) for _number in range(total)]
        pattern = re.compile(rf"({SHOWN})?{re.escape(prefix)}-(\d{{1,5}})-(.+)", re.ASCII)
        for source, which in ((self.data, 0), (self.files, 1)):
            for name in list(source):
                match = pattern.fullmatch(name)
                values = source.pop(name) if match else []
                if match and int(match[2]) < total:
                    rows[int(match[2])][which][(match[1] or "") + match[3]] = values
        return rows

    def put_rows(self, prefix: str, existing: list["Row"], new: list["Row"]):
        """Put rows of parts into the data, the existing ones before the new."""
        for index, row in enumerate([*existing, *new]):
            for target, values in zip((self.data, self.files), row, strict=True):
                for name, value in values.items():
                    start = SHOWN if name.startswith(SHOWN) else ""
                    name = f"{start}{prefix}-{index}-{name.removeprefix(SHOWN)}"
                    target.setlist(name, value)
        self.data[f"{prefix}-INITIAL_FORMS"] = str(len(existing))
        self.data[f"{prefix}-TOTAL_FORMS"] = str(len(existing) + len(new))

    def put(self, bound):
        """Put the value that an unbound form shows in place of what was typed."""
        name, widget, value = bound.html_name, bound.field.widget, bound.value()
        if isinstance(widget, FileInput):
            self.files.pop(name, None)
            self.data.pop(f"{name}-clear", None)
        elif isinstance(widget, MultiWidget):
            for suffix, part, one in zip(
                widget.widgets_names, widget.widgets, widget.decompress(value), strict=True
            ):
                self.data[name + suffix] = part.format_value(one) or ""
        elif isinstance(widget, CheckboxInput):
            self.data.pop(name, None)
            if value:
                self.data[name] = "on"
        else:
            written = value if isinstance(value, list) else widget.format_value(value)
            texts = written if isinstance(written, list | tuple) else [written]
            self.data.setlist(name, ["" if text is None else str(text) for text in texts])


class Row(tuple):
    """The data and the files of one row, each a list of values by name."""

    __slots__ = ()

    def __new__(cls, data, files):
        return super().__new__(cls, (data, files))

    @property
    def key(self) -> str:
        """Of the part that the row is about; "" for a new one."""
        return self[0].get("id", [""])[-1]

    @property
    def is_deleted(self) -> bool:
        return self[0].get("DELETE", [""])[-1] not in ("", "false", "False")

    def alone(self) -> tuple[MultiValueDict, MultiValueDict]:
        """Its data and files as of a form without prefix."""
        return MultiValueDict(self[0]), MultiValueDict(self[1])
