"""What of a page could act: elements, attributes and addresses that a text may have brought."""

import json
import re
from urllib.parse import unquote, urlsplit

from tests.browsing import Element, Page
from tests.payloads import CANARY

# Elements that no page of ours has, whoever wrote it.
FOREIGN = {"iframe", "object", "embed", "applet", "frame", "frameset", "math", "style"}
ADDRESSES = {"action", "background", "cite", "data", "formaction", "href", "longdesc", "manifest"}
ADDRESSES |= {"ping", "poster", "src", "srcdoc", "srcset", "xlink:href", "hx-get", "hx-post"}
FOLLOWED = {"a", "link", "form"}  # what leads elsewhere only when somebody wants to
SCHEMES = {"", "http", "https", "mailto", "tel"}
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")  # what browsers leave out of a scheme
DATA = ("application/ld+json", "application/json")


def faults_of(page: Page) -> list[str]:
    """What on a page acts that should not, in words."""
    return [fault for one in page.walk() for fault in faults_of_element(one)]


def faults_of_element(one: Element) -> list[str]:
    found = []
    # A base may say in which window links open, and not where they lead.
    moved = one.tag == "base" and set(one.attributes) != {"target"}
    if one.tag in FOREIGN or CANARY in one.tag or moved:
        found.append(f"<{one.tag}>")
    for name, value in one.attributes.items():
        if name.startswith("on") or name == "style" or CANARY in name:
            found.append(f"<{one.tag} {name}>")
        if name in ADDRESSES:
            found += faults_of_address(one.tag, name, value)
    if one.tag == "script":
        found += faults_of_script(one)
    if one.tag == "meta" and (one["http-equiv"] or "").lower() == "refresh":
        found.append("<meta> leads elsewhere")
    return found


def faults_of_address(tag: str, name: str, value: str) -> list[str]:
    """An address leads to a page or a letter; what is fetched unasked comes from here."""
    address = urlsplit(UNSEEN.sub("", value))
    foreign = address.netloc not in ("", "testserver")
    if address.scheme not in SCHEMES:
        return [f"<{tag} {name}> leads to {address.scheme}:"]
    if (foreign or CANARY in unquote(address.path)) and tag not in FOLLOWED:
        return [f"<{tag} {name}> fetches {value}"]
    return []


def faults_of_script(one: Element) -> list[str]:
    """A script is a file of ours, or data that nobody runs."""
    content = "".join(part for part in one.content if isinstance(part, str))
    if one["src"]:
        ours = one["src"].startswith(("/static/", "/admin/jsi18n/"))
        return [] if ours and not content.strip() else [f"<script src={one['src']}>"]
    if one["type"] not in DATA:
        return [f"<script> {content[:80]}"]
    json.loads(content)
    return []
