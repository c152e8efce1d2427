"""All addresses: pages below a language, administration and API beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.utils.translation import pgettext_lazy

from events.admin.worklist.start import start
from events.caching.answers import cached
from events.sitemaps import SITEMAPS
from events.views.documents import DocumentFile
from events.views.home import Home
from rabat import wellknown
from rabat.api.description.views import Reference, Start

handler400 = "rabat.errors.bad_request"
handler403 = "rabat.errors.permission_denied"
handler404 = "rabat.errors.not_found"
handler500 = "rabat.errors.server_error"

urlpatterns = [
    path("admin/", include("rabat.login.urls")),  # before Django's own login page
    path("admin/", start),  # the rest of it below
    path("admin/", admin.site.urls),
    path("api/v1/", include("rabat.api.urls")),
    path("files/<int:pk>/", DocumentFile.as_view(), name="document-file"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", cached(sitemap, ["p"]), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(".well-known/security.txt", wellknown.security, name="security"),
    *i18n_patterns(
        path("", cached(Home.as_view()), name="home"),
        path("manifest.webmanifest", wellknown.manifest, name="manifest"),
        path(
            pgettext_lazy("address", "data/api/"),
            cached(Start.as_view()),
            name="api-start",
        ),
        path(
            pgettext_lazy("address", "data/api/<slug:resource>/"),
            cached(Reference.as_view()),
            name="api-resource",
        ),
        path("", include("events.urls")),
    ),
]
