"""When the public last saw a record change: also when what it names was renamed, and not when only
what staff see of it was saved."""

from django.db.models import Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.changes.resources import BY_MODEL
from events.models import PublicCopy


def last_changed(model: type[Model]) -> Coalesce:
    """As an expression on the rows of a model that partners can mirror; when it was saved, of a row
    that the public does not see."""
    copies = PublicCopy.objects.filter(resource=BY_MODEL[model].name, row_id=OuterRef("pk"))
    return Coalesce(Subquery(copies.values("changed_at")), "updated_at")
