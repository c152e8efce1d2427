"""Documents, which belong to nothing unless told."""

import factory

from events.models import Document, DocumentVersion
from tests.factories.base import RowFactory
from tests.factories.vocabulary import DocumentKindFactory


class DocumentFactory(RowFactory):
    slug = factory.Sequence(lambda n: f"document-{n}")
    publication = "published"
    title_en = factory.Sequence(lambda n: f"Document {n}")
    title_fr = factory.Sequence(lambda n: f"Document {n} en français")
    kind = factory.SubFactory(DocumentKindFactory)

    class Meta:
        model = Document


class DocumentVersionFactory(RowFactory):
    """A link, unless a file is given."""

    document = factory.SubFactory(DocumentFactory)
    language = "en"
    file = ""
    url = factory.Maybe(
        "file",
        yes_declaration="",
        no_declaration=factory.Sequence(lambda n: f"https://example.org/document-{n}"),
    )

    class Meta:
        model = DocumentVersion
