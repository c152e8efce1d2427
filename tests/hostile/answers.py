"""What the whole site answers about the poisoned record: every route, to the public in both
languages and to staff, and what routes give only when asked with more."""

from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.urls import reverse

from actionplan.preview_links import DAYS, token_for
from tests.every_route import address_of, every_route
from tests.exchange import RESOURCES, exported, upload
from tests.payloads import CANARY
from tests.personas import ANONYMOUS, log_in

# What is added to an address, by the end of its name, to see more than it shows by itself.
MORE = {
    "_export": ["?as=csv", "?as=xlsx"],
    "_changelist": [f"?q={CANARY}"],
    "coverage": ["?by=year"],
    "search": [f"?q={CANARY}"],
    "meeting-list": [f"?q={CANARY}"],
    "document-list": [f"?q={CANARY}"],
    "meeting-months": ["?month=2024-02"],
    "admin:events_meeting_invite": ["?who=partner"],
}
# Ends the session of the test.
LEFT_OUT = {"account_logout", "admin:logout"}


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer. `kind` is its type of content; `who` asked for it."""

    name: str
    address: str
    who: str
    language: str
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.content.decode()

    def __str__(self):
        return f"{self.who} {self.address}"


def all_answers(world) -> list[Answer]:
    """Every route asked by the public in each language, and those of the administration by who
    may see all of it."""
    found = []
    for who in (ANONYMOUS, "administrator"):
        client = log_in(Client(raise_request_exception=False), who)
        for language in dict(settings.LANGUAGES) if who == ANONYMOUS else ["en"]:
            found += asked(client, who, language, world)
    return [*found, *previews(world), *checked_imports()]


def asked(client, who: str, language: str, world) -> list[Answer]:
    found = []
    for name, arguments in every_route().items():
        inside = "admin" in name or name.startswith(("mfa", "account"))
        if inside == (who == ANONYMOUS) or name in LEFT_OUT:
            continue
        address = address_of(name, arguments, world, language)
        more = next((more for end, more in MORE.items() if name.endswith(end)), [])
        for one in (address, *(address + query for query in more)):
            found.append(answer(client, name, one, who, language))
    return found


def answer(client, name: str, address: str, who: str, language: str) -> Answer:
    return kept(client.get(address), name, address, who, language)


def kept(response, name: str, address: str, who: str, language: str) -> Answer:
    """A response without what it hangs on."""
    content = b"".join(response) if response.streaming else response.content
    headers = {**response.headers} | {
        f"Set-Cookie: {name}": cookie.OutputString() for name, cookie in response.cookies.items()
    }
    return Answer(name, address, who, language, response.status_code, headers, content)


def previews(world) -> list[Answer]:
    """A draft as whoever has the link to its preview sees it."""
    address = reverse("preview", args=[token_for(world.draft, DAYS[0])])
    return [answer(Client(), "a draft", address, ANONYMOUS, "en")]


def checked_imports() -> list[Answer]:
    """What staff are shown when they bring in tables in which every text is another one."""
    client, found = log_in(Client(), "administrator"), []
    for resource in RESOURCES:
        content = exported(resource, "csv-en").replace(b"pwnd(", b"pwnd(again ")
        response = upload(client, resource, content, f'"><{CANARY}>.csv')
        (address, _status) = response.redirect_chain[-1]
        found.append(kept(response, "import", address, "administrator", "en"))
    return found
