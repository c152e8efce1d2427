"""The style sheet and the script of the site: one file each, and the same compressed."""

import gzip
import os

import pytest

from rabat.script import compile_script
from rabat.stylesheet import compile_stylesheet


@pytest.fixture
def static(tmp_path):
    """A folder of parts."""
    for name in ("css/tokens.css", "css/base.css", "css/layout.css", "css/components/tag.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"/* {name} */\n.a {{ color: red; }}\n")
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "refresh.js").write_text("// Ours.\n")
    return tmp_path


@pytest.mark.parametrize(
    ("compiling", "name", "part", "end"),
    [
        (compile_stylesheet, "site.css", "css/components/tag.css", ".a{color: red;}\n" * 4),
        (compile_script, "site.js", "js/refresh.js", ";\n// Ours.\n"),
    ],
)
def test_one_file_is_made_of_its_parts_and_again_when_one_changes(
    static, compiling, name, part, end
):
    written = compiling(static), compiling(static)
    target = static / name
    text = target.read_text(encoding="utf-8")
    later = target.stat().st_mtime + 10
    os.utime(static / part, (later, later))

    assert (written, compiling(static)) == ((True, False), True)
    assert text.endswith(end)
    assert gzip.decompress((static / f"{name}.gz").read_bytes()).decode() == text


@pytest.mark.parametrize("compiling", [compile_stylesheet, compile_script])
def test_what_another_process_is_writing_is_left_to_it(static, compiling):
    drafts = [static / f"{name}.draft" for name in ("site.css", "site.css.gz", "site.js")]
    for draft in drafts:
        draft.write_text("half of it")

    compiling(static)

    assert [draft.exists() and draft.read_text() for draft in drafts] == ["half of it"] * 3


def test_script_travels_light(static):
    compile_script(static)

    assert len((static / "site.js.gz").read_bytes()) < 18_000
