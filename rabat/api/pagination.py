"""Pages of at most 100 objects."""

import re

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination


class PagePagination(PageNumberPagination):
    """`page` counts from 1, `page_size` goes from 1 to 100 and is 20 unless told.

    A page that does not exist is 404, a size out of bounds 400."""

    page_size = 20
    max_page_size = 100
    page_size_query_param = "page_size"
    parameters = {"page": None, "page_size": None}
    last_page_strings = ()

    def get_page_number(self, request, paginator):
        text = request.query_params.get(self.page_query_param, "1")
        return text if re.fullmatch("[1-9][0-9]*", text) else ""  # which is no page

    def get_page_size(self, request):
        text = request.query_params.get(self.page_size_query_param)
        if text is None:
            return self.page_size
        if text not in map(str, range(1, self.max_page_size + 1)):
            raise ValidationError({"page_size": [_("Use a number from 1 to 100.")]})
        return int(text)
