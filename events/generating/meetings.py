"""One made-up meeting: usually held and published, sometimes a draft, put off or untranslated."""

import datetime
import random

from actionplan.record import Publication
from events.generating.texts import languages, summary, topic
from events.generating.vocabulary import Vocabulary
from events.models import Meeting, Status
from events.models.chairmanship import Confidence

FIRST_DAY = datetime.date(2006, 7, 10)  # of the dialogue
AHEAD = 365  # days that are planned for
SLUG = "generated-"


def often(chance: random.Random, **weights: int) -> str:
    """One of the names, each as often as its weight says."""
    return chance.choices([*weights], [*weights.values()])[0]


def make_meeting(
    chance: random.Random, number: int, vocabulary: Vocabulary, today: datetime.date
) -> Meeting:
    """Not saved yet; `number` tells it from the others."""
    kind, about = chance.choice(vocabulary.types), topic(chance)
    title = languages(("{} on {}", "{} sur {}"), (kind.name_en, kind.name_fr), about)
    text = summary(chance, about)
    french = chance.random() > 0.06
    start = FIRST_DAY + datetime.timedelta(chance.randrange((today - FIRST_DAY).days + AHEAD))
    meeting = Meeting(
        slug=f"{SLUG}{number}",
        type=kind,
        title_en=f"{title[0]} ({number})",
        title_fr=f"{title[1]} ({number})" if french else "",
        summary_en=text[0],
        summary_fr=text[1] if french else "",
        start_date=start,
        end_date=start + datetime.timedelta(chance.randint(0, 2)),
        publication=often(chance, published=90, draft=8, withdrawn=2),
        confidence=chance.choice(Confidence.values),
        chairmanship=vocabulary.chairmanship(start),
        sources="https://www.rabat-process.example/meetings",
    )
    put_somewhere(chance, meeting, vocabulary)
    say_what_became(chance, meeting, today)
    count_heads(chance, meeting)
    return meeting


def put_somewhere(chance: random.Random, meeting: Meeting, vocabulary: Vocabulary):
    meeting.mode = often(chance, in_person=70, hybrid=15, online=10, not_stated=5)
    if meeting.mode != Meeting.Mode.ONLINE:
        meeting.city = chance.choice(vocabulary.cities)
        meeting.country = meeting.city.country
    meeting.complete_schedule(meeting.country.time_zone if meeting.country else "")


def say_what_became(chance: random.Random, meeting: Meeting, today: datetime.date):
    if meeting.end_date < today:
        meeting.status = often(chance, held=960, cancelled=30, planned=10)
    else:
        meeting.status = often(chance, planned=95, postponed=5)
    if meeting.status == Status.PLANNED and meeting.publication == Publication.WITHDRAWN:
        meeting.publication = Publication.DRAFT


def count_heads(chance: random.Random, meeting: Meeting):
    """What was reported; now and then the sides do not add up."""
    if meeting.status != Status.HELD or chance.random() < 0.6:
        return
    meeting.european_countries, meeting.african_countries = chance.choices(range(5, 30), k=2)
    both = meeting.european_countries + meeting.african_countries
    meeting.partner_countries = both + (chance.random() < 0.01)
    meeting.participants_total = both * chance.randint(1, 3)
