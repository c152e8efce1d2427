"""The words of a PDF, by what each of its fonts says its signs stand for."""

import io
import re

import pikepdf

MEANING = re.compile(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
MEANINGS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
SHOWS = {"Tj", "TJ"}


def text_of(content: bytes) -> str:
    """All signs of all pages in the order in which they are set, without spaces: a line ends
    where the typesetter liked."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return "".join("".join(signs_of(page).split()) for page in pdf.pages)


def signs_of(page: pikepdf.Page) -> str:
    fonts = {name: meanings(font) for name, font in page.resources.get("/Font", {}).items()}
    said, font = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = fonts[str(operands[0])]
        elif str(operator) in SHOWS:
            shown = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
            parts = [bytes(one) for one in shown if isinstance(one, pikepdf.String)]
            said += [sign for part in parts for sign in signs(part, font)]
    return "".join(said)


def signs(codes: bytes, font: dict[bytes, str]) -> list[str]:
    """What codes of two bytes each stand for."""
    return [font.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]


def meanings(font) -> dict[bytes, str]:
    """The signs of a font by code (PDF 32000-1, section 9.10.3), as Typst writes them."""
    tables = MEANINGS.findall(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else []
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(to.decode()).decode("utf-16-be")
        for table in tables
        for code, to in MEANING.findall(table)
    }
