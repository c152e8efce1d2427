"""The words of the interface in both languages."""

from rabat.catalogue import ROOT, catalogues, read


def messages():
    """(English, French) for every message of the interface, of singulars and plurals."""
    (path,) = [path for path in catalogues(ROOT) if path.parent.parent.name == "fr"]
    for message in read(path):
        if message.id and message.context != "address":
            ids = message.id if isinstance(message.id, tuple) else [message.id]
            strings = message.string if isinstance(message.string, tuple) else [message.string]
            yield from zip(ids, strings, strict=True)
