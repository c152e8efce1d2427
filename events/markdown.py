"""Texts that staff write in Markdown (CommonMark with tables), as HTML that can do no harm.

Two walls, each of which would do: HTML in the text is text, and whatever the first lets through
the second takes out. Nothing in the outcome runs, is styled, or is fetched when the page is read.
"""

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
TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul"}
TAGS |= {"h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
LEVEL_OF_TITLE, LAST_LEVEL = 1, 6


def to_html(markdown: str) -> str:
    """The text as HTML. Headings begin at h2 and leave no level out, whatever they were."""
    tokens = PARSER.parse(markdown)
    _level_headings(tokens)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES)


def to_text(markdown: str) -> str:
    """The words alone, a line per block."""
    blocks = [token.children for token in PARSER.parse(markdown) if token.type == "inline"]
    return "\n".join("".join(_words(child) for child in children or []) for children in blocks)


def _words(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _level_headings(tokens: list[Token]):
    """A level for each heading by the headings it stands below."""
    above = []
    for token in tokens:
        if token.type == "heading_open":
            above = [tag for tag in above if tag < token.tag] + [token.tag]
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(len(above) + LEVEL_OF_TITLE, LAST_LEVEL)}"
