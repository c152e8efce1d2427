"""The whole public record in one file."""

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition
from rest_framework.exceptions import NotFound
from rest_framework.views import APIView

from events.api.parameters import refuse_ignored
from events.changes.log import current
from events.data_package.offered import offered

FILE_NAME = "rabat-process.zip"


class Package(APIView):
    """The Frictionless Data Package as it was last made; the cursor in it leads on from there. 404
    until it is made, and while it is made anew because something was withdrawn."""

    def get(self, request):
        refuse_ignored(request, known={})
        try:
            return self.file(request._request, offered(current()))
        except FileNotFoundError:  # or made anew just now
            raise NotFound(_("The file is being made. Ask again in a minute.")) from None

    @staticmethod
    def file(request, name: str | None):
        """The file itself, or 304 for who has it; FileNotFoundError if there is none."""
        if name is None:
            raise FileNotFoundError

        @condition(etag_func=lambda _request: f'"{name}"')
        def given(_request):
            content = default_storage.open(name)
            return FileResponse(content, as_attachment=True, filename=FILE_NAME)

        return given(request)
