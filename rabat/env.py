"""Typed reading of the environment: every helper converts the value or refuses it.

An empty variable counts as absent, as in most deployment tools. A refusal is a
`django.core.exceptions.ImproperlyConfigured` that names the variable and what it would take.
"""

import os
import re
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

_WORDS = {
    "1": True, "true": True, "yes": True, "on": True,
    "0": False, "false": False, "no": False, "off": False,
}  # fmt: skip


def read_text(name: str, default: str = "") -> str:
    """The value of `name` without surrounding blanks, or `default`."""
    return os.environ.get(name, "").strip() or default


def read_bool(name: str, default: bool) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off, in any case."""
    text = read_text(name)
    if not text:
        return default
    try:
        return _WORDS[text.lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name}={text!r}: use one of {', '.join(_WORDS)}.") from None


def read_int(name: str, default: int, *, minimum: int, maximum: int) -> int:
    """A whole number within the bounds, both included."""
    text = read_text(name)
    if not text:
        return default
    if not (re.fullmatch("-?[0-9]{1,18}", text) and minimum <= int(text) <= maximum):
        raise ImproperlyConfigured(
            f"{name}={text!r}: use a whole number from {minimum} to {maximum}."
        )
    return int(text)


def read_list(name: str, default: list[str] | None = None) -> list[str]:
    """The comma-separated parts, without blanks and empty ones."""
    return [part.strip() for part in read_text(name).split(",") if part.strip()] or default or []


def read_zone(name: str, default: str) -> str:
    """The name of a time zone of the IANA database, such as Europe/Brussels."""
    zone = read_text(name, default)
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown, outside the database, a folder of it
        raise ImproperlyConfigured(f"{name}={zone!r}: not an IANA time zone.") from None
    return zone


def read_contact(name: str) -> str:
    """A mailto: or https: address to write to, as RFC 9116 section 2.5.3 wants it, or nothing."""
    text = read_text(name)
    if text and not re.fullmatch(r"mailto:[!-~]+@[!-~]+\.[!-~]+|https://[!-~]+\.[!-~]+", text):
        raise ImproperlyConfigured(f"{name}={text!r}: use mailto:name@host or https://….")
    return text


def read_database(name: str, default: str) -> dict:
    """Django's settings of the database in a URL: sqlite:///file or postgres://user@host/name."""
    url = read_text(name, default)
    if url.partition("://")[0] not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name}: use sqlite:///… or postgres://….")
    try:
        config = environ.Env.db_url_config(url)
    except ValueError:  # its message may quote the password
        raise ImproperlyConfigured(f"{name}: not the URL of a database.") from None
    if not config["NAME"]:
        raise ImproperlyConfigured(f"{name}: names no database.")
    return config
