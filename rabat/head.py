"""Answers to HEAD: those to GET without their content (RFC 9110 section 9.3.2)."""


def head_without_content(get_response):
    """Middleware, the outermost. Django leaves the content to the server to drop, and gunicorn
    writes a warning whenever it does."""

    def answer(request):
        response = get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            response.streaming_content = []
        else:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    return answer
