"""A link for nominations on the served site, whose address is known before it is served."""

from django.core.signing import Signer

SECRET_KEY = "tW3-served-to-a-browser-only-0f9c1e7b5a2d8460-and-nobody-else"
KEY = "of-the-browser"
TOKEN = Signer(key=SECRET_KEY, sep=".", salt="events.nominations").sign(KEY)
# Of a draft, so that the public pages stay those of the record.
MAKE_LINK = f"""
import datetime
from events.models import Partner
from tests.factories import (
    DelegationFactory, MeetingFactory, NominationFactory, NominationLinkFactory, NomineeFactory
)

day = datetime.date(2099, 12, 31)
meeting = MeetingFactory(
    slug="for-the-browser", publication="draft", status="planned", start_date=day,
    title_en="Meeting with nominations", title_fr="Réunion avec désignations",
    participation="seats", principal_seats=1, accompanying_seats=1, seat_unit="country",
)
country = Partner.objects.get(code="MA")
delegation = DelegationFactory(meeting=meeting, partner=country, status="invited")
link = NominationLinkFactory(delegation=delegation, key={KEY!r}, recipients="focal@example.org")
NomineeFactory(nomination=NominationFactory(link=link))
"""
WITH_LINK = ["shell", "--command", MAKE_LINK]
