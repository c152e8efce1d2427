"""What is said of resources, their forms, parameters, members and answers."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLE = _("API of the Rabat Process")
ABOUT = _(
    "The public record of the Rabat Process for programs: read-only, in JSON, without "
    "registration. Partners are referred to by code; meetings, plans, chairmanships and documents "
    "by slug; items of plans by plan and code."
)

# By name in the address: what it is called, and what is to be known of it.
RESOURCES = {
    "": (
        _("Resources"),
        _("The addresses of all lists."),
    ),
    "meetings": (
        _("Meetings"),
        _(
            "All that is public about a meeting, the latest first. A meeting that was moved or "
            "renamed is found at its former address too, which leads to the new one."
        ),
    ),
    "meeting-types": (_("Types of meetings"), _("Conferences, workshops, webinars …")),
    "outcome-kinds": (_("Kinds of outcomes"), _("What comes out of meetings, as counted nouns.")),
    "partners": (
        _("Partners"),
        _(
            "Countries and organisations, by kind and code, with the roles they had and have. "
            "“status” is what these make them today, or on the day “as_of”."
        ),
    ),
    "chairmanships": (
        _("Chairmanships"),
        _("The turns of countries in the chair, the latest first."),
    ),
    "action-plans": (
        _("Action plans"),
        _(
            "Plans with all their areas, objectives and actions, the newest first. Items whose "
            "place in the plan is not recorded stand beside the areas."
        ),
    ),
    "areas": (
        _("Areas"),
        _("The first level of all plans, which some call domain or pillar."),
    ),
    "objectives": (
        _("Objectives"),
        _(
            "The objectives of all plans. One printed in parts, such as 5a and 5b, is listed as a "
            "whole and by part: to count objectives, count the numbers in a plan."
        ),
    ),
    "actions": (_("Actions"), _("The actions of all plans.")),
    "recommendations": (
        _("Recommendations"),
        _("Recommendations of meetings, registered one by one, with what became of them."),
    ),
    "documents": (
        _("Documents"),
        _("The latest first; those without a recorded date last."),
    ),
    "document-kinds": (_("Kinds of documents"), _("Declarations, reports, videos …")),
    "pages": (_("Standing pages"), _("The texts of pages such as the one about the dialogue.")),
    "coverage": (
        _("Coverage of a plan"),
        _(
            "Which items of a plan meetings addressed: all meetings, or those that the filters of "
            "meetings leave. Counted are meetings held and over on the day “as_of”, by links that "
            "a source states; inferred ones stand beside them. An objective printed in parts "
            "counts once. “Addressed” does not mean “implemented”."
        ),
    ),
    "search": (
        _("Search"),
        _("What holds the words asked for, in either language, the best first."),
    ),
    "changes": (
        _("Changes"),
        _(
            "For those who keep a copy: first the whole record, then what has changed since a "
            "cursor, in the order of “seq”, each record once and as it is now. Ask again with "
            "“after” set to the “cursor” of the answer: at once while “more” is true. Objects of "
            "partners come without “status”, which time alone can change."
        ),
    ),
    "data-package": (
        _("Everything in one file"),
        _(
            "The whole public record as a Frictionless Data Package (ZIP): tables in CSV, the "
            "objects as JSON, and what each column means. It is made anew soon after each change; "
            "its “cursor” leads on from it in the changes."
        ),
    ),
    "openapi": (_("This description"), _("In the form of OpenAPI 3.1.")),
}

# By what a view calls it: the form of an answer, and what is to be known of that.
FORMS = {
    "list": (pgettext_lazy("form of an answer", "list"), ""),
    "retrieve": (pgettext_lazy("form of an answer", "one of them"), ""),
    "table": (
        _("all as a table (CSV)"),
        _(
            "A column per member, one per language for texts. Several values of a member stand in "
            "one cell; what has members itself is written there as JSON."
        ),
    ),
    "calendar": (
        _("as a calendar (iCalendar)"),
        _(
            "The meetings of the past two years and to come whose days are known, to subscribe to "
            "(RFC 5545)."
        ),
    ),
    "entry": (
        _("one for a calendar (iCalendar)"),
        _("If the days of the meeting are known; otherwise the answer is 404."),
    ),
    "places": (
        _("all on a map (GeoJSON)"),
        _(
            "A feature per meeting (RFC 7946). “precision” says whether its point is that of the "
            "city or only somewhere in the country; a meeting online, or without a known place, "
            "has no point."
        ),
    ),
    "get": (pgettext_lazy("form of an answer", "answer"), ""),
}
# The table of meetings is that of their page.
MEETING_TABLE = _("A line per meeting, with headings and texts in one language, as on the page.")

# What parameters mean, where the name of a filter does not say enough.
PARAMETERS = {
    "fields": _("Names of the members wanted, separated by commas. All of them unless told."),
    "lang": _(
        "The language of texts, which are then single texts: the member “title_lang” says which "
        "language “title” is in, since a missing text is given in the other."
    ),
    "updated_since": _("Only what the public has seen change since that moment (RFC 3339)."),
    "as_of": _("As it was on that day, such as 2024-01-31; today unless told."),
    "page": _("Which page of the list, from 1 on."),
    "page_size": _("How many objects a page holds."),
    "after": _("The “cursor” of an earlier answer. Without it, everything is given."),
    "resource": _("Only these resources; several may be named."),
    "kind": _("Only results of this kind."),
    "q": _("Words that are looked for in both languages."),
    "item": _("An area, objective or action, as plan.code: cadiz-action-plan.objective-7."),
    "area": _("An area, as plan.code: cadiz-action-plan.area-3."),
    "objective": _("An objective, as plan.code: cadiz-action-plan.objective-5a."),
}
SEVERAL = _("May be given several times: any of the values.")
PLACE = _("What names it in its address.")
FILE_LANGUAGE = _("The language of the file.")

# What members mean that the tables of the data package do not name.
MEMBERS = {
    "id": _("Its identity, which never changes."),
    "plan": _("The action plan, by slug."),
    "related": _("The addresses of what belongs to it and of what it belongs to; null where none."),
    "position": _("Of the city, in degrees (WGS 84)."),
    "status": _("What its roles make it today, or on the day asked for."),
    "delegation_format": _("The seats of a delegation, as in “1+1 per country”."),
    "reported": _("The numbers that were reported."),
    "linked_from": _("The same links, seen from the other meeting."),
    "documents": _("Its documents, by slug."),
    "file": _("The file, if it is kept on this site."),
    "former_slugs": _("Former slugs, whose addresses lead to the present one."),
    "delegations_present": _("The partners whose delegations were present, by code."),
    "adopted_plans": _("The action plans that it adopted, by slug."),
    "other_names": _("Other names of it."),
    "objectives_without_area": _("Objectives whose area is not recorded."),
    "actions_without_objective": _("Actions whose objective is not recorded."),
    "areas": _("Its areas, with their objectives and the actions of these."),
    "objectives": _("Its objectives, with their actions."),
    "actions": _("Its actions."),
    "objective": _("The objective it belongs to, by its code in the plan."),
    "area": _("The area it belongs to, by its code in the plan."),
}

STATUSES = {
    200: _("The answer."),
    301: _("It has moved to the address in Location."),
    304: _("Nothing has changed since the answer whose ETag was sent in If-None-Match."),
    400: _("A parameter that is not known, or a value that cannot be: “errors” names each."),
    401: _("The token sent is not known, has expired or was revoked."),
    404: _("There is nothing at this address, or no longer."),
    410: _("The cursor is too old, or of another database: take everything anew."),
    429: _("Too many requests: Retry-After says how many seconds to wait."),
}
TOKEN = _(
    "A token of the secretariat, for partners who ask often. The API answers without one too."
)
RATE_POLICY = _("How many requests are allowed (q) in how many seconds (w).")
RATE = _("How many requests are left (r) until the limit begins anew, in seconds (t).")
VALIDATOR = _("Names this state of the answer, to be sent back in If-None-Match.")
