"""The coverage of a plan in the API."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django_filters.utils import translate_validation
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.parameters import refuse_ignored
from events.api.shape import DayParameter, Shape, ShapeQuery
from events.coverage import plan_coverage
from events.coverage_object import MEMBERS, coverage_object
from events.filters import MeetingFilterSet
from events.models import Meeting


class CoverageQuery(ShapeQuery):
    """The parameters besides the filters of meetings."""

    as_of = DayParameter(required=False)


class Coverage(APIView):
    """Which items of a plan were addressed, by all meetings or by those that filters leave: the
    filters of meetings, of which `plan` has to be given. Counted are meetings that were held and
    over on the day `as_of`, which is today unless told, through links that are stated; `inferred`
    are shown beside them. Objectives printed in parts count once. "Addressed" does not mean
    "implemented"."""

    def get(self, request):
        filterset = MeetingFilterSet(
            request.query_params,
            Meeting.objects.published(),
            request=request,
            at=timezone.now(),
        )
        query = CoverageQuery(data=request.query_params, context={"members": MEMBERS})
        refuse_ignored(request, known={**filterset.filters, **query.fields})
        errors = {} if filterset.is_valid() else translate_validation(filterset.errors).detail
        errors |= {} if query.is_valid() else query.errors
        if not request.query_params.get("plan"):
            errors |= {"plan": [_("Name the plan: plan=cadiz-action-plan.")]}
        if errors:
            raise ValidationError(errors)
        asked, plan = query.validated_data, filterset.form.cleaned_data["plan"]
        as_of = asked.get("as_of") or timezone.localdate()
        found = coverage_object(plan_coverage(plan, filterset.qs, as_of))
        return Response(Shape(asked.get("fields"), asked.get("lang")).of(found))
