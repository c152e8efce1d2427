"""HEAD: what GET answers, without its content."""

import io

import pytest

from rabat.wsgi import application
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def asked(method: str, path: str) -> tuple[str, dict, bytes]:
    """Status, headers and content as a server is given them; test clients drop the content."""
    told = {}

    def start(status, headers):
        told.update(status=status, headers=dict(headers))

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "SERVER_NAME": "testserver"}
    environ |= {"SERVER_PORT": "80", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO()}
    response = application(environ, start)
    content = b"".join(response)
    response.close()
    return told["status"], told["headers"], content


@pytest.mark.parametrize("path", ["/en/", "/api/v1/meetings/", "/api/v1/meetings.csv", "/en/none/"])
def test_head_is_get_without_content(path):
    MeetingFactory()
    got, asked_for = asked("GET", path), asked("HEAD", path)

    assert got[2] != b"" == asked_for[2]
    assert got[0] == asked_for[0]
    same = {"Content-Type", "Content-Length", "ETag", "Content-Security-Policy"}
    assert {k: v for k, v in got[1].items() if k in same} == {
        k: v for k, v in asked_for[1].items() if k in same
    }
