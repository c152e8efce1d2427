"""Public answers are compressed for those who ask for it, and only those."""

import gzip

import pytest
from django.core.files.base import ContentFile

from tests.factories import DocumentVersionFactory

pytestmark = pytest.mark.django_db

PUBLIC = ["/en/", "/fr/reunions/", "/en/nothing/", "/api/v1/", "/sitemap.xml"]


def ask(client, address):
    """An answer to a browser that takes compressed ones, and what it holds."""
    response = client.get(address, headers={"accept-encoding": "gzip"})
    return response, b"".join(response)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_are_compressed(client, address):
    plain = client.get(address)

    compressed, body = ask(client, address)

    assert plain.headers.get("Content-Encoding") is None
    assert (compressed["Content-Encoding"], gzip.decompress(body)) == ("gzip", plain.content)
    assert "Accept-Encoding" in compressed["Vary"]


def test_what_depends_on_who_asks_is_not_compressed(client):
    response, body = ask(client, "/admin/login/")

    assert (response.headers.get("Content-Encoding"), b"csrfmiddlewaretoken" in body) == (
        None,
        True,
    )


def test_files_of_documents_are_sent_as_they_are(client):
    text = b"A report. " * 100
    version = DocumentVersionFactory(file=ContentFile(text, name="report.txt"))

    response, body = ask(client, f"/files/{version.pk}/")

    assert (response.headers.get("Content-Encoding"), body) == (None, text)
