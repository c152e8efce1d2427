"""The table of meetings."""

from django.utils.translation import gettext_lazy as _

from events.data_package.references import PRECISION, TO_PARTNER
from events.data_package.table import (
    IDENTITY,
    SLUG,
    TITLE,
    Field,
    Table,
    addresses,
    in_languages,
    stamps,
)

MEETINGS = Table(
    "meetings",
    "meetings",
    _("Meetings of the Rabat Process, held, planned, postponed or cancelled."),
    [
        SLUG,
        IDENTITY,
        *addresses(),
        Field("type", _("The type of meeting, by slug."), required=True),
        *TITLE,
        *in_languages("summary", _("What it was about.")),
        Field("start_date", _("Its first day."), "date", required=True),
        Field("end_date", _("Its last day."), "date", required=True),
        Field("date_precision", PRECISION, required=True),
        Field("start_time", _("When it begins on its first day, by the clocks there."), "time"),
        Field("end_time", _("When it ends on its last day, by the clocks there."), "time"),
        Field("time_zone", _("The zone of these clocks, as the IANA names it.")),
        *in_languages("city", _("The city.")),
        Field("country", _("The country it is in, by code.")),
        Field("latitude", _("Of the city, in degrees (WGS 84)."), "number", "position.latitude"),
        Field("longitude", _("Of the city, in degrees (WGS 84)."), "number", "position.longitude"),
        *in_languages("venue", _("The building or place.")),
        Field("mode", _("In person, online, hybrid or not stated."), required=True),
        Field("status", _("Planned, postponed, cancelled or held."), required=True),
        *in_languages("first_plan", _("An earlier date or place, in words.")),
        Field("chairmanship", _("The chairmanship it was held under, by slug.")),
        Field("handover_to", _("The chairmanship that began at this meeting, by slug.")),
        Field("part_of", _("The meeting it belongs to, by slug.")),
        Field("part_kind", _("How it belongs to that meeting.")),
        Field(
            "participation",
            _("Whether delegations have a number of seats."),
            source="delegation_format.participation",
        ),
        Field(
            "representatives",
            _("Seats of a delegation."),
            "integer",
            "delegation_format.representatives",
        ),
        Field(
            "accompanying",
            _("Further seats of a delegation for those who accompany."),
            "integer",
            "delegation_format.accompanying",
        ),
        Field("seat_unit", _("What these seats are for."), source="delegation_format.unit"),
        Field("participants", _("Participants, as reported."), "integer", "reported.participants"),
        Field(
            "participants_qualifier",
            _("How the number of participants was reported."),
            source="reported.participants_qualifier",
        ),
        *(
            Field(name, about, "integer", f"reported.{name}")
            for name, about in {
                "partner_countries": _("Partner countries present, as reported."),
                "european_countries": _("European countries present, as reported."),
                "african_countries": _("African countries present, as reported."),
            }.items()
        ),
        *stamps(),
    ],
    ["slug"],
    {
        ("type",): ("meeting-types", ("slug",)),
        ("country",): TO_PARTNER,
        ("chairmanship",): ("chairmanships", ("slug",)),
        ("handover_to",): ("chairmanships", ("slug",)),
        ("part_of",): ("", ("slug",)),
    },
)
