"""A third language takes settings, a migration that Django writes, and a catalogue; no code."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.third_language import APPS, ROOT

pytestmark = pytest.mark.slow

SHELL = [sys.executable, "manage.py", "shell", "--no-imports", "-c"]


def run(folder, settings: str, task: str) -> str:
    return subprocess.run(
        [*SHELL, f"from tests.third_language import {task}; {task}()"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"sqlite:///{folder}/three.sqlite3",
            "PYTHONPATH": str(folder),
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    folder = tmp_path_factory.mktemp("third")
    for app in APPS:
        shutil.copytree(ROOT / app / "migrations", folder / "migrations_of_three" / app)
    run(folder, "rabat.settings", "keep_record")
    return json.loads(run(folder, "tests.three_languages", "report"))


def test_the_migration_only_adds_columns_and_choices(told):
    adds = [one for one in told["operations"] if re.fullmatch(r"Add field \w+_ar to \w+", one)]
    choices = set(told["operations"]) - set(adds)

    assert len(adds) > 50
    assert [one for one in choices if not re.fullmatch(r"Alter field language on \w+", one)] == []


def test_every_page_is_there_from_right_to_left(told):
    assert len(told["answers"]) > 20
    assert {json.dumps(answer) for answer in told["answers"].values()} == {
        json.dumps([200, ["ar", "rtl"], []])
    }


def test_what_is_lacking_falls_back_to_the_first_language(told):
    page = told["fallen_back"]

    assert page["html"] == {"lang": "ar", "dir": "rtl"}
    assert (page["title"], page["heading"]) == ("en", ["On visas", [["en", "ltr"]]])
    assert page["alternates"] == ["en", "fr", "x-default"]
    assert page["switch"] == ["en", "fr"]
    (notice,) = page["notices"]
    assert "العربية" in notice
    assert "الإنجليزية" in notice


def test_what_is_translated_is_shown(told):
    page = told["translated"]

    assert (page["title"], page["heading"]) == ("ar", ["حول التأشيرات", []])
    assert page["alternates"] == ["en", "fr", "ar", "x-default"]
    assert page["notices"] == []


def test_the_sitemap_knows_the_translated_page_alone(told):
    assert "/ar/meetings/one/" in told["sitemap"]
    assert "/ar/meetings/two/" not in told["sitemap"]


def test_the_interface_for_programs_has_the_text_in_each_language(told):
    assert list(told["api"]["title"]) == list(told["api"]["url"]) == ["en", "fr", "ar"]
    assert told["api"]["title"]["ar"] == "حول التأشيرات"


def test_search_goes_on_and_finds_the_new_language(told):
    english, arabic = told["found"]

    assert {"/ar/meetings/one/", "/ar/meetings/two/"} <= set(english)
    assert "/ar/meetings/one/" in arabic
    assert "/ar/meetings/two/" not in arabic


def test_staff_can_enter_the_new_language(told):
    assert told["form"] == ["title_en", "title_fr", "title_ar"]
