"""The changes of public records in the API: what a mirror is kept by."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.views import APIView

from events.api.answers import answer_with, origin_of
from events.api.parameters import refuse_ignored
from events.changes.copies import moment, written_out
from events.changes.json_text import dumps, with_members
from events.changes.log import Cursor, ResyncNeededError, read
from events.changes.resources import BY_NAME
from events.models import Change, PublicCopy

MOST = 1000


class CursorField(serializers.CharField):
    """Where an earlier answer ended, as it said itself."""

    def to_internal_value(self, data):
        try:
            return Cursor.read(super().to_internal_value(data))
        except ValueError as error:
            raise serializers.ValidationError(
                _("Use the “cursor” of an earlier answer.")
            ) from error


class ChangesQuery(serializers.Serializer):
    """What can be asked of the changes."""

    after = CursorField(default=None)
    page_size = serializers.IntegerField(default=100, min_value=1, max_value=MOST)
    resource = serializers.MultipleChoiceField(choices=list(BY_NAME), required=False)


class Gone(APIException):
    """There is nothing to go on from."""

    status_code = status.HTTP_410_GONE
    default_detail = gettext_lazy(
        "The cursor is too old, or not of this database. Take everything anew, without “after”."
    )


class Changes(APIView):
    """What became of the public records after a cursor, or without one all there are.

    `results` are in the order of `seq`, each record once and as it is now: `op` is upsert with the
    whole `object`, or delete for what is no longer public. Ask again with `after` set to `cursor`:
    at once while `more` is true, and otherwise whenever you like. 410 is the answer to a cursor
    that is too old or of another database. Objects of partners come without `status`, which time
    alone can change.
    """

    def get(self, request):
        refuse_ignored(request, known=ChangesQuery().fields)
        query = ChangesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        try:
            page = read(asked["after"], asked["page_size"], asked.get("resource", ()))
        except ResyncNeededError as error:
            raise Gone from error
        origin = origin_of(request)
        results = [_entry(entry, origin) for entry in page.entries]
        return answer_with({"cursor": str(page.cursor), "more": page.more}, results)


def _entry(entry: PublicCopy | Change, origin: str) -> str:
    is_public = isinstance(entry, PublicCopy)
    about = {
        "seq": entry.seq,
        "op": Change.Op.UPSERT if is_public else Change.Op.DELETE,
        "resource": entry.resource,
        "id": entry.key,
        "changed_at": moment(entry.changed_at),
    }
    return with_members(dumps(about), object=written_out(entry, origin) if is_public else "null")
