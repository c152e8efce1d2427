"""The audit trail of personal data: one insert for each time that people are shown."""

from django.http import QueryDict

from events.models import Meeting, PersonalDataReading

What = PersonalDataReading.What
LONGEST = PersonalDataReading._meta.get_field("selection").max_length
# What of the address of a list is typed about somebody, and would outlive them in the audit trail.
ABOUT_SOMEBODY = {"q", "given_name", "family_name", "email", "phone", "position", "institution"}
ABOUT_SOMEBODY |= {"notes", "exception_reason"}


def note_reading(
    request, what: What, people: int, *, meeting: Meeting | None = None, selection: str = ""
) -> PersonalDataReading | None:
    """Keep that the user of a request was shown so many people; no line for nobody.

    `selection` says which: the filters of a list, see `in_words`, or a record."""
    if not people:
        return None
    return PersonalDataReading.objects.create(
        user=request.user,
        username=request.user.get_username(),
        what=what,
        people=people,
        meeting=meeting,
        selection=selection.replace("\0", "")[:LONGEST],
    )


def in_words(query: QueryDict) -> str:
    """The filters of a list: "attended__exact=1&q=…". That somebody was searched for, not who."""
    return "&".join(
        f"{name}={value if ABOUT_SOMEBODY.isdisjoint(name.split('__')) else '…'}"
        for name, value in query.items()
    )
