"""What hangs on made-up meetings that are saved: hosts, co-chairs, links to plans, results."""

import random
from collections.abc import Iterator

from django.db import models

from events.generating.meetings import SLUG
from events.generating.texts import AIMS, languages, topic
from events.generating.vocabulary import Vocabulary
from events.models import (
    Document,
    DocumentVersion,
    Meeting,
    MeetingAim,
    MeetingPartner,
    Outcome,
    PlanLink,
    Recommendation,
    Status,
)
from events.models.period import BoundPrecision
from events.models.roles import MeetingRole


def parts_of(
    chance: random.Random, meeting: Meeting, vocabulary: Vocabulary
) -> Iterator[models.Model]:
    """The parts of a meeting, owners before what belongs to them."""
    if meeting.country_id:
        yield MeetingPartner(meeting=meeting, partner=meeting.country, role=MeetingRole.HOST)
    for order, side in enumerate(vocabulary.sides):
        chair = chance.choice(side)
        yield MeetingPartner(meeting=meeting, partner=chair, role=MeetingRole.CO_CHAIR, order=order)
    for item in chance.sample(vocabulary.items, chance.choice([0, 0, 1, 1, 2, 3])):
        basis = chance.choice(PlanLink.Basis.values)
        yield PlanLink(meeting=meeting, basis=basis, **item)
    if chance.random() < 0.4:
        english, french = languages(chance.choice(AIMS), topic(chance))
        yield MeetingAim(meeting=meeting, order=1, text_en=english, text_fr=french)
    if meeting.status == Status.HELD:
        yield from results_of(chance, meeting, vocabulary)


def results_of(chance, meeting: Meeting, vocabulary: Vocabulary) -> Iterator[models.Model]:
    if chance.random() < 0.7:
        kind = chance.choice(vocabulary.outcome_kinds)
        yield Outcome(meeting=meeting, kind=kind, count=chance.randint(1, 25))
    if chance.random() < 0.1:
        for number in range(1, chance.randint(2, 8)):
            english, french = languages(chance.choice(AIMS), topic(chance))
            yield Recommendation(meeting=meeting, number=number, text_en=english, text_fr=french)
    if chance.random() < 0.3:
        document = Document(
            slug=f"{meeting.slug}-report",
            title_en=f"Report – {meeting.title_en}",
            title_fr=f"Rapport – {meeting.title_fr}" if meeting.title_fr else "",
            kind=chance.choice(vocabulary.document_kinds),
            date=meeting.end_date,
            date_precision=BoundPrecision.DAY,
            meeting=meeting,
            publication=meeting.publication,
        )
        yield document
        address = f"https://www.rabat-process.example/{SLUG}{meeting.pk}.pdf"
        yield DocumentVersion(document=document, language="en", url=address)
