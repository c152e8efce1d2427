"""Every form there is, found on the pages of all routes, and what is typed into it that should
not be."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.browsing import Element, read
from tests.every_route import address_of, every_route
from tests.hostile.answers import LEFT_OUT, Answer, kept
from tests.payloads import BROKEN, EVERYTHING
from tests.personas import ANONYMOUS

PUBLIC = ("nomination-form", "account_login")  # what somebody may fill in who has no account
URLENCODED = "application/x-www-form-urlencoded"
COUNTS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


@dataclass(frozen=True)
class Form:
    """A form on a page. `fields` are its values by name, `hidden` and `files` names of some;
    `actions` is what it offers to do with the records that are ticked."""

    who: str
    address: str
    fields: dict[str, str]
    hidden: set[str]
    files: set[str]
    actions: list[str]

    def filled(self, value: Callable[[int], object]) -> dict:
        """What is sent with another value in each field that somebody sees."""
        seen = [name for name in self.fields if name not in self.hidden]
        return self.fields | {name: value(number) for number, name in enumerate(seen)}


def forms_of(world, clients) -> list[Form]:
    """All forms that send something, once each, by who may see them. Earlier versions of a record
    have the form of the record."""
    found = {}
    for name, arguments in every_route().items():
        if name not in LEFT_OUT and not name.endswith("_simple_history"):
            who = ANONYMOUS if name in PUBLIC else "administrator"
            for form in on(clients[who], who, address_of(name, arguments, world)):
                found[form.who, form.address, *form.fields] = form
    return [*found.values()]


def on(client, who: str, address: str) -> list[Form]:
    """The forms on the page at an address, if there is a page."""
    response = client.get(address)
    if response.streaming or not response["Content-Type"].startswith("text/html"):
        return []
    forms = [one for one in read(response).all("form") if (one["method"] or "").lower() == "post"]
    forms = [one for one in forms if "logout" not in (one["action"] or "")]
    return [form_of(who, urljoin(address, one["action"] or ""), one) for one in forms]


def form_of(who: str, address: str, form: Element) -> Form:
    named = [
        one for one in form.walk() if one["name"] and one.tag in ("input", "select", "textarea")
    ]
    ours = [one["name"] for one in named if one["name"] != "csrfmiddlewaretoken"]
    return Form(
        who,
        address,
        {one["name"]: value_of(one) for one in named if one["name"] in ours},
        {one["name"] for one in named if one["type"] == "hidden"},
        {one["name"] for one in named if one["type"] == "file"},
        [
            option["value"]
            for one in named
            if one["name"] == "action"
            for option in one.all("option")
        ],
    )


def value_of(one: Element) -> str:
    """What a browser would send of a field."""
    if one.tag == "textarea":
        return one.text
    if one.tag == "select":
        options = one.all("option")
        chosen = [option for option in options if "selected" in option.attributes] or options
        return chosen[0]["value"] or "" if chosen else ""
    return one["value"] or ""


def with_files(form: Form) -> dict:
    """Payloads everywhere, also as names and contents of files."""
    files = {
        name: SimpleUploadedFile(f"{EVERYTHING[1]}.pdf", EVERYTHING[0].encode())
        for name in form.files
    }
    return form.filled(lambda number: EVERYTHING[number % len(EVERYTHING)]) | files


def half_pairs(form: Form) -> bytes:
    """What no encoding takes, which only a body of bytes can say, and a NUL."""
    bad = quote(BROKEN["half a pair"], errors="surrogatepass") + "%ff" + quote(BROKEN["NUL"])
    values = {name: quote(value) for name, value in form.fields.items() if name in form.hidden}
    return "&".join(f"{quote(name)}={values.get(name, bad)}" for name in form.fields).encode()


def claimed(form: Form) -> dict:
    """More parts than there are."""
    return form.fields | {name: HUGE[:9] for name in form.fields if name.endswith(COUNTS)}


# What is sent instead of what somebody would fill in.
HUGE, ODD = "9" * 30, ["2023-02-30", "0000-00-00", "é" * 3_000, ["1", "x", ""], "31/31/31", "-1"]
BAD = {
    "payloads": with_files,
    "half a pair and a NUL": half_pairs,
    "a huge number": lambda form: form.filled(lambda number: HUGE),
    "no dates, long texts, lists": lambda form: form.filled(lambda number: ODD[number % len(ODD)]),
    "other hidden ones": lambda form: form.fields | dict.fromkeys(form.hidden, "-1 x"),
    "huge counts": claimed,
    "nothing": lambda form: {},
}
KEYS = [HUGE, BROKEN["NUL"], EVERYTHING[0], "-1"]  # of records that somebody would tick


def all_sent(world, clients) -> dict[str, list[Answer]]:
    """By what is bad: the answers to all forms; whatever they changed is undone."""
    forms = forms_of(world, clients)
    found = {kind: [sent(clients, one, bad(one)) for one in forms] for kind, bad in BAD.items()}
    found["keys of nothing"] = [
        sent(clients, form, form.fields | {"action": action, "_selected_action": key})
        for form in forms
        for action in form.actions
        for key in KEYS
    ]
    return found


def sent(clients, form: Form, data: dict | bytes) -> Answer:
    cache.clear()  # of how often somebody has tried already
    client = clients[form.who]
    cookies = deepcopy(client.cookies)
    how = {"content_type": URLENCODED} if isinstance(data, bytes) else {}
    with transaction.atomic():
        response = client.post(form.address, data, **how)
        transaction.set_rollback(True)
    client.cookies = cookies
    return kept(response, form.address, form.address, form.who, "en")
