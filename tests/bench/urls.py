"""The routes of the project, and the floors."""

from django.urls import path

from rabat.urls import handler400, handler403, handler404, handler500, urlpatterns
from tests.bench import floors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("floor/empty/", floors.empty),
    path("floor/one-query/", floors.one_query),
    path("floor/list/", floors.list_page),
    path("floor/search/", floors.search),
    path("floor/calendar/", floors.calendar),
    *urlpatterns,
]
