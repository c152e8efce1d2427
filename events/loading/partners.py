"""Vocabularies, partners with their roles, and cities."""

from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

from actionplan.loading.entries import Entry, consume, read_entries
from actionplan.loading.loader import Loader, by_name
from actionplan.models import ActionPlan, Area
from actionplan.record import Publication
from events.models import City, DocumentKind, MeetingType, OutcomeKind, Partner, PartnerRole
from events.models.period import BoundPrecision

VOCABULARIES = {
    "meeting_types": MeetingType,
    "outcome_kinds": OutcomeKind,
    "document_kinds": DocumentKind,
}
STEERING_COMMITTEE_AS_OF = "2025"  # as the head of partners.yaml says


def load_vocabularies(loader: Loader, folder: Path):
    """The words for types and kinds, in the order of the file."""
    for key, model in VOCABULARIES.items():
        entries = read_entries(folder / "vocabularies.yaml", "slug", key=key)
        for order, entry in enumerate(consume(entries), start=1):
            values = {"order": order, **entry.texts("name", required=True)}
            if model is not DocumentKind:
                values |= entry.texts("name_plural", required=True)
            if model is MeetingType:
                values["category"] = entry.choice("category", MeetingType.Category)
            loader.put(entry, model, {"slug": entry.text("slug", required=True)}, values)


def load_partners(loader: Loader, folder: Path):
    """Partners, each with all its roles."""
    references = _reference_roles(folder)
    for entry in consume(read_entries(folder / "partners.yaml", "code")):
        code = entry.text("code", required=True)
        kind = entry.choice("kind", Partner.Kind)
        loader.put(
            entry,
            Partner,
            {"code": code},
            {
                "publication": Publication.PUBLISHED,
                "kind": kind,
                **entry.texts("name", required=True),
                "aliases": entry.lines("aliases"),
                "region": entry.choice("region", Partner.Region),
                "side": entry.choice("side", Partner.Side),
                "time_zone": entry.text("time_zone"),
                "notes": entry.text("notes"),
            },
            roles=_roles(entry, kind) + references.get(code, []),
        )


def period(entry: Entry) -> dict:
    """Start and end with their precision; a missing precision means "not recorded" at the start
    and "has not ended" at the end."""
    return {
        "start_date": entry.date("start_date"),
        "start_precision": entry.choice("start_precision", BoundPrecision, BoundPrecision.UNKNOWN),
        "end_date": entry.date("end_date"),
        "end_precision": entry.choice("end_precision", BoundPrecision),
    }


def _role(kind: str, **values) -> dict:
    """A role with all its columns; of unknown start and not ended unless told."""
    blank = {"start_date": None, "start_precision": BoundPrecision.UNKNOWN, "end_date": None}
    blank |= {"end_precision": "", "area": None, "as_of": "", "notes": "", "sources": ""}
    return {"kind": kind, **blank, **values}


def _roles(entry: Entry, kind: str) -> list[dict]:
    """The dated roles of the entry, or the one its status speaks of, and the committee."""
    kinds = PartnerRole.Kind
    observer = kinds.OBSERVER if kind == Partner.Kind.COUNTRY else kinds.PERMANENT_OBSERVER
    of_status = {
        "partner": kinds.PARTNER,
        "observer": observer,
        "secretariat": kinds.SECRETARIAT,
        "guest": None,
        "former": None,
    }
    role_of_status = entry.lookup("status", of_status)
    roles = [
        _role(row.choice("kind", kinds), **period(row), notes=row.text("notes"))
        for row in entry.entries("roles")
    ]
    if entry.values.get("status") == "former" and not roles:
        raise entry.error("status", "a former partner needs the role it had, under roles")
    if role_of_status and not roles:
        roles.append(_role(role_of_status))
    if entry.flag("steering_committee"):
        roles.append(_role(kinds.STEERING_COMMITTEE, as_of=STEERING_COMMITTEE_AS_OF))
    return roles


def _reference_roles(folder: Path) -> dict[str, list[dict]]:
    """Per partner code the areas it is reference country for. Those of a plan no longer applied
    have ended, on a day that is not recorded."""
    plans = by_name(ActionPlan, "slug")
    areas = by_name(Area, "plan", "number")
    codes = [row.name for row in read_entries(folder / "partners.yaml", "code")]
    newest = max(filter(None, plans.values()), key=lambda plan: plan.start_year, default=None)
    roles = defaultdict(list)
    for entry in consume(read_entries(folder / "reference_countries.yaml", "plan")):
        plan = entry.lookup("plan", plans)
        if plan is None:
            entry.skip()
            continue
        number = entry.take("area")
        area = entry.lookup("area", areas, key=(plan.pk, number), shown=number)
        ended = "" if plan == newest else BoundPrecision.UNKNOWN
        values = {"as_of": entry.text("as_of"), "sources": entry.lines("sources")}
        for code in entry.items("countries"):
            if code not in codes:
                raise entry.error("countries", "there is no such partner", code)
            role = _role("reference_country", area=area, end_precision=ended, **values)
            roles[code].append(role)
    return roles


def load_cities(loader: Loader, folder: Path):
    """Cities with their countries."""
    countries = by_name(Partner, "code")
    for entry in consume(read_entries(folder / "cities.yaml", "name_en")):
        names = entry.texts("name", required=True)
        country = entry.lookup("country", countries)
        values = {name: text for name, text in names.items() if name != "name_en"}
        values |= {name: _degrees(entry, name) for name in ("latitude", "longitude")}
        loader.put(entry, City, {"name_en": names["name_en"], "country": country}, values)


def _degrees(entry: Entry, field: str) -> Decimal | None:
    text = entry.text(field)
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise entry.error(field, "degrees are expected, such as '14.69'") from None
