"""Participants as a table: a person and what they do at one meeting, in one row.

A row is found by meeting and e-mail address; without an address by the name, among those at the
meeting who have none recorded, since others may be called so elsewhere. Personal data: for those
with the permission only.
"""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.exchange import references
from events.exchange.cells import Cell
from events.exchange.columns import Column, columns_of
from events.exchange.resource import RecordResource
from events.models import Delegation, Meeting, Participation, Person

NAME = ["given_name", "family_name", "email", "phone"]
WORK = ["position", "institution", "language", "notes"]
PART = ["seat", "exception_reason", "function"]
PART += ["invited_on", "registered_on", "withdrawn_on", "attended"]


class OfDelegation(Cell):
    """The delegation of a partner to the meeting of the row, by the partner's code."""

    form = gettext_lazy("code of a partner that has a delegation to the meeting: MA")
    table = {}

    def parse(self, value, row):
        try:
            return self.table[str(row["meeting"]).strip(), str(value)]
        except KeyError:
            text = _("There is no delegation of “%(name)s” to this meeting.")
            raise ValueError(text % {"name": str(value)[:80]}) from None

    def render(self, value, obj=None, **kwargs):
        return value and value.partner.code


class ParticipantResource(RecordResource):
    """People at meetings."""

    model = Participation
    sheet_name = "Participants"
    keys = ("meeting", "email", "given_name", "family_name")
    order = ("-meeting__start_date", "meeting_id", "person__family_name", "pk")
    also_needs = (Person,)
    personal = True
    example = {
        "meeting": "thematic-meeting-rabat-2023",
        "given_name": "Awa",
        "family_name": "Diop",
        "email": "awa.diop@example.org",
        "represents": "SN",
        "position": "Director",
        "language": "fr",
        "delegation": "SN",
        "seat": "principal",
        "function": "head",
        "attended": "yes",
    }

    def make_columns(self):
        field, represents = Participation._meta.get_field, Person._meta.get_field("partner")
        return [
            Column(field("meeting"), references.meeting(Meeting.objects.all())),
            *columns_of(Person, NAME, path="person"),
            Column(represents, references.partner(), name="represents", path="person"),
            *columns_of(Person, WORK, path="person"),
            Column(field("delegation"), OfDelegation()),
            *columns_of(Participation, PART),
        ]

    def queryset(self):
        return Participation.objects.select_related(
            "meeting", "person__partner", "delegation__partner", "delegation__meeting"
        )

    def find(self, rows):
        meetings = self.fields["meeting"].widget.table.values()
        emails = {_plain(row["email"]) for row in rows} - {""}
        present = Participation.objects.filter(meeting__in=meetings).values("person")
        nameless = Q(email="", pk__in=present)
        people = Person.objects.select_related("partner").annotate(address=Lower("email"))
        people = self.locked(people).filter(Q(address__in=emails) | nameless).order_by("pk")
        self.people, self.said = {person.pk: person for person in people}, {}
        known = [person for person in self.people.values() if person.email]
        self.by_address = {person.email.lower(): person for person in known}
        self._load_delegations(meetings)
        found = self.locked(self.queryset()).filter(meeting__in=meetings, person__in=self.people)
        for one in found:
            one.person = self.people[one.person_id]
        return {(one.meeting, *identity(one.person)): one for one in found}

    def _load_delegations(self, meetings):
        """All of the meetings, locked before their people, as everywhere (`lock_delegation_of`)."""
        rows = Delegation.objects.select_related("partner", "meeting").order_by("pk")
        found = self.locked(rows).filter(meeting__in=meetings)
        table = {(one.meeting.slug, one.partner.code): one for one in found}
        self.fields["delegation"].widget.table = table

    def key(self, row):
        meeting, email, given, family = super().key(row)
        return meeting, *identity(Person(email=email or "", given_name=given or "",
                                         family_name=family or ""))  # fmt: skip

    def get_instance(self, instance_loader, row):
        """Also somebody of that name whose address is not recorded yet."""
        found = super().get_instance(instance_loader, row)
        if found is None and _plain(row["email"]):
            found = super().get_instance(instance_loader, {**row, "email": None})
        return found

    def init_instance(self, row=None):
        """Whoever is known by the address is not entered twice."""
        person, address = Person(), _plain(row["email"])
        if address:
            person = self.by_address.setdefault(address, person)
        return Participation(person=person)

    def after_init_instance(self, instance, new, row, **kwargs):
        """A row that adds a participation may change a person who is known: that is shown too."""
        super().after_init_instance(instance, new, row, **kwargs)
        self.known = {} if instance.person._state.adding else self.person_texts(instance)
        self.before = self.before or self.known

    def person_texts(self, instance) -> dict[str, str]:
        return {c.column_name: c.text(instance) for c in self.present if c.path}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        number = self.sheet.rows[kwargs["row_number"] - 1][0]
        person, says = instance.person, self.person_texts(instance)
        # Who is held on to keeps the id: nobody else gets it.
        _person, first, said = self.said.setdefault(id(person), (person, number, says))
        text = _("Row %(row)d says otherwise of the same person.") % {"row": first}
        if said != says:
            raise ValidationError({name: text for name in says if says[name] != said[name]})

    def written(self, instance):
        person = instance.person
        own = {c.column_name: c.text(instance) for c in self.present if not c.path}
        changed = any(self.before.get(name) != text for name, text in own.items())
        new = person._state.adding or self.known != self.person_texts(instance)
        return [person] * new + [instance] * (changed or instance._state.adding)


def identity(person: Person) -> tuple[str, str, str]:
    """What tells people apart: the address, or the name of those who have none."""
    if person.email:
        return person.email.lower(), "", ""
    return "", person.given_name.casefold(), person.family_name.casefold()


def _plain(value) -> str:
    text = "" if value is None else str(value).strip().lower()
    return "" if "\0" in text else text
