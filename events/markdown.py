"""Texts that staff write in Markdown (CommonMark with tables), as HTML that can do no harm.

Two walls, each of which would do: HTML in the text is text, and whatever the first lets through
the second takes out. Nothing in the outcome runs, is styled, or is fetched when the page is read.
"""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Off beside HTML: pictures, since nothing may be fetched from elsewhere, and definitions of links
# used many times over, with which a short text could unfold into a huge page.
PARSER = (
    MarkdownIt("commonmark", {"html": False, "linkify": False})
    .enable("table")
    .disable(["html_block", "html_inline", "image", "reference"])
)
# The same with HTML let through, to see whether somebody wrote any.
SEES_TAGS = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["image", "reference"])
# Signs that nobody sees and no text needs: controls other than tabulator and line feed, the mark
# of a byte order, and separators of lines that only some programs take for line ends.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
# Lines of words alone: at their beginning no sign can open a block, nor underline or divide what is
# above; within, none can be a mark. Markdown does nothing to them but put them together.
LINE_OF_WORDS = r"[^\W\d_](?:[^\n\r\0\\`*_\[<&]*[^\s\0\\`*_\[<&])?"
WORDS = re.compile(rf"{LINE_OF_WORDS}(?:\n+{LINE_OF_WORDS})*")
BLANK_LINES = re.compile(r"\n\n+")
TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
TAGS |= {"h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LEVEL_OF_TITLE, LAST_LEVEL = 1, 6


def clean(markdown: str) -> str:
    """The text as it is kept: one kind of line end, and nothing that cannot be seen."""
    return UNSEEN.sub("", LINE_ENDS.sub("\n", markdown)).strip()


def first_tag(markdown: str) -> str:
    """The first piece of HTML in a text, or "". What stands in code is none."""
    for token in SEES_TAGS.parse(markdown):
        for one in (token, *(token.children or [])):
            if one.type in ("html_block", "html_inline"):
                return one.content.strip().partition("\n")[0]
    return ""


def to_html(markdown: str, below: int = LEVEL_OF_TITLE) -> str:
    """The text as HTML. Headings begin one level below that of the heading they stand under, and
    leave no level out, whatever they were."""
    tokens = PARSER.parse(markdown)
    _level_headings(tokens, below)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)


def to_text(markdown: str) -> str:
    """The words alone, a line per block."""
    # As most texts are; to parse one takes more than ten times as long.
    if WORDS.fullmatch(markdown):
        return "\n".join(block.replace("\n", " ") for block in BLANK_LINES.split(markdown))
    blocks = [token.children for token in PARSER.parse(markdown) if token.type == "inline"]
    return "\n".join("".join(_words(child) for child in children or []) for children in blocks)


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _level_headings(tokens: list[Token], below: int):
    """A level for each heading by the headings it stands below."""
    above = []
    for token in tokens:
        if token.type == "heading_open":
            above = [tag for tag in above if tag < token.tag] + [token.tag]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(len(above) + below, LAST_LEVEL)}"
