"""What search knows of each public record: titles, texts and tokens.

Nothing here reads what is for staff only (sources, notes, persons), and every record passes
through `published()`, as do the countries and partners named in it.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from actionplan.models import ActionPlan
from actionplan.translation import LANGUAGES, texts
from events.models import (
    Chairmanship,
    Document,
    Meeting,
    Partner,
    Resource,
    SearchEntry,
    StandingPage,
)
from events.search.entry import (
    in_each_language,
    make_entry,
    texts_of,
    texts_of_all,
    together,
    words_of,
)
from events.search.words import joined


def entries(model: type[models.Model], keys: Iterable[int] | None = None) -> Iterator[SearchEntry]:
    """The entries, unsaved, of the public ones among these records, or of all."""
    read, write = WRITERS[model]
    rows = read() if keys is None else read().filter(pk__in=keys)
    for row in rows.order_by("pk").iterator(chunk_size=500):
        yield from write(row)


# Plans and their items


def _plans():
    return ActionPlan.objects.published().prefetch_related(
        "areas", "objectives", "actions", "roadmap_priorities"
    )


def _of_plan(plan: ActionPlan) -> Iterator[SearchEntry]:
    date = datetime.date(plan.start_year, 1, 1)
    name = texts_of(plan, "name")
    place = {"key": plan.slug, "date": date}
    priorities = together(*texts_of_all(plan.roadmap_priorities.all(), "title"))
    years = f"{plan.start_year} {plan.last_year or ''}"
    yield make_entry(Resource.PLAN, plan, name, priorities, extra=years, **place)
    items = [*plan.areas.all(), *plan.objectives.all(), *plan.actions.all()]
    for position, item in enumerate(items):
        item.plan = plan  # at hand: not to be asked for once per item
        yield make_entry(
            item._meta.model_name,
            plan,
            in_each_language(lambda language, item=item: _titled(item, language)),
            name,
            fragment=item.code,
            code=item.mark,
            position=position,
            extra=_names_of_level(item),
            **place,
        )


def _titled(item, language: str) -> str:
    """Objective 5b – Title; empty where the title is known in another language only."""
    title = texts(item, "title")
    if title[language]:
        return f"{item.label} – {title[language]}"
    return "" if any(title.values()) else str(item.label)


def _names_of_level(item) -> str:
    """What a level may be called: a first level by any of its names, since few know which plan has
    areas and which domains."""
    if item._meta.model_name != "area":
        return " ".join(in_each_language(lambda language: str(item.label)).values())
    levels = ActionPlan.FirstLevel
    names = in_each_language(lambda language: " ".join(str(level.label) for level in levels))
    return f"{' '.join(names.values())} axe {item.mark}"


# Partners and chairmanships


def _of_partner(partner: Partner) -> Iterator[SearchEntry]:
    region = in_each_language(lambda language: partner.get_region_display())
    yield make_entry(
        Resource.PARTNER,
        partner,
        texts_of(partner, "name"),
        region,
        key=partner.code,
        code=joined(partner.code),
        extra=f"{partner.code} {partner.aliases}",
    )


def _known_as(partner: Partner) -> str:
    """All names of a partner, so that what concerns it is found by any of them."""
    return " ".join([*texts_of(partner, "name").values(), partner.aliases])


def _chairmanships():
    return Chairmanship.objects.published().for_list().prefetch_related("priorities")


def _of_chairmanship(chairmanship: Chairmanship) -> Iterator[SearchEntry]:
    kind = in_each_language(lambda language: str(Resource.CHAIRMANSHIP.label))
    slogan, programme = texts_of(chairmanship, "slogan"), words_of(chairmanship, "programme")
    yield make_entry(
        Resource.CHAIRMANSHIP,
        chairmanship,
        in_each_language(lambda language: str(chairmanship)),
        together(slogan, *texts_of_all(chairmanship.priorities.all(), "text"), programme),
        key=chairmanship.slug,
        date=chairmanship.start_date,
        extra=f"{_known_as(chairmanship.partner)} {' '.join(kind.values())}",
    )


# Meetings and their recommendations


def _meetings():
    return (
        Meeting.objects.published()
        .for_list()
        .prefetch_related(
            "aims",
            "sessions",
            "outcomes",
            "intentions",
            Prefetch("recommendations", to_attr="shown_recommendations"),
        )
    )


def _of_meeting(meeting: Meeting) -> Iterator[SearchEntry]:
    partners = list(dict.fromkeys(part.partner for part in meeting.shown_parts))
    partners += [meeting.country] if meeting.country else []
    children = [("aims", "text"), ("sessions", "title"), ("outcomes", "text")]
    children += [("intentions", "text")]
    body = together(
        words_of(meeting, "summary"),
        texts_of(meeting.type, "name"),
        texts_of(meeting, "venue"),
        texts_of(meeting.city, "name"),
        *texts_of_all(dict.fromkeys(partners), "name"),
        *(
            text
            for name, field in children
            for text in texts_of_all(getattr(meeting, name).all(), field)
        ),
        dict.fromkeys(LANGUAGES, str(meeting.start_date.year)),
    )
    yield make_entry(
        Resource.MEETING,
        meeting,
        texts_of(meeting, "title"),
        body,
        also=" ".join(_known_as(partner) for partner in partners),
        key=meeting.slug,
        date=meeting.start_date,
    )
    for recommendation in meeting.shown_recommendations:
        yield _of_recommendation(recommendation, meeting)


def _of_recommendation(recommendation, meeting: Meeting) -> SearchEntry:
    number, title = recommendation.number, texts(meeting, "title")
    return make_entry(
        Resource.RECOMMENDATION,
        meeting,
        in_each_language(
            lambda lang: f"{_('Recommendation')} {number} – {title[lang] or meeting.title}"
        ),
        texts_of(recommendation, "text"),
        key=meeting.slug,
        fragment=recommendation.anchor,
        position=number,
        date=meeting.start_date,
    )


# Documents


def _of_document(document: Document) -> Iterator[SearchEntry]:
    owner = document.meeting or document.chairmanship or document.plan
    about = in_each_language(lambda language: str(getattr(owner, "title", owner or "")))
    yield make_entry(
        Resource.DOCUMENT,
        document,
        texts_of(document, "title"),
        together(texts_of(document, "short_title"), texts_of(document.kind, "name"), about),
        key=document.slug,
        date=document.date,
    )


# Standing pages


def _of_standing_page(page: StandingPage) -> Iterator[SearchEntry]:
    title, body = texts_of(page, "title"), words_of(page, "body")
    yield make_entry(Resource.STANDING_PAGE, page, title, body, key=page.key)


WRITERS = {
    ActionPlan: (_plans, _of_plan),
    Partner: (lambda: Partner.objects.published(), _of_partner),
    Chairmanship: (_chairmanships, _of_chairmanship),
    Meeting: (_meetings, _of_meeting),
    Document: (lambda: Document.objects.published().for_list(), _of_document),
    StandingPage: (lambda: StandingPage.objects.all(), _of_standing_page),
}
