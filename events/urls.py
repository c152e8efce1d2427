"""Public pages, each segment of an address in the page's language."""

from django.urls import path, re_path
from django.utils.translation import pgettext_lazy
from django.views.decorators.clickjacking import xframe_options_exempt

from actionplan.views import ActionPlanList
from events.caching.answers import ALL, cached
from events.document_filters import DocumentFilterSet
from events.filters import MeetingFilterSet
from events.views.chairmanships import ChairmanshipDetail, ChairmanshipList
from events.views.documents import DocumentDetail, DocumentList
from events.views.embed import MeetingEmbed
from events.views.feeds import MeetingFeed, MeetingFile, MeetingNews
from events.views.matrix import CoverageCSV, CoverageJSON, CoverageMatrix, MatrixForm
from events.views.meeting_files import MeetingTable
from events.views.meetings import MeetingDetail, MeetingList
from events.views.months import MeetingMonth, NearestMonth
from events.views.nominations import NominationPage, NominationReceived
from events.views.partners import PartnerDetail, PartnerList
from events.views.plans import ActionPlanDetail, PlanItemDetail
from events.views.previews import SharedPreview
from events.views.search import Search
from events.views.standing_pages import StandingPageDetail

# By key of the page. Fixed, so that every page can link to them without asking the database.
STANDING_PAGES = {
    "about": pgettext_lazy("address", "about/"),
    "accessibility": pgettext_lazy("address", "accessibility/"),
    "privacy": pgettext_lazy("address", "privacy/"),
    "languages": pgettext_lazy("address", "languages/"),
    "data": pgettext_lazy("address", "data/"),
}

# What pages understand of a query; files refuse the rest themselves.
MEETINGS = [*MeetingFilterSet.base_filters]
DOCUMENTS = [*DocumentFilterSet.base_filters]
MATRIX = [*MatrixForm.base_fields]

urlpatterns = [
    path(
        pgettext_lazy("address", "meetings/"),
        cached(MeetingList.as_view(), [*MEETINGS, "page"]),
        name="meeting-list",
    ),
    path(
        pgettext_lazy("address", "meetings/calendar/"),
        cached(NearestMonth.as_view(), [*MEETINGS, "month"]),
        name="meeting-months",
    ),
    re_path(
        pgettext_lazy("address", r"^meetings/calendar/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$"),
        cached(MeetingMonth.as_view(), [*MEETINGS, "month"]),
        name="meeting-month",
    ),
    path(
        pgettext_lazy("address", "meetings/<slug:slug>/"),
        cached(MeetingDetail.as_view()),
        name="meeting-detail",
    ),
    path(
        pgettext_lazy("address", "meetings/calendar.ics"),
        cached(MeetingFeed.as_view(), ALL),
        name="meeting-feed",
    ),
    path(
        pgettext_lazy("address", "meetings/news.atom"),
        cached(MeetingNews.as_view(), ALL),
        name="meeting-news",
    ),
    path(
        pgettext_lazy("address", "meetings/meetings.csv"),
        cached(MeetingTable.as_view(), ALL),
        name="meeting-table",
    ),
    path(
        pgettext_lazy("address", "embed/meetings/"),
        xframe_options_exempt(cached(MeetingEmbed.as_view(), ALL)),  # alone: tests/test_headers.py
        name="meeting-embed",
    ),
    path(
        pgettext_lazy("address", "meetings/<slug:slug>/calendar.ics"),
        cached(MeetingFile.as_view()),
        name="meeting-calendar",
    ),
    path(
        pgettext_lazy("address", "action-plans/"),
        cached(ActionPlanList.as_view()),
        name="action-plan-list",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/"),
        cached(ActionPlanDetail.as_view()),
        name="action-plan-detail",
    ),
    re_path(
        pgettext_lazy(
            "address",
            r"^action-plans/(?P<slug>[-\w]+)/(?P<code>(area|objective|action)-[0-9]+[a-z]?)/$",
        ),
        cached(PlanItemDetail.as_view()),
        name="plan-item-detail",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage/"),
        cached(CoverageMatrix.as_view(), MATRIX),
        name="coverage",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage.csv"),
        cached(CoverageCSV.as_view(), MATRIX),
        name="coverage-csv",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage.json"),
        cached(CoverageJSON.as_view(), MATRIX),
        name="coverage-json",
    ),
    path(pgettext_lazy("address", "partners/"), cached(PartnerList.as_view()), name="partner-list"),
    re_path(
        pgettext_lazy("address", r"^partners/(?P<code>[A-Za-z0-9-]{1,20})/$"),
        cached(PartnerDetail.as_view()),
        name="partner-detail",
    ),
    path(
        pgettext_lazy("address", "chairmanships/"),
        cached(ChairmanshipList.as_view()),
        name="chairmanship-list",
    ),
    path(
        pgettext_lazy("address", "chairmanships/<slug:slug>/"),
        cached(ChairmanshipDetail.as_view()),
        name="chairmanship-detail",
    ),
    path(
        pgettext_lazy("address", "documents/"),
        cached(DocumentList.as_view(), [*DOCUMENTS, "page"]),
        name="document-list",
    ),
    path(
        pgettext_lazy("address", "documents/<slug:slug>/"),
        cached(DocumentDetail.as_view()),
        name="document-detail",
    ),
    path(
        pgettext_lazy("address", "nominations/<str:token>/"),
        NominationPage.as_view(),
        name="nomination-form",
    ),
    path(
        pgettext_lazy("address", "nominations/<str:token>/received/"),
        NominationReceived.as_view(),
        name="nomination-received",
    ),
    path(
        pgettext_lazy("address", "search/"),
        cached(Search.as_view(), ["q", "kind", "page"]),
        name="search",
    ),
    path(pgettext_lazy("address", "preview/<str:token>/"), SharedPreview.as_view(), name="preview"),
    *(
        path(address, cached(StandingPageDetail.as_view()), {"key": key}, name=key)
        for key, address in STANDING_PAGES.items()
    ),
]
