"""Texts that a spreadsheet program would take for a formula, and how tables keep them from it.

What begins with a sign such as = + - @ gets an apostrophe before it (OWASP, "CSV Injection"), also
where the sign is a full-width one or hides behind spaces and signs that nobody sees. A text that
already has apostrophes there gets one more, so that taking one away always gives the text back.
"""

import re

# With the forms that programs take for the same: full-width, small, raised, lowered, Hebrew; minus.
SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−﬩"
# What may stand before the sign and not be seen: spaces of every width, controls, marks of
# direction, joiners, fillers, variation selectors, tags. A quotation mark opens a cell.
UNSEEN = (
    '"\\s\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f'
    "\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# At the beginning, tabulators and line ends are as bad as a sign.
FORMULA = re.compile(f"'*(?:[\t\r\n]|[{UNSEEN}]*[{SIGNS}])")
# Where a cell begins for a program that takes another sign for the delimiter than was meant, as
# those of some countries do: it breaks texts at it, and at line ends, whatever quotes them.
STARTS = "(?<=[,;\t\r\n])"
INNER = f"'*(?:(?![\t\r\n])[{UNSEEN}])*[{SIGNS}]"
UNGUARDED_INSIDE = re.compile(f"{STARTS}(?={INNER})")
GUARDED_INSIDE = re.compile(f"{STARTS}'(?={INNER})")


def guarded(value):
    """A text that no program evaluates; anything else, such as a negative number, as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def unguarded(value):
    """The text before `guarded`; anything else as it is."""
    if isinstance(value, str) and value.startswith("'") and FORMULA.match(value):
        return value[1:]
    return value


def guarded_throughout(value):
    """A text of a file whose cells a program may divide anew: guarded wherever one may begin."""
    return UNGUARDED_INSIDE.sub("'", guarded(value)) if isinstance(value, str) else value


def unguarded_throughout(value):
    """The text before `guarded_throughout`; anything else as it is."""
    return unguarded(GUARDED_INSIDE.sub("", value)) if isinstance(value, str) else value
