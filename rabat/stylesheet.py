"""The style sheet of the site: one file for one request, made of one file per component.

`python -m rabat.stylesheet` writes `static/site.css` from the parts in `static/css/`, without
comments and blanks, and the same compressed. The administration has a style sheet of its own.
"""

import gzip
import re
from pathlib import Path

from rabat.replacing import replace

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


def write_compressed(target: Path, text: str) -> None:
    """Write a file and, beside it, the same compressed, which WhiteNoise sends to browsers that can
    unpack it."""
    content = text.encode()
    compressed = target.with_name(f"{target.name}.gz")
    for path, what in ((compressed, gzip.compress(content, mtime=0)), (target, content)):
        replace(path, what)


def is_current(target: Path, sources: list[Path]) -> bool:
    """Whether a file and its compressed form are there and no older than what they are made of."""
    written = [target, target.with_name(f"{target.name}.gz")]
    if not all(path.exists() for path in written):
        return False
    return target.stat().st_mtime >= max(path.stat().st_mtime for path in sources)


def compile_stylesheet(static: Path = STATIC) -> bool:
    """Write the style sheet if it is missing or older than a part; say whether it was written."""
    target, sources = static / "site.css", parts(static)
    if is_current(target, [*sources, *(path.parent for path in sources)]):
        return False
    css = "\n".join(compress(path.read_text(encoding="utf-8")) for path in sources)
    write_compressed(target, css + "\n")
    return True


if __name__ == "__main__":
    compile_stylesheet()
