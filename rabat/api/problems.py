"""Errors of the API as problem details (RFC 9457)."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from rest_framework.exceptions import APIException, NotFound, ValidationError
from rest_framework.exceptions import PermissionDenied as Forbidden

MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, **members) -> JsonResponse:
    """A problem answer: `title`, `status`, `detail` and further members such as `errors`."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE)


def problem_response(error: Exception, context: dict) -> JsonResponse | None:
    """The answer to an error in an API view; None leaves what is not expected to Django.

    A validation error names every bad parameter under `errors`, each with its sentences."""
    if isinstance(error, Http404):
        error = NotFound()
    elif isinstance(error, PermissionDenied):
        error = Forbidden()
    if not isinstance(error, APIException):
        return None
    if isinstance(error, ValidationError) and isinstance(error.detail, dict):
        errors = {name: [str(text) for text in texts] for name, texts in error.detail.items()}
        detail = " ".join(f"{name}: {' '.join(texts)}" for name, texts in errors.items())
        return problem(error.status_code, detail, errors=errors)
    response = problem(error.status_code, str(error.detail))
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait) + 1)
    return response
