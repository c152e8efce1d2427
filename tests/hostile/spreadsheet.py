"""Reading tables as a spreadsheet program does that knows nothing of who wrote them."""

import unicodedata

SIGNS = {*"=+-@−"}
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
# Signs of the category Cf that stand before a number and are drawn.
DRAWN = range(0x600, 0x8E3), range(0x110BD, 0x110CE), range(0x13430, 0x13440)


def seen(char: str) -> bool:
    """Whether a sign leaves a mark on the screen."""
    drawn = any(ord(char) in signs for signs in DRAWN) and char != "\N{ARABIC LETTER MARK}"
    selects = unicodedata.name(char, "").startswith("VARIATION SELECTOR")
    return drawn or not (selects or unicodedata.category(char) in UNSEEN)


def is_formula(cell: str) -> bool:
    """Whether the first sign that one sees, in whatever width it is written, begins a formula."""
    first = next((char for char in cell if seen(char)), "")
    return unicodedata.normalize("NFKC", first) in SIGNS


def formulas_in(text: str, separator: str) -> list[str]:
    """The cells of a CSV file that are formulas, of whoever takes this sign for the delimiter.

    A number that says no more than itself is none."""
    found = [cell for row in rows_of(text, separator) for cell in row if is_formula(cell)]
    return [cell for cell in found if not cell.lstrip("-").isdecimal()]


def rows_of(text: str, separator: str) -> list[list[str]]:
    """The cells. A quotation mark counts where a cell begins; what follows its end is taken as it
    stands, as Excel and LibreOffice do, while a strict reader would refuse it."""
    rows, row, cell, quoted, at = [], [], "", False, 0
    text = text.removeprefix("\ufeff")
    fresh = True
    while at < len(text):
        char = text[at]
        if quoted:
            if text.startswith('""', at):
                cell, at = cell + '"', at + 1
            elif char == '"':
                quoted = False
            else:
                cell += char
        elif char == '"' and fresh:
            quoted, fresh = True, False
        elif char == separator or char in "\r\n":
            row, cell, fresh = [*row, cell], "", True
            if char in "\r\n":
                rows, row = [*rows, row], []
        else:
            cell, fresh = cell + char, False
        at += 1
    return [*rows, [*row, cell]]
