"""The three versions of one row: what the editor saw, what is saved now, what was typed."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplan.admin.conflict.seen import fingerprint, shown, value
from actionplan.admin.conflict.wording import compare, in_words, typed_in_words

MINE, THEIRS = "mine", "theirs"
CHOICES = {
    "changed": (_("As it is saved now:"), _("As I have it in the form below:")),
    "deleted": (_("Leave it deleted"), _("Put it back, as I have it:")),
    "delete": (_("Keep it, as it is saved now"), _("Delete it all the same")),
}


@dataclass
class Entry:
    """One difference, as the page tells it. `event` is "changed", "added" or "deleted";
    `question` is its key if the editor has to choose; "delete" asks about what the editor deletes
    and somebody changed."""

    part: str
    label: str
    event: str
    record: object  # of the history: who, and when
    old: str | None = ""
    theirs: str = ""
    mine: str = ""
    question: str = ""
    file: bool = False
    place: str = ""  # the id of the field in the form
    again: bool = False  # it was asked before, and not answered
    kept: list[tuple[str, str]] = field(default_factory=list)  # typed into a row that is gone

    def heading(self) -> str:
        return " · ".join(filter(None, map(str, [self.part, self.label])))

    def their_words(self) -> list[tuple[str, str]]:
        if self.event != "changed":
            return []
        return compare(self.theirs if self.old is None else self.old, self.theirs)

    def my_words(self) -> list[tuple[str, str]]:
        if self.event == "deleted":
            return [("same", self.mine)]
        return compare(self.theirs if self.old is None else self.old, self.mine)

    def choices(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """What the editor chooses from: (value, words, text in pieces)."""
        theirs, mine = CHOICES[self.event]
        return [(THEIRS, theirs, self.their_words()), (MINE, mine, self.my_words())]


class Side:
    """One row of the form: the record itself, or a part under its prefix. `past` answers the
    versions of the row; `key` begins the keys of its questions, `part` names it."""

    def __init__(self, merge, form_class, now, mark, past, prefix=None, key="", part=""):
        self.owner, self.form_class, self.now, self.mark = merge, form_class, now, mark
        self.past, self.prefix, self.key, self.part = past, prefix, key, part
        self.names = shown(form_class)

    @cached_property
    def is_changed(self) -> bool:
        return fingerprint(self.now, self.names) != self.mark

    def form(self, instance):
        typed = self.owner.typed
        return self.form_class(typed.data, typed.files, instance=instance, prefix=self.prefix)

    def merge(self):
        asked = [name for name in self.names if f"{self.key}{name}" in self.owner.seen.asked]
        if not (self.is_changed or asked):
            return
        base = None
        if self.is_changed:
            base = self.past().seen(str(self.now.pk), self.mark, self.names)
        current, before = self.form(self.now), self.form(base) if base else None
        for name in self.names:
            differs = is_changed(current[name])
            choice = self.owner.choice(f"{self.key}{name}")
            if not differs or not (self.is_changed or name in asked):
                continue
            if name in asked and not choice:
                self._tell(name, current[name], None, ask=True)
            elif choice == THEIRS:
                self._put_theirs(name)
            elif self.is_changed and not (base and value(base, name) == value(self.now, name)):
                mine = base is None or is_changed(before[name])
                self._tell(name, current[name], base, ask=mine)
                if not mine:
                    self._put_theirs(name)

    def _put_theirs(self, name: str):
        self.owner.typed.put(self.form_class(instance=self.now, prefix=self.prefix)[name])

    def _tell(self, name: str, bound, base, *, ask: bool):
        column = self.now._meta.get_field(name)
        question = f"{self.key}{name}" if ask else ""
        self.owner.asked += [question] if ask else []
        self.owner.entries.append(
            Entry(
                self.part,
                str(capfirst(bound.label)),
                "changed",
                self.past().author(str(self.now.pk), name),
                in_words(column, value(base, name)) if base else None,
                in_words(column, value(self.now, name)),
                typed_in_words(bound, column) if ask else "",
                question,
                file=hasattr(bound.data, "chunks"),
                place=bound.id_for_label,
                again=question in self.owner.seen.asked,
            )
        )


def is_changed(bound) -> bool:
    """Whether what was typed differs from what the form began with; line breaks are all alike."""
    initial, data = (
        one.replace("\r\n", "\n") if isinstance(one, str) else one
        for one in (bound.initial, bound.data)
    )
    return bound.field.has_changed(initial, data)
