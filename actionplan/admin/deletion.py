"""What deleting a record would take along: in numbers, since not everybody may read the names."""

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.utils.text import capfirst

MOST_NAMED = 10


class DeletionSummary:
    """An admin that counts what goes along, and names only what the reader may see."""

    def get_deleted_objects(self, objs, request):
        objs = list(objs)
        collector = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        collector.collect(objs)
        counts = {
            model._meta.verbose_name_plural: len(rows)
            for model, rows in collector.model_objs.items()
        }
        lacking = {
            model._meta.verbose_name
            for model, rows in collector.model_objs.items()
            if not self._may_delete(request, model, rows)
        }
        return (
            [str(obj) for obj in objs],
            counts,
            lacking,
            self._names(request, collector.protected),
        )

    def _may_delete(self, request, model, rows) -> bool:
        if not self.admin_site.is_registered(model):
            return True
        model_admin = self.admin_site.get_model_admin(model)
        return all(model_admin.has_delete_permission(request, row) for row in rows)

    def _names(self, request, protected) -> list[str]:
        """What stands in the way: some by name, the rest and the personal by kind."""
        lines = []
        for obj in sorted(protected, key=lambda obj: (obj._meta.label, obj.pk))[:MOST_NAMED]:
            kind = capfirst(obj._meta.verbose_name)
            lines.append(f"{kind} – {obj}" if self._may_view(request, type(obj)) else kind)
        return lines + ["…"] * (len(protected) > MOST_NAMED)

    def _may_view(self, request, model) -> bool:
        if not self.admin_site.is_registered(model):
            return True
        return self.admin_site.get_model_admin(model).has_view_permission(request)
