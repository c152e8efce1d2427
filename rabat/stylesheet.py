"""The style sheet of the site: one file for one request, made of one file per component.

`python -m rabat.stylesheet` writes `static/site.css` from the parts in `static/css/`, without
comments and blanks. The administration has a style sheet of its own.
"""

import re
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
TARGET = STATIC / "site.css"


def parts(static: Path = STATIC) -> list[Path]:
    """The parts in cascade order: tokens, base, layout, then the components by name."""
    folder = static / "css"
    frame = [folder / f"{name}.css" for name in ("tokens", "base", "layout")]
    return [*frame, *sorted(folder.glob("components/*.css"))]


def compress(css: str) -> str:
    """CSS without comments, line breaks and blanks that mean nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).strip()


def compile_stylesheet(static: Path = STATIC) -> bool:
    """Write the style sheet if it is missing or older than a part; say whether it was written."""
    target, sources = static / "site.css", parts(static)
    newest = max(path.stat().st_mtime for path in [*sources, *(p.parent for p in sources)])
    if target.exists() and target.stat().st_mtime >= newest:
        return False
    css = "\n".join(compress(path.read_text(encoding="utf-8")) for path in sources)
    draft = target.with_suffix(".draft")
    draft.write_text(css + "\n", encoding="utf-8")
    draft.replace(target)  # in one step: a server may be reading the old one
    return True


if __name__ == "__main__":
    compile_stylesheet()
