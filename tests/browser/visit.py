"""The first visit of a page: what it fetched, kept, moved and complained about."""

from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, Request

# Before anything of the page: note each breach of the policy and each shift of what is seen.
WATCH = """
window.breaches = []; window.shifts = [];
document.addEventListener("securitypolicyviolation", breach =>
    breaches.push(`${breach.effectiveDirective} ${breach.blockedURI}`));
const called = node => node?.outerHTML?.slice(0, 200) ?? node?.textContent;
new PerformanceObserver(list => list.getEntries().forEach(entry => shifts.push(
    `${entry.value}: ${entry.sources.map(source => called(source.node))}`)))
    .observe({type: "layout-shift", buffered: true});
"""


@dataclass(frozen=True)
class Fetched:
    """One answer: where from, of which kind (document, stylesheet, script, image …), how many
    bytes came over the line, and its status."""

    url: str
    kind: str
    bytes: int
    status: int


@dataclass(frozen=True)
class Visit:
    """What came of a visit. `shifts` are the shifts of layout, each with what moved."""

    fetched: list[Fetched]
    cookies: list[dict]
    breaches: list[str]
    errors: list[str]
    shifts: list[str]


def visit(page: Page, path: str) -> Visit:
    """Visit a path as somebody who was never here. The window must watch from the start of each
    page on: `page.add_init_script(WATCH)`."""
    forget(page)
    requests, errors = [], []
    with listening(
        page,
        request=lambda request: requests.append(request),
        pageerror=lambda error: errors.append(str(error)),
        console=lambda said: errors.append(said.text) if said.type == "error" else None,
    ):
        # The icon comes last, after the page is loaded.
        with page.expect_event("requestfinished", lambda request: "/icon" in request.url):
            page.goto(path)
        return Visit(
            fetched=[fetched(request) for request in requests],
            cookies=page.context.cookies(),
            breaches=page.evaluate("breaches"),
            errors=errors,
            shifts=page.evaluate("shifts"),
        )


def forget(page: Page):
    page.goto("about:blank")
    page.context.clear_cookies()
    browser = page.context.new_cdp_session(page)
    browser.send("Network.clearBrowserCache")
    browser.detach()


@contextmanager
def listening(page: Page, **listeners):
    """Listen to these events of a window for a while."""
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def fetched(request: Request) -> Fetched:
    sizes = request.sizes()
    size = sizes["responseHeadersSize"] + sizes["responseBodySize"]
    return Fetched(request.url, request.resource_type, size, request.response().status)
