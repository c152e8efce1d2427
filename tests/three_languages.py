"""The settings of a site that speaks Arabic too, as whoever adds a language would write them.

`migrations_of_three` holds the migrations of the project and the one that this makes necessary."""

from rabat.settings import *  # noqa: F403 - settings build on settings
from rabat.settings import LANGUAGES as TWO_LANGUAGES

LANGUAGES = [*TWO_LANGUAGES, ("ar", "Arabic")]
MIGRATION_MODULES = {
    "events": "migrations_of_three.events",
    "actionplan": "migrations_of_three.actionplan",
}
