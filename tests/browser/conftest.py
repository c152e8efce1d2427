"""The served site and a browser to look at it with, for the tests of this folder together."""

from functools import cache

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.pages import PATHS
from tests.browser.site import PROXY_HEADERS, served
from tests.browser.tools import chromium
from tests.browser.visit import WATCH, visit

# Nothing of the browser's own goes to the network.
HEIGHT = 640
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
    with served(tmp_path_factory.mktemp("site"), django_db_blocker) as origin:
        yield origin


@pytest.fixture(scope="package")
def browser(site):
    executable = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield browser
        browser.close()


def new_page(browser, site, **options):
    """A window to open pages of the site in."""
    context = browser.new_context(
        base_url=site, extra_http_headers=PROXY_HEADERS, reduced_motion="reduce", **options
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
def first_visit(browser, site):
    """What came of the first visit of a path; each path is visited once."""
    page = new_page(browser, site, viewport={"width": 320, "height": HEIGHT})
    page.add_init_script(WATCH)
    return cache(lambda path: visit(page, path))
