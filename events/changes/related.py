"""Where objects of the API lead: what belongs to them and what they belong to, as addresses."""

from functools import cache
from string import Formatter

from django.urls import reverse

from actionplan.objects import absolute

# Per resource the ways, written as below /api/v1/ with members of the object in braces.
OF_ITEM = {
    "plan": "action-plans/{plan}/",
    "meetings": "meetings/?item={id}",
    "recommendations": "recommendations/?item={id}",
}
WAYS: dict[str, dict[str, str]] = {
    "meetings": {
        "type": "meeting-types/{type}/",
        "country": "partners/{country}/",
        "chairmanship": "chairmanships/{chairmanship}/",
        "handover_to": "chairmanships/{handover_to}/",
        "part_of": "meetings/{part_of}/",
        "recommendations": "recommendations/?meeting={slug}",
        "documents": "documents/?meeting={slug}",
    },
    "meeting-types": {"meetings": "meetings/?type={slug}"},
    "partners": {
        "meetings": "meetings/?country={code}",
        "meetings_hosted": "meetings/?host={code}",
        "meetings_chaired": "meetings/?chair={code}",
        "meetings_co_chaired": "meetings/?co_chair={code}",
        "meetings_attended": "meetings/?attended={code}",
        "chairmanships": "chairmanships/?partner={code}",
    },
    "chairmanships": {
        "partner": "partners/{partner}/",
        "handover_meeting": "meetings/{handover_meeting}/",
        "meetings": "meetings/?chairmanship={slug}",
        "documents": "documents/?chairmanship={slug}",
    },
    "action-plans": {
        "areas": "areas/?plan={slug}",
        "objectives": "objectives/?plan={slug}",
        "actions": "actions/?plan={slug}",
        "meetings": "meetings/?plan={slug}",
        "coverage": "coverage/?plan={slug}",
        "documents": "documents/?plan={slug}",
    },
    "areas": {
        **OF_ITEM,
        "objectives": "objectives/?area={id}",
        "actions": "actions/?area={id}",
    },
    "objectives": {
        **OF_ITEM,
        "area": "areas/{plan}.{area}/",
        "actions": "actions/?objective={id}",
    },
    "actions": {**OF_ITEM, "objective": "objectives/{plan}.{objective}/"},
    "recommendations": {"meeting": "meetings/{meeting}/"},
    "documents": {
        "kind": "document-kinds/{kind}/",
        "meeting": "meetings/{meeting}/",
        "chairmanship": "chairmanships/{chairmanship}/",
        "plan": "action-plans/{plan}/",
    },
    "document-kinds": {"documents": "documents/?type={slug}"},
}


def related(resource: str, found: dict) -> dict[str, str | None]:
    """The addresses to which an object leads, with a place for where the site is: of one other,
    null where it has none, or of a list as filtered, however long that is. They are made of the
    object alone."""
    root = absolute(reverse("api:root"))
    return {
        name: root + way.format(**found) if _leads_on(way, found) else None
        for name, way in WAYS[resource].items()
    }


def _leads_on(way: str, found: dict) -> bool:
    return all(found[name] is not None for name in _members(way))


@cache
def _members(way: str) -> list[str]:
    return [name for _text, name, _spec, _conversion in Formatter().parse(way) if name]
