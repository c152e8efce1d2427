"""A meeting to come on the site as staff see it, with delegations that have seats."""

TITLE = {"en": "Meeting with delegations", "fr": "Réunion avec des délégations"}
MAKE_MEETING = f"""
import datetime
from events.models import Partner
from tests.factories import DelegationFactory, MeetingFactory, ParticipationFactory

day = datetime.date.today() + datetime.timedelta(days=200)
meeting = MeetingFactory(
    slug="with-delegations", publication="draft", status="planned", start_date=day,
    title_en={TITLE["en"]!r}, title_fr={TITLE["fr"]!r},
    participation="seats", principal_seats=1, accompanying_seats=1, seat_unit="country",
)
senegal, spain = [
    DelegationFactory(meeting=meeting, partner=Partner.objects.get(code=code), status="invited")
    for code in ("SN", "ES")
]
for number, (given, family) in enumerate([("Inés", "Núñez"), ("Pau", "Ferrer")]):
    ParticipationFactory(
        meeting=meeting, delegation=spain, seat=["principal", "accompanying"][number],
        registered_on=datetime.date(2026, 1, 1), function=["head", "delegate"][number],
        person__given_name=given, person__family_name=family,
    )
"""
