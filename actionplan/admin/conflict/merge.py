"""Bringing together what an editor typed and what others have saved since the form was opened.

What only others changed is taken over, what only the editor changed stays; about what both changed
the editor is asked. A question has a key: "title_en" about the record itself, "aims:7:text_en"
about a part, "aims:7:DELETE" about one that the editor deletes and somebody changed, "aims:7:"
about one that somebody deleted and the editor changed.
"""

from functools import cache, cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import capfirst

from actionplan.admin.conflict.past import Past
from actionplan.admin.conflict.seen import Kind, Seen, fingerprint
from actionplan.admin.conflict.side import MINE, THEIRS, Entry, Side, is_changed
from actionplan.admin.conflict.typed import Row, Typed
from actionplan.admin.conflict.wording import typed_in_words


class Merge:
    """What was typed into the form of `obj`, brought up to what is saved now. Afterwards `typed`
    is what the form is to hold, `entries` tell the differences, `asked` are open questions."""

    def __init__(self, request, obj, form_class, kinds: list[Kind], seen: Seen | None):
        self.typed, self.seen = Typed(request), seen or Seen()
        self.knows = seen is not None
        self.entries, self.asked = [], []
        model, key = type(obj), str(obj.pk)
        past = cache(lambda: Past(model, [key]))
        Side(self, form_class, obj, self.seen.own, past).merge()
        for kind in kinds:
            self._merge_parts(kind, self.seen.parts.get(kind.prefix, {}))

    def choice(self, question: str) -> str:
        """What the editor answered to a question that the form had asked."""
        answer = self.typed.data.get(f"keep-{question}")
        return answer if question in self.seen.asked and answer in (MINE, THEIRS) else ""

    def _merge_parts(self, kind: Kind, marks: dict[str, str]):
        now = {str(row.pk): row for row in kind.rows}
        unchanged = {key: fingerprint(row, kind.names) for key, row in now.items()} == marks
        asked = [one for one in self.seen.asked if one.startswith(f"{kind.prefix}:")]
        if unchanged and not asked:
            return
        rows = self.typed.take_rows(kind.prefix)
        if rows is None:
            return
        PartMerge(self, kind, marks, now, asked).merge(rows)


class PartMerge:
    """The parts of one kind."""

    def __init__(self, merge: Merge, kind: Kind, marks, now, asked):
        self.merge_, self.kind, self.marks, self.now, self.asked = merge, kind, marks, now, asked
        self.form_class = kind.formset.form
        self.label = capfirst(kind.formset.model._meta.verbose_name)

    @cached_property
    def past(self) -> Past:
        keys = {one.split(":")[1] for one in self.asked}
        return Past(self.kind.formset.model, {*self.marks, *self.now, *keys})

    def merge(self, rows: list[Row]):
        prefix, typed = self.kind.prefix, self.merge_.typed
        posted = {row.key for row in rows}
        gone = [row for row in rows if row.key in self.marks and row.key not in self.now]
        # A key that was never on the form is Django's to refuse.
        existing = [row for row in rows if row.key and row not in gone]
        new = [row for row in rows if not row.key] + self._answered()
        added = [key for key in self.now if key not in posted and key not in self.marks]
        for key in added if self.merge_.knows else []:
            existing.append(Row({"id": [key]}, {}))
        for row in gone:
            self._tell_deleted(row)
        typed.put_rows(prefix, existing, new)
        for index, row in enumerate(existing):
            if row.key in added:
                self._take_over(f"{prefix}-{index}", row.key)
            elif row.key in self.now:
                self._merge_row(f"{prefix}-{index}", row)

    def _merge_row(self, prefix: str, row: Row):
        instance, mark = self.now[row.key], self.marks.get(row.key)
        side = Side(
            self.merge_,
            self.form_class,
            instance,
            mark,
            lambda: self.past,
            prefix=prefix,
            key=f"{self.kind.prefix}:{row.key}:",
            part=self.name_of(instance),
        )
        question = f"{side.key}DELETE"
        if row.is_deleted and (side.is_changed or question in self.asked):
            choice = "" if side.is_changed else self.merge_.choice(question)
            if choice == THEIRS:
                self.merge_.typed.data.pop(f"{prefix}-DELETE")
            elif not choice:
                self.merge_.asked.append(question)
                self._tell(side.part, "delete", row.key, question=question)
        side.merge()

    def _take_over(self, prefix: str, key: str):
        """A row that somebody added: it becomes one of the form's."""
        instance, typed = self.now[key], self.merge_.typed
        form = self.form_class(instance=instance, prefix=prefix)
        for bound in form:
            typed.put(bound)
        owner = self.kind.formset.fk.name
        typed.data[f"{prefix}-{owner}"] = str(getattr(instance, f"{owner}_id"))
        self._tell(self.name_of(instance), "added", key)

    def _tell_deleted(self, row: Row):
        """A row that somebody deleted: asked about if the editor had changed it."""
        if row.is_deleted:
            return
        base = self.past.seen(row.key, self.marks.get(row.key), self.kind.names)
        form = self.form_class(*row.alone(), instance=base)
        changed = base is None or any(is_changed(form[name]) for name in self.kind.names)
        entry = self._tell(self.name_of(base) if base else self.label, "deleted", row.key)
        if changed:
            self._ask_about_gone(entry, row.key, row[0], form)

    def _tell(self, part: str, event: str, key: str, question: str = "") -> Entry:
        entry = Entry(part, "", event, self.past.latest(key), question=question)
        entry.again = question in self.merge_.seen.asked
        self.merge_.entries.append(entry)
        return entry

    def _ask_about_gone(self, entry: Entry, key: str, values: dict, form):
        entry.question = f"{self.kind.prefix}:{key}:"
        entry.again = entry.question in self.merge_.seen.asked
        self.merge_.asked.append(entry.question)
        entry.kept = [
            (f"gone-{self.kind.prefix}:{key}-{name}", value)
            for name, value_list in values.items()
            for value in value_list
            if name in self.kind.names
        ]
        model = self.kind.formset.model
        words = [
            (str(form[name].label), typed_in_words(form[name], model._meta.get_field(name)))
            for name in self.kind.names
        ]
        entry.mine = "; ".join(f"{capfirst(label)}: {word}" for label, word in words if word)

    def _answered(self) -> list[Row]:
        """The rows that somebody deleted and the editor restores; the question about a row stays
        as long as it has no answer."""
        restored = []
        data = self.merge_.typed.data
        for question in self.asked:
            prefix, key, name = question.split(":")
            start = f"gone-{prefix}:{key}-"
            values = {
                one[len(start) :]: data.pop(one) for one in list(data) if one.startswith(start)
            }
            if name or not values:
                continue
            choice = self.merge_.choice(question)
            if choice == MINE:
                restored.append(Row({"id": [""], **values}, {}))
            elif not choice:
                row = Row({"id": [key], **values}, {})
                form = self.form_class(*row.alone())
                self._ask_about_gone(self._tell(self.label, "deleted", key), key, values, form)
        return restored

    def name_of(self, instance) -> str:
        try:
            return f"{self.label} – {instance}"
        except ObjectDoesNotExist:
            return self.label
