"""Public pages, each segment of an address in the page's language."""

from django.urls import path, re_path
from django.utils.translation import pgettext_lazy

from events.views.chairmanships import ChairmanshipDetail, ChairmanshipList
from events.views.documents import DocumentDetail, DocumentList
from events.views.feeds import MeetingFeed, MeetingFile, MeetingNews
from events.views.matrix import CoverageCSV, CoverageJSON, CoverageMatrix
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

urlpatterns = [
    path(pgettext_lazy("address", "meetings/"), MeetingList.as_view(), name="meeting-list"),
    path(
        pgettext_lazy("address", "meetings/calendar/"),
        NearestMonth.as_view(),
        name="meeting-months",
    ),
    re_path(
        pgettext_lazy("address", r"^meetings/calendar/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$"),
        MeetingMonth.as_view(),
        name="meeting-month",
    ),
    path(
        pgettext_lazy("address", "meetings/<slug:slug>/"),
        MeetingDetail.as_view(),
        name="meeting-detail",
    ),
    path(
        pgettext_lazy("address", "meetings/calendar.ics"),
        MeetingFeed.as_view(),
        name="meeting-feed",
    ),
    path(
        pgettext_lazy("address", "meetings/news.atom"),
        MeetingNews.as_view(),
        name="meeting-news",
    ),
    path(
        pgettext_lazy("address", "meetings/meetings.csv"),
        MeetingTable.as_view(),
        name="meeting-table",
    ),
    path(
        pgettext_lazy("address", "meetings/<slug:slug>/calendar.ics"),
        MeetingFile.as_view(),
        name="meeting-calendar",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/"),
        ActionPlanDetail.as_view(),
        name="action-plan-detail",
    ),
    re_path(
        pgettext_lazy(
            "address",
            r"^action-plans/(?P<slug>[-\w]+)/(?P<code>(area|objective|action)-[0-9]+[a-z]?)/$",
        ),
        PlanItemDetail.as_view(),
        name="plan-item-detail",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage/"),
        CoverageMatrix.as_view(),
        name="coverage",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage.csv"),
        CoverageCSV.as_view(),
        name="coverage-csv",
    ),
    path(
        pgettext_lazy("address", "action-plans/<slug:slug>/coverage.json"),
        CoverageJSON.as_view(),
        name="coverage-json",
    ),
    path(pgettext_lazy("address", "partners/"), PartnerList.as_view(), name="partner-list"),
    re_path(
        pgettext_lazy("address", r"^partners/(?P<code>[A-Za-z0-9-]{1,20})/$"),
        PartnerDetail.as_view(),
        name="partner-detail",
    ),
    path(
        pgettext_lazy("address", "chairmanships/"),
        ChairmanshipList.as_view(),
        name="chairmanship-list",
    ),
    path(
        pgettext_lazy("address", "chairmanships/<slug:slug>/"),
        ChairmanshipDetail.as_view(),
        name="chairmanship-detail",
    ),
    path(pgettext_lazy("address", "documents/"), DocumentList.as_view(), name="document-list"),
    path(
        pgettext_lazy("address", "documents/<slug:slug>/"),
        DocumentDetail.as_view(),
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
    path(pgettext_lazy("address", "search/"), Search.as_view(), name="search"),
    path(pgettext_lazy("address", "preview/<str:token>/"), SharedPreview.as_view(), name="preview"),
    *(
        path(address, StandingPageDetail.as_view(), {"key": key}, name=key)
        for key, address in STANDING_PAGES.items()
    ),
]
