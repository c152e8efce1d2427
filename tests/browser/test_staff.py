"""The administration in a browser."""

import pytest

from tests.personas import STAFF


@pytest.mark.parametrize("persona", STAFF)
def test_staff_log_in(staff_page, persona):
    page = staff_page("/admin/", persona)

    assert page.locator("#user-tools strong").text_content() == persona
