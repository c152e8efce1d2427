"""Reading the public site as a browser or a robot does: elements, faults, all that is linked."""

import json
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin

ORIGIN = "http://testserver"
ELSEWHERE = ["/admin/", "/static/"]  # asks for a login; holds no pages
WITHOUT_END = {"base", "br", "hr", "img", "input", "link", "meta"}
HEADINGS = {"h1", "h2", "h3", "h4"}
PHRASES_ONLY = {*HEADINGS, "em", "label", "p", "s", "span", "strong", "summary", "time"}
BLOCKS = {*HEADINGS, "blockquote", "details", "div", "dl", "form", "nav", "ol", "p", "section"}
BLOCKS |= {"table", "ul"}
MONTH = re.compile(r"(.*/)[0-9]{4}/[0-9]{2}/")
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"div", "dt", "dd"}}


@dataclass(eq=False)
class Element:
    """An element with its attributes and what stands in it: texts and elements."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None"
    content: list = field(default_factory=list)

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    def walk(self):
        """The element itself and all below it, in the order of the page."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk()

    def all(self, tag: str, **attributes) -> list["Element"]:
        """The elements below with this tag and these attributes; a class may be one of several."""
        return [one for one in self.walk() if one.tag == tag and one.has(attributes)]

    def one(self, tag: str, **attributes) -> "Element":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        if "class_" in attributes:
            wanted = attributes["class_"]
            rest = {name: value for name, value in attributes.items() if name != "class_"}
            return wanted in (self["class"] or "").split() and self.has(rest)
        return all(self[name] == value for name, value in attributes.items())

    @property
    def text(self) -> str:
        """What a reader sees, with a plain space for spaces of every kind."""
        return " ".join(self._raw_text().split())

    @property
    def language(self) -> str | None:
        """The language of its text, from the nearest `lang`."""
        return self["lang"] or (self.parent and self.parent.language)

    def section(self, heading: str) -> "Element":
        """The section below with this heading."""
        headings = [one for tag in ("h2", "h3") for one in self.all(tag) if one.text == heading]
        (found,) = headings
        return found.parent

    def _raw_text(self) -> str:
        return "".join(p._raw_text() if isinstance(p, Element) else p for p in self.content)


class _Reader(HTMLParser):
    """Builds the tree and notes what is not in order."""

    def __init__(self):
        super().__init__()
        self.here = self.top = Element("", {}, None)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        doubled = [name for name, count in Counter(name for name, _ in attrs).items() if count > 1]
        self.faults += [f"<{tag}> has {name} twice" for name in doubled]
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.content.append(element)
        if tag not in WITHOUT_END:
            self.here = element

    def handle_endtag(self, tag):
        if self.here.tag != tag:
            self.faults.append(f"</{tag}> ends <{self.here.tag}>")
        self.here = self.here.parent or self.here

    def handle_data(self, data):
        self.here.content.append(data)


@dataclass
class Page:
    """A page as a tree. `faults` are the ways in which it is not in order, in words."""

    top: Element
    faults: list[str]

    def __getattr__(self, name: str):
        return getattr(self.top, name)


def read(response) -> Page:
    """The page that a response holds."""
    reader = _Reader()
    reader.feed(response.content.decode())
    reader.close()
    page = Page(reader.top, reader.faults)
    if reader.here is not reader.top:
        page.faults.append(f"<{reader.here.tag}> is never ended")
    page.faults += _faults(page)
    return page


def crawl(client, *starts: str, forms: bool = True, outside: tuple = ()) -> dict[str, object]:
    """The responses at the starts and at all they lead to on this site, by address.

    Follows every link of pages, every choice of their forms unless told not to (of all months, of
    one), and every address and object in JSON, but nothing elsewhere or `outside`. Pages are read
    once and kept as `page` of their response."""
    found, queue, months = {}, deque(starts), set()
    while queue:
        address = queue.popleft()
        if address in found or address.startswith((*ELSEWHERE, *outside)):
            continue
        response = found[address] = client.get(address)
        calendar = MONTH.match(address)
        choosing = forms and not (calendar and calendar[1] in months)
        months |= {calendar[1]} if calendar else set()
        queue.extend(local(address, leads(address, response, forms=choosing)))
    return found


def leads(address: str, response, *, forms: bool) -> list[str]:
    """The addresses that an answer names."""
    response.page = None
    if location := response.headers.get("Location"):
        return [location]
    if response["Content-Type"] == "application/json":
        content = json.loads(response.content)
        # Changes and what search finds name no object by an address below their own.
        objects = [one for one in content.get("results", []) if not {"op", "object"} & one.keys()]
        keys = [key_of(one) for one in objects]
        return addresses_in(content) + [f"{address.partition('?')[0]}{key}/" for key in keys]
    if not response["Content-Type"].startswith("text/html"):
        return []
    page = response.page = read(response)
    choosing = page.all("form") if forms else []
    named = [one["href"] for one in page.walk() if one["href"]]
    return named + [choice for form in choosing for choice in choices(form)]


def key_of(one: dict) -> str:
    """What names an object of the API in its address; items of plans are named with their plan."""
    code = None if "plan" in one else one.get("code")
    return one.get("slug") or code or one["id"]


def local(address: str, named: list[str]) -> list[str]:
    """Those of the named addresses that are on this site, without origin and fragment."""
    whole = [urldefrag(urljoin(ORIGIN + address, one)).url for one in named]
    return [one.removeprefix(ORIGIN) for one in whole if one.startswith(f"{ORIGIN}/")]


def addresses_in(value) -> list[str]:
    """The addresses on this site in JSON."""
    if isinstance(value, str):
        return [value] if value.startswith(ORIGIN) else []
    if not isinstance(value, dict | list):
        return []
    below = value if isinstance(value, list) else value.values()
    return [found for part in below for found in addresses_in(part)]


def choices(form: Element) -> list[str]:
    """The addresses to which a form leads with one of its fields filled in."""
    named = [(one["name"], one["value"]) for one in form.all("input") if one["value"]]
    for select in form.all("select"):
        named += [(select["name"], one["value"]) for one in select.all("option") if one["value"]]
    return [f"{form['action']}?{urlencode([pair])}" for pair in named]


def _faults(page: Page) -> list[str]:
    elements = list(page.walk())
    ids = Counter(one["id"] for one in elements if one["id"] is not None)
    found = [f"id {name} is used {count} times" for name, count in ids.items() if count > 1]
    if count := len(page.all("h1")) - 1:
        found.append(f"{count + 1} h1")
    for one in elements:
        found += _faults_of(one, ids)
    return found + _unlabelled(page)


def _faults_of(one: Element, ids) -> list[str]:
    found = []
    parent = one.parent.tag if one.parent else ""
    if one.tag in BLOCKS and parent in PHRASES_ONLY:
        found.append(f"<{one.tag}> in <{parent}>")
    if parent in CHILDREN and one.tag not in CHILDREN[parent]:
        found.append(f"<{one.tag}> in <{parent}>")
    if one.tag == "li" and parent not in ("ul", "ol"):
        found.append(f"<li> in <{parent}>")
    if one.tag == "a" and (not one["href"] or not (one.text or one["aria-label"])):
        found.append(f"link without aim or words: {one.attributes}")
    pointed = [*(one["aria-labelledby"] or "").split(), *(one["for"] or "").split()]
    if (one["href"] or "").startswith("#"):
        pointed.append(one["href"][1:])
    return found + [f"nothing has the id {name}" for name in pointed if name not in ids]


def _unlabelled(page: Page) -> list[str]:
    fields = [one for tag in ("input", "select", "textarea") for one in page.all(tag)]
    fields = [one for one in fields if one["type"] not in ("hidden", "submit")]
    labelled = {label["for"] for label in page.all("label") if label.text}
    return [f"{one['name']} has no label" for one in fields if one["id"] not in labelled]
