from django.urls import path

from actionplan.views import ActionPlanList

urlpatterns = [path("", ActionPlanList.as_view(), name="action-plan-list")]
