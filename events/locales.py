"""What CLDR knows of the site's languages: how they call each other, how others call them."""

from babel import Locale
from babel.core import get_global

BABEL_LOCALES = {"en": "en_GB"}  # 25 April 2023, not April 25, 2023


def locale_of(language: str) -> Locale:
    """Babel's locale for one of the site's languages."""
    return Locale.parse(BABEL_LOCALES.get(language, language).replace("-", "_"))


def language_name(language: str, reader: str) -> str:
    """A language as a reader of another one calls it within a sentence: French, anglais."""
    names = locale_of(reader).languages
    return names.get(language.replace("-", "_")) or names.get(language[:2], language)


def with_territory(language: str) -> str:
    """A language with the territory it is most likely of: en_GB, fr_FR."""
    locale = locale_of(language)
    territory = locale.territory or get_global("likely_subtags")[locale.language].split("_")[-1]
    return f"{locale.language}_{territory}"
