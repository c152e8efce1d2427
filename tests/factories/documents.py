"""Documents, which belong to nothing unless told."""

import factory
from factory.django import DjangoModelFactory

from events.models import Document, DocumentVersion
from tests.factories.vocabulary import DocumentKindFactory


class DocumentFactory(DjangoModelFactory):
    slug = factory.Sequence(lambda n: f"document-{n}")
    publication = "published"
    title_en = factory.Sequence(lambda n: f"Document {n}")
    title_fr = factory.Sequence(lambda n: f"Document {n} en français")
    kind = factory.SubFactory(DocumentKindFactory)

    class Meta:
        model = Document


class DocumentVersionFactory(DjangoModelFactory):
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
