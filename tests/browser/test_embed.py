"""The frame with the next meetings on a page of another site."""

import http.server
import threading

import pytest

from tests.browser.pages import PATHS
from tests.browser.test_budget import weight
from tests.browser.test_layout import faults

FRAMES = {name: path for name, path in PATHS.items() if name.startswith("embed")}
MOST_BYTES = 20_000
HOST = """<!DOCTYPE html><html lang="en"><title>Elsewhere</title><main><h1>Elsewhere</h1>
<iframe src="{address}" title="Meetings" width="{width}" height="600"></iframe></main>"""


@pytest.fixture(scope="module")
def elsewhere():
    """Makes a page on another host with a frame: `elsewhere(address, width)`; answers where."""
    pages = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1].encode())

        def log_message(self, *args):
            """Nobody reads it."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def page(address: str, width: int = 320) -> str:
            pages.append(HOST.format(address=address.replace("&", "&amp;"), width=width))
            return f"http://localhost:{server.server_port}/"

        yield page
        server.shutdown()


@pytest.mark.parametrize("width", [240, 320, 800])
@pytest.mark.parametrize("address", FRAMES.values(), ids=FRAMES)
def test_frame_fits_its_width(open_page, address, width):
    assert faults(open_page(address, width=width), "") == []


@pytest.mark.parametrize("address", FRAMES.values(), ids=FRAMES)
def test_frame_is_lighter_than_a_page(first_visit, address):
    fetched = first_visit(address).fetched

    assert {one.kind for one in fetched} <= {"document", "stylesheet", "image", "other"}
    assert weight(fetched) <= MOST_BYTES


@pytest.mark.parametrize("address", FRAMES.values(), ids=FRAMES)
def test_frame_shows_on_another_site(open_page, site, elsewhere, address):
    page = open_page(elsewhere(site + address))
    heading = page.frame_locator("iframe").locator("main h1")

    heading.wait_for()

    assert page.context.cookies() == []


def test_other_pages_show_in_no_frame(open_page, site, elsewhere):
    page = open_page(elsewhere(f"{site}/en/meetings/"))

    (_host, frame) = page.frames

    frame.wait_for_url("chrome-error://chromewebdata/", wait_until="commit")


def test_link_in_the_frame_leads_the_whole_window_there(open_page, site, elsewhere):
    page = open_page(elsewhere(f"{site}{PATHS['embed-filtered-en']}"), width=800)

    page.frame_locator("iframe").locator("li a").first.click()
    page.wait_for_url(f"{site}/en/meetings/*/")
    page.go_back()

    assert page.title() == "Elsewhere"
