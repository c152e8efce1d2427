"""Who visits a page is known to nobody: no cookies, no other host, no breach of the policy."""

import pytest

from rabat.headers import CONTENT_SECURITY_POLICY
from tests.browser.pages import PAGES

# What the browser says of an answer that is an error, as it should be.
EXPECTED = "Failed to load resource: the server responded with a status of 40"


def test_page_sets_no_cookies(first_visit, path):
    assert first_visit(path).cookies == []


def test_page_asks_no_other_host(first_visit, site, path):
    elsewhere = [one.url for one in first_visit(path).fetched if not one.url.startswith(f"{site}/")]

    assert elsewhere == []


def test_page_keeps_to_the_policy_and_makes_no_errors(first_visit, path):
    visit = first_visit(path)

    errors = [one for one in visit.errors if not one.startswith(EXPECTED)]
    failed = [one for one in visit.fetched[1:] if one.status != 200]
    assert (visit.breaches, errors, failed) == ([], [], [])


def test_page_has_the_status_it_should_have(first_visit, path, request):
    kind = request.node.callspec.id.rpartition("-")[0]

    assert first_visit(path).fetched[0].status == PAGES[kind].status


def test_policy_allows_nothing_but_our_own_files():
    sources = {
        source for part in CONTENT_SECURITY_POLICY.split("; ") for source in part.split()[1:]
    }

    assert sources == {"'none'", "'self'"}


@pytest.mark.parametrize(
    "written", ["<style>*{}</style>", "<script>let x</script>", "<p style=''>"]
)
def test_policy_is_enforced(open_page, written):
    """What is written inside a page is a breach: the gate is not open."""
    page = open_page("/en/")
    page.evaluate("addEventListener('securitypolicyviolation', () => window.broken = true)")

    page.evaluate("written => document.body.insertAdjacentHTML('beforeend', written)", written)

    assert page.evaluate("window.broken ?? false") is ("script" not in written)
