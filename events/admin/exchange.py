"""Tables of records to spreadsheets and back: buttons above a list, and the pages behind them."""

from functools import partial

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.translation import gettext as _

from events.admin.exchange_in import check, upload
from events.admin.exchange_out import export, template
from events.exchange.resource import RecordResource

# The pages of a table: what comes after its address, the last part of the name, who may.
PAGES = [
    ("export/", "export", export, "view"),
    ("import/", "import", upload, "import"),
    ("import/template/", "import_template", template, "import"),
    ("import/<str:token>/", "import_check", check, "import"),
]


class Exchanges:
    """An admin whose records come from spreadsheets and go to them."""

    exchanges: list[type[RecordResource]] = []

    def get_urls(self):
        return [*self._exchange_urls(), *super().get_urls()]

    def _exchange_urls(self):
        for resource in self.exchanges:
            below = "" if resource.model is self.model else f"{resource.model._meta.model_name}/"
            for address, name, view, right in PAGES:
                guarded = partial(self._exchange_page, resource, view, right)
                yield path(
                    below + address,
                    self.admin_site.admin_view(guarded),
                    name=page_name(resource, name),
                )

    def _exchange_page(self, resource, view, right, request, **kwargs):
        if not self.may_exchange(request, resource, right):
            raise PermissionDenied
        request.current_app = self.admin_site.name
        return view(self, request, resource, **kwargs)

    def may_exchange(self, request, resource, right: str) -> bool:
        """Whether somebody has the right, "view" or "import", to all that a table holds."""
        wanted = "view" if right == "view" else "add change"
        needed = [(model, wanted) for model in (resource.model, *resource.also_needs)]
        if right == "import":
            needed += [(model, "add change delete") for model in resource.replaces]
        return all(
            request.user.has_perm(
                f"{model._meta.app_label}.{get_permission_codename(action, model._meta)}"
            )
            for model, actions in needed
            for action in actions.split()
        )

    def changelist_view(self, request, extra_context=None):
        links = [link for one in self.exchanges for link in self._links(request, one)]
        return super().changelist_view(request, {**(extra_context or {}), "exchange_links": links})

    def _links(self, request, resource):
        """What the list offers, in words, with the addresses."""
        own = resource.model is self.model
        kinds = str(resource.model._meta.verbose_name_plural)
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        if self.may_exchange(request, resource, "view"):
            text = _("Export") if own else _("Export %(kinds)s") % {"kinds": kinds}
            yield text, reverse(f"admin:{page_name(resource, 'export')}") + query
        if self.may_exchange(request, resource, "import"):
            text = _("Import") if own else _("Import %(kinds)s") % {"kinds": kinds}
            yield text, reverse(f"admin:{page_name(resource, 'import')}")

    def exchange_context(self, request, resource, title: str) -> dict:
        """What every page of a table needs."""
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": None,
            "opts": self.opts,
            "kinds": resource.model._meta.verbose_name_plural,
            "upload_url": reverse(f"admin:{page_name(resource, 'import')}"),
            "template_url": reverse(f"admin:{page_name(resource, 'import_template')}"),
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
            "may_import": self.may_exchange(request, resource, "import"),
        }


def page_name(resource: type[RecordResource], page: str) -> str:
    """events_meeting_import, without the namespace."""
    opts = resource.model._meta
    return f"{opts.app_label}_{opts.model_name}_{page}"
