"""What the frame of every page needs: its other languages, its title, where the visitor is."""

import re
from dataclasses import dataclass
from html import unescape

from django import template
from django.http import QueryDict
from django.urls import translate_url
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, get_language_info

from actionplan.translation import LANGUAGES, SOURCE_LANGUAGE, heading, languages_of, served
from events.locales import language_name, with_territory

register = template.Library()


@dataclass(frozen=True)
class Version:
    """A page in one language. `exists` unless its record lacks that language, and then what
    stands at the address is a copy of the page in another."""

    code: str
    path: str  # with query, without host: the page that refuses a host that is not ours has one
    known: str  # the same with what of the query makes it this page: what search engines are told
    active: bool
    exists: bool

    @property
    def name(self) -> str:
        """The language in itself, to stand alone: Français."""
        return get_language_info(self.code)["name_local"].capitalize()

    @property
    def locale(self) -> str:
        return with_territory(self.code)


@register.simple_tag(takes_context=True)
def versions(context) -> list[Version]:
    """This page in every language; of something that is not there, the home page."""
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    known = f"{here.partition('?')[0]}{_query(context)}"
    record = context.get("object")
    existing = languages_of(record) if record else LANGUAGES
    preview = context.get("preview")
    return [
        Version(
            code,
            preview.addresses[code] if preview else _in_language(here, code),
            _in_language(known, code),
            code == get_language(),
            code in existing,
        )
        for code in LANGUAGES
    ]


def _query(context) -> str:
    """What of the query makes a page this page: the filters that are on, the page of a list."""
    query = QueryDict(mutable=True)
    query.update(context.get("kept") or {})
    page = context.get("page_obj")
    if page and page.number > 1:
        query["page"] = page.number
    return f"?{query.urlencode()}" if query else ""


def _in_language(address: str, code: str) -> str:
    path = translate_url(address, code)
    return path if path.startswith(f"/{code}/") else f"/{code}/"


@register.filter
def original(versions: list[Version]) -> Version | None:
    """Of the versions of a page the one that search engines are to know: itself, unless it only
    repeats another."""
    active = [one for one in versions if one.active and one.exists]
    return next((one for one in active or versions if one.exists), None)


@register.filter
def by_browser(versions: list[Version]) -> str:
    """The address of a page without its language, which leads to that the browser asks for."""
    source = next(one for one in versions if one.code == SOURCE_LANGUAGE)
    return source.known.removeprefix(f"/{SOURCE_LANGUAGE}")


@register.simple_tag(takes_context=True)
def title_language(context) -> str:
    """The language of the title, where it is that of a record and not the reader's; else ""."""
    record = context.get("object")
    name = heading(record) if record else ""
    found = served(record, name) if name else None
    return found.language if found and found.fallback else ""


@register.simple_block_tag
def plain(content: str, longest: int = 0) -> str:
    """What stands within, without markup, in one line, and of so many characters at most."""
    text = re.sub(r"[ \t\r\n]+", " ", unescape(strip_tags(content))).strip()
    text = re.sub(r" (?=[,.])", "", text)  # left there by an include that ends its line
    if not longest or len(text) <= longest:
        return text
    return re.sub(r"[\s,;:–(]+$", "", text[: longest - 1].rpartition(" ")[0]) + "…"


@register.simple_tag(takes_context=True)
def current(context, section: str):
    """The attribute that marks the section of the site the visitor is in, in its navigation."""
    path = context["request"].path if "request" in context else ""
    if not path.startswith(section):
        return ""
    return mark_safe(' aria-current="page"' if path == section else ' aria-current="true"')  # noqa: S308, two constants


@register.filter
def named_for(language: str, reader: str) -> str:
    """A language as a reader of another one calls it: French, anglais."""
    return language_name(language, reader)
