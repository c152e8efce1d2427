"""Typed reading of the environment: every helper converts the value or refuses it.

An empty variable counts as absent, as in most deployment tools. A refusal is a
`django.core.exceptions.ImproperlyConfigured` that names the variable and what it would take.
"""

import os
import re
from email.utils import parseaddr
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

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


def read_cache(name: str, *, table: str) -> dict:
    """Django's settings of the cache that servers share: Redis at a URL, or a table of the
    database. That holds more than Django's 300 rows, of which any visitor could make so many that
    the counts of failed attempts to log in give way; `manage.py work` deletes what has expired."""
    url = read_text(name)
    if not url:
        return {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": table,
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    if not re.fullmatch(r"(rediss?|unix)://[!-~]+", url):
        raise ImproperlyConfigured(f"{name}: use redis://host:port/number, rediss:// or unix://.")
    return {"BACKEND": "rabat.shared_cache.SharedCache", "LOCATION": url}


def read_address(name: str, default: str = "") -> str:
    """An address to write from or to: name@host, or Name <name@host>."""
    text = read_text(name, default)
    try:
        if text and text.isprintable():
            validate_email(parseaddr(text)[1])
        elif text:
            raise ValidationError(name)
    except ValidationError:
        raise ImproperlyConfigured(f"{name}={text!r}: use name@host or Name <name@host>.") from None
    return text


def read_email(name: str) -> dict:
    """Django's EMAIL_… settings of the mail server in a URL; without one, letters are printed.

    smtp://user:password@host:port, smtp+tls:// (STARTTLS), smtp+ssl://, or filemail:///folder."""
    url = read_text(name, "consolemail://")
    refusal = (
        f"{name}: use smtp+tls://user:password@host:port, smtp+ssl://, smtp:// or filemail://."
    )
    kind = url.partition("://")[0]
    if kind not in ("consolemail", "filemail", "smtp", "smtp+tls", "smtp+ssl") or "?" in url:
        raise ImproperlyConfigured(refusal)
    try:
        config = environ.Env.email_url_config(url)
    except ValueError:  # its message may quote the password
        raise ImproperlyConfigured(refusal) from None
    if "smtp" in kind and not config["EMAIL_HOST"]:
        raise ImproperlyConfigured(refusal)
    if kind == "filemail":
        config["EMAIL_FILE_PATH"] = f"/{config['EMAIL_FILE_PATH']}"
    if kind == "smtp+tls":
        config["EMAIL_PORT"] = config["EMAIL_PORT"] or 587
    return config
