"""Error answers in the visitor's language, as a page, or as problem+json under /api/."""


def csrf_failure(request, reason=""):
    raise NotImplementedError
