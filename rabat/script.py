"""The script of pages whose results refresh in place: one file for one request.

`python -m rabat.script` writes `static/site.js` from htmx, which the package django-htmx brings,
and what `static/js/` adds to it. No page needs it.
"""

from pathlib import Path

import django_htmx

from rabat.stylesheet import STATIC, is_current, write_compressed

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def compile_script(static: Path = STATIC) -> bool:
    """Write the script if it is missing or older than a part; say whether it was written."""
    target, own = static / "site.js", static / "js" / "refresh.js"
    if is_current(target, [HTMX, own]):
        return False
    parts = [path.read_text(encoding="utf-8").strip() for path in (HTMX, own)]
    write_compressed(target, ";\n".join(parts) + "\n")
    return True


if __name__ == "__main__":
    compile_script()
