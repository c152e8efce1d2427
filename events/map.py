"""The map of partners as a page shows it: who they are today, who hosts, who is in the chair.

The drawing itself, events/data/map.json, is made by `manage.py build_map` (see events/atlas.py).
"""

import datetime
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Chairmanship, MeetingPartner, Partner
from events.models.roles import MeetingRole

DRAWING = Path(__file__).parent / "data" / "map.json"
# In the order of the legend; a country whose partner is not published is none of them.
STATUSES = ["partner", "observer", "former", "guest"]
# Radii in units of the drawing. A host's circle has room for its number and grows with the root.
HOST_LEAST, HOST_GROWTH = 4, 3.7
MARKER, MARKER_EDGE = 5, 4  # a small country; what shows of it around its circle as a host
CHAIR_GAP, CHAIR_LEAST = 5, 11  # the ring around a host's circle, or around nothing
MANY = 4  # hosts of so many keep their number where the map is narrow


@dataclass(frozen=True)
class Shape:
    """A country on the map. Lengths are units of the drawing."""

    code: str
    path: str  # SVG path data, or "" for a country that is drawn as a circle at its label
    label: tuple[int, int]
    partner: Partner | None = None  # None: no published partner, hence no name and no link
    status: str = "other"
    hosted: int = 0
    is_chair: bool = False

    @property
    def title(self) -> str:
        """What it is in words: "Morocco: partner, hosted 10 meetings"."""
        facts = [status_word(self.status)]
        if self.is_chair:
            facts.append(_("in the chair"))
        if self.hosted:
            text = ngettext("hosted %(count)d meeting", "hosted %(count)d meetings", self.hosted)
            facts.append(text % {"count": self.hosted})
        return _("%(name)s: %(facts)s") % {"name": self.partner.name, "facts": ", ".join(facts)}

    @property
    def radius(self) -> int:
        """Of its circle as a host; 0 if it hosted nothing."""
        return round(HOST_LEAST + HOST_GROWTH * math.sqrt(self.hosted)) if self.hosted else 0

    @property
    def marker(self) -> int:
        """Radius of the circle that stands for a small country."""
        return max(MARKER, self.radius + MARKER_EDGE if self.hosted else 0)

    @property
    def hosts_many(self) -> bool:
        return self.hosted >= MANY

    @property
    def ring(self) -> int:
        """Radius of the ring around the chair."""
        return max(self.radius + CHAIR_GAP, CHAIR_LEAST)


def status_word(status: str) -> str:
    words = {"partner": _("partner"), "observer": _("observer"), "former": _("former partner")}
    return words.get(status) or _("guest")


@cache
def drawing() -> dict:
    """map.json: width, height, land and countries, as `events.atlas.build` returns them."""
    return json.loads(DRAWING.read_text(encoding="utf-8"))


def hosted_counts() -> dict[int, int]:
    """How many published meetings that were held each partner hosted, by its id."""
    parts = MeetingPartner.objects.filter(
        role=MeetingRole.HOST, meeting__publication="published", meeting__status="held"
    )
    counts = parts.order_by().values("partner").annotate(times=Count("meeting", distinct=True))
    return dict(counts.values_list("partner", "times"))


def shapes(
    partners: Iterable[Partner], hosted: dict[int, int], chair: int | None, on: datetime.date
) -> list[Shape]:
    """The countries in the order of the partners, then those that are none.

    `partners` are published ones with their roles; `chair` is the id of the one in the chair.
    """
    left = dict(drawing()["countries"])
    linked = [
        Shape(
            **_drawn(partner.code, left.pop(partner.code)),
            partner=partner,
            status=partner.status_on(on),
            hosted=hosted.get(partner.pk, 0),
            is_chair=partner.pk == chair,
        )
        for partner in partners
        if partner.code in left
    ]
    return [*linked, *(Shape(**_drawn(code, entry)) for code, entry in left.items())]


def partner_map(partners: Iterable[Partner], on: datetime.date) -> dict:
    """What partials/partner_map.html shows. Costs two queries if the partners come with roles."""
    chairmanship = Chairmanship.objects.published().serving(on)
    chair = chairmanship.partner_id if chairmanship else None
    found = shapes(partners, hosted_counts(), chair, on)
    hosts = [shape for shape in found if shape.hosted]
    used = {shape.status for shape in found}
    return {
        **{key: drawing()[key] for key in ("width", "height", "land")},
        "linked": [shape for shape in found if shape.partner],
        "others": [shape for shape in found if not shape.partner],
        # Large circles first, so that none hides a small one.
        "hosts": sorted(hosts, key=lambda shape: -shape.hosted),
        "chair": next((shape for shape in found if shape.is_chair), None),
        "statuses": [(status, status_word(status)) for status in STATUSES if status in used],
    }


def _drawn(code: str, entry: dict) -> dict:
    return {"code": code, "path": entry.get("path", ""), "label": tuple(entry["label"])}
