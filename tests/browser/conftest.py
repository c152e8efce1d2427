"""The served site and a browser to look at it with, for the tests of this folder together."""

import json
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.keyboard import Keyboard
from tests.browser.link import SECRET_KEY, WITH_LINK
from tests.browser.pages import PATHS
from tests.browser.site import COLLECT, PROXY_HEADERS, gunicorn, prepared, served
from tests.browser.staff import AS_STAFF_SEE_IT, log_in, staff_commands
from tests.browser.tools import chromium
from tests.browser.visit import WATCH, visit

# Nothing of the browser's own goes to the network.
HEIGHT = 640
ADDRESSES = "addresses.json"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_generate_tests(metafunc):
    """A test that asks for a path looks at every page."""
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", PATHS.values(), ids=PATHS)


# Of the package, not the session: as long as Playwright runs, Django takes the process for an
# asynchronous one and refuses to ask the database.


@pytest.fixture(scope="package")
def site(tmp_path_factory, django_db_setup, django_db_blocker):
    """Where the site is served."""
    folder = tmp_path_factory.mktemp("site")
    commands = [COLLECT, WITH_LINK]
    with served(folder, django_db_blocker, commands, SECRET_KEY=SECRET_KEY) as origin:
        yield origin


@pytest.fixture(scope="package")
def browser(site):
    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield browser
        browser.close()


def new_page(browser, site, headers=PROXY_HEADERS, **options):
    """A window to open pages of the site in."""
    context = browser.new_context(
        base_url=site, extra_http_headers=headers, reduced_motion="reduce", **options
    )
    return context.new_page()


@pytest.fixture(scope="package")
def open_page(browser, site):
    """Opens a path: `open_page("/en/", width=1280, color_scheme="dark")`. Windows cost more than
    pages: there is one for each set of options, and the next path opens in the same."""
    windows = {}

    def open_path(path, width=320, **options):
        key = tuple(options.items())
        page = windows[key] = windows.get(key) or new_page(browser, site, **options)
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(path)
        return page

    return open_path


@pytest.fixture(scope="package")
def second_visit(browser, site):
    """What came of one more visit of a path, as of somebody who was never here either."""
    page = new_page(browser, site, viewport={"width": 320, "height": HEIGHT})
    page.add_init_script(WATCH)
    return lambda path: visit(page, path)


@pytest.fixture(scope="package")
def first_visit(second_visit):
    """What came of the first visit of a path; each path is visited once."""
    return cache(second_visit)


@pytest.fixture(scope="package")
def staff_environment(tmp_path_factory, django_db_setup, django_db_blocker):
    """The site once more, for staff: what they change no other test sees."""
    folder = tmp_path_factory.mktemp("staff")
    changes = AS_STAFF_SEE_IT | {"EMAIL_URL": f"filemail://{folder}/letters"}
    commands = staff_commands(folder / ADDRESSES)
    with prepared(folder, django_db_blocker, commands, **changes) as environment:
        yield environment | {"ADDRESSES": str(folder / ADDRESSES)}


@pytest.fixture(scope="package")
def staff_world(staff_environment):
    """`addresses` of the routes of the staff, and `codes` to log in with as the holder."""
    return json.loads(Path(staff_environment["ADDRESSES"]).read_text(encoding="utf-8"))


@pytest.fixture(scope="package")
def staff_site(tmp_path_factory, staff_environment):
    """Where it is served."""
    with gunicorn(tmp_path_factory.mktemp("staff-server"), staff_environment) as origin:
        yield origin


@pytest.fixture
def guarded_site(tmp_path, staff_environment):
    """Where it is served to those who need a second factor, under a name: browsers make no passkeys
    for numbers."""
    guarded = {"REQUIRE_SECOND_FACTOR": "on", "WORK_ALONG": "off"}
    with gunicorn(tmp_path, staff_environment | guarded) as origin:
        yield origin.replace("127.0.0.1", "localhost")


@pytest.fixture(scope="package")
def staff_page(browser, staff_site, staff_world):
    """Opens a path as a member of the staff: `staff_page("/admin/", "editor", width=320)`. There is
    one window for each persona and set of options."""
    windows = {}

    def open_path(path, persona="administrator", width=1280, **options):
        key = persona, *options.items()
        if key not in windows:
            windows[key] = new_page(browser, staff_site, headers={}, **options)
            log_in(windows[key], persona, staff_world["codes"])
        page = windows[key]
        page.emulate_media(media="screen")
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(path)
        return page

    return open_path


@pytest.fixture
def sit_down(browser, staff_site):
    """Opens a path for somebody who was never here and has no mouse: `sit_down("/admin/")`."""
    pages = []

    def opened(path, origin=staff_site):
        page = new_page(browser, origin, headers={}, viewport={"width": 1280, "height": HEIGHT})
        pages.append(page)
        page.goto(path)
        return Keyboard(page)

    yield opened
    for page in pages:
        page.context.close()
