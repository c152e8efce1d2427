"""The tables of partners, chairmanships, documents, standing pages and vocabularies."""

from django.utils.translation import gettext_lazy as _

from events.data_package.references import (
    MEETING,
    PARTNER,
    PLAN,
    PRECISION,
    TO_ITEM,
    TO_MEETING,
    TO_PARTNER,
    TO_PLAN,
)
from events.data_package.table import (
    IDENTITY,
    NAME,
    POSITION,
    SLUG,
    TITLE,
    Field,
    Table,
    addresses,
    child,
    in_languages,
    item,
    numbered,
    parts_of,
    stamps,
)

CHAIRMANSHIP = _("The chairmanship, by slug.")
DOCUMENT = _("The document, by slug.")
PERIOD = [
    Field("start_date", _("Its first day."), "date"),
    Field("start_precision", _("How much of the first day is known.")),
    Field("end_date", _("Its last day."), "date"),
    Field("end_precision", _("How much of the last day is known; empty while it lasts.")),
]


def vocabulary(name: str, about: str, more: list[Field]) -> Table:
    """A list of kinds that staff keep."""
    fields = [
        Field("slug", _("By which other tables name it."), required=True),
        *NAME,
        *more,
        Field("order", _("Where it stands in lists."), "integer"),
        Field("retired_on", _("Since when it is not used any more."), "date"),
        *stamps(),
    ]
    return Table(name, name, about, fields, ["slug"])


PLURAL = in_languages("name_plural", _("Its name for several."))
CATEGORY = Field("category", _("Political, technical or other."), required=True)
VOCABULARIES = [
    vocabulary("meeting-types", _("Types of meetings."), [*PLURAL, CATEGORY]),
    vocabulary("outcome-kinds", _("Kinds of outcomes."), PLURAL),
    vocabulary("document-kinds", _("Kinds of documents."), []),
]
PARTNERS = [
    Table(
        "partners",
        "partners",
        _("Countries and organisations that take part in the dialogue."),
        [
            Field("code", _("ISO 3166-1 for countries, a short name otherwise."), required=True),
            IDENTITY,
            *addresses(),
            Field("kind", _("Country or organisation."), required=True),
            *NAME,
            Field("region", _("Its region.")),
            Field("side", _("Africa or Europe.")),
            *stamps(),
        ],
        ["code"],
    ),
    Table(
        "partner-other-names",
        "partners",
        _("Other names of partners."),
        [*child("partner", PARTNER), Field("name", _("The other name."), source="value")],
        ["partner", POSITION],
        {("partner",): TO_PARTNER},
        parts_of("partner", "other_names", "code"),
    ),
    Table(
        "partner-roles",
        "partners",
        _("The roles of partners, each with the time it lasted."),
        [
            *child("partner", PARTNER),
            Field("kind", _("The role."), required=True),
            Field("area", _("Of reference countries: the area, as an item of its plan.")),
            *PERIOD,
            Field("as_of", _("When a source says so, where no more is known.")),
        ],
        ["partner", POSITION],
        {("partner",): TO_PARTNER, ("area",): TO_ITEM},
        lambda partner: numbered(
            ({**role, "area": item(role["plan"], role["area"])} for role in partner["roles"]),
            partner=partner["code"],
        ),
    ),
]
CHAIRMANSHIPS = [
    Table(
        "chairmanships",
        "chairmanships",
        _("The turns of countries in the chair."),
        [
            SLUG,
            IDENTITY,
            *addresses(),
            Field("partner", PARTNER, required=True),
            *PERIOD,
            *in_languages("slogan", _("Its slogan.")),
            *in_languages("programme", _("Its programme, in Markdown.")),
            Field("handover_meeting", _("The meeting at which it began, by slug.")),
            *stamps(),
        ],
        ["slug"],
        {("partner",): TO_PARTNER, ("handover_meeting",): TO_MEETING},
    ),
    Table(
        "chairmanship-priorities",
        "chairmanships",
        _("The priorities of chairmanships."),
        [*child("chairmanship", CHAIRMANSHIP), *in_languages("text", _("The priority."))],
        ["chairmanship", POSITION],
        {("chairmanship",): ("chairmanships", ("slug",))},
        parts_of("chairmanship", "priorities"),
    ),
]


DOCUMENTS = [
    Table(
        "documents",
        "documents",
        _("Documents of meetings, chairmanships and action plans."),
        [
            SLUG,
            IDENTITY,
            *addresses(),
            *TITLE,
            *in_languages("short_title", _("Its title where it stands below its record.")),
            Field("kind", _("The kind of document, by slug."), required=True),
            Field("date", _("Its date, if known."), "date"),
            Field("date_precision", PRECISION),
            Field("meeting", MEETING),
            Field("chairmanship", CHAIRMANSHIP),
            Field("plan", PLAN),
            *stamps(),
        ],
        ["slug"],
        {
            ("kind",): ("document-kinds", ("slug",)),
            ("meeting",): TO_MEETING,
            ("chairmanship",): ("chairmanships", ("slug",)),
            ("plan",): TO_PLAN,
        },
    ),
    Table(
        "document-versions",
        "documents",
        _("The languages of documents, and where to read them."),
        [
            *child("document", DOCUMENT),
            Field("language", _("Its language (ISO 639), if stated.")),
            Field("url", _("Where to read it.")),
            Field(
                "file_name",
                _("The name of the file, if it is kept on this site."),
                "string",
                "file.name",
            ),
            Field("file_size", _("The size of this file, in bytes."), "integer", "file.size"),
        ],
        ["document", POSITION],
        {("document",): ("documents", ("slug",))},
        parts_of("document", "versions"),
    ),
]
PAGES = Table(
    "pages",
    "pages",
    _("The texts of the standing pages of this site."),
    [
        Field("key", _("By which the page is named."), source="id", required=True),
        *addresses(),
        *TITLE,
        *in_languages("body", _("Its text, in Markdown.")),
        *stamps(),
    ],
    ["key"],
)
RECORD = [*PARTNERS, *CHAIRMANSHIPS, *DOCUMENTS, PAGES, *VOCABULARIES]
