"""The French of the interface follows the rules of national typography (Lexique des règles
typographiques en usage à l’Imprimerie nationale)."""

import re

import pytest

from tests.interface import messages

NO_BREAK, NARROW = "\u00a0", "\u202f"
RULES = {
    "a straight apostrophe": r"\w'\w|\w'%",
    "straight quotation marks": r'"',
    "no narrow no-break space before a high sign": rf"(?<![{NARROW}?!])[;!?](?![\w=&])",
    "no no-break space before a colon": rf"(?<!{NO_BREAK}):(?!//|\w)",
    "no no-break space within guillemets": rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»",
    "a number parted from its noun": r"\d (?!(?:à|alpha|et|ou|pour)\b)[a-zà-ÿ]",
    "a breakable space after n°": r"n° |nº",
    "three dots": r"\.\.\.",
    "an ordinal that is not 1er or 1re": r"\b1(?:ier|ère|ere)\b|\b\d+(?:ème|ieme)\b",
    "a capital without its accent": r"(?:^|[.:?!]\W)A (?!décliné)\w"
    r"|\b(?:E(?:tat|tude|tape|crire|v[eé]n|quip|lect)|Ecran)",
    "œ in two letters": r"\boe(?:uvre|il)|\bm?oeu[rvd]",
    "a space doubled": r"  ",
}


@pytest.mark.parametrize("rule", RULES)
def test_the_catalogue_keeps_the_rule(rule):
    broken = [french for _english, french in messages() if re.search(RULES[rule], french)]

    assert broken == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("a straight apostrophe", "l'action"),
        ("no narrow no-break space before a high sign", "Quoi ?"),
        ("no narrow no-break space before a high sign", "Ici; là"),
        ("no no-break space before a colon", "Par : là"),
        ("no no-break space within guillemets", "«mot»"),
        ("a number parted from its noun", "29 pays"),
        ("a capital without its accent", "A corriger"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule, text):
    assert re.search(RULES[rule], text)
