"""Every route of the project, with an address of it that leads to a record."""

from types import SimpleNamespace

from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests import factories
from tests.routes import ARGS

UNNAMED = ["object_id", "version_id"]


def walk(patterns, namespace="", start="/"):
    """(name, or address where there is none; names of its arguments) of every route."""
    for pattern in patterns:
        address = start + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inside, address)
        else:
            name = f"{namespace}{pattern.name}" if pattern.name else address
            # simple_history names none of its two
            yield (
                name,
                list(pattern.pattern.regex.groupindex) or UNNAMED[: pattern.pattern.regex.groups],
            )


def every_route() -> dict[str, list[str]]:
    with override("en"):
        return dict(walk(get_resolver().url_patterns))


def make_world() -> SimpleNamespace:
    """A record of every model, and those that public pages show by name."""
    log_in_names = {User: {"username": "somebody"}, Group: {"name": "Some"}}
    rows = {model: model.objects.create(**values) for model, values in log_in_names.items()}
    rows[Permission] = Permission.objects.order_by("pk").first()
    for model in admin.site._registry:
        if model not in rows:
            rows[model] = getattr(factories, f"{model.__name__}Factory")()
    named = {model._meta.model_name: row for model, row in rows.items()}
    file = ContentFile(b"%PDF-1.7", "report.pdf")
    version = factories.DocumentVersionFactory(document=named["document"], file=file)
    return SimpleNamespace(
        **named | {"plan": named["actionplan"], "version": version},
        rows=rows,
        meeting_type_id=ContentType.objects.get_for_model(factories.MeetingFactory._meta.model).pk,
    )


def address_of(name: str, arguments: list[str], world, language: str = "en") -> str:
    if name.startswith("/"):
        return name.replace("<path:object_id>", "1").replace("(?P<url>.*)$", "nothing/")
    if name in ARGS:
        kwargs = {key: value.format_map(vars(world)) for key, value in ARGS[name].items()}
    else:
        kwargs = {argument: of_record(name, argument, world) for argument in arguments}
    with override(language):
        return reverse(name, args=list(kwargs.values()))


def of_record(name: str, argument: str, world) -> int:
    """The number of the record, or of a version of it, that a route of the administration shows."""
    prefixes = {
        f"admin:{row._meta.app_label}_{row._meta.model_name}_": row for row in world.rows.values()
    }
    fitting = [prefix for prefix in prefixes if name.startswith(prefix)]
    assert fitting, f"tests/routes.py: ARGS lacks {name!r}, which takes {argument!r}"
    row = prefixes[max(fitting, key=len)]
    return row.history.first().pk if argument == "version_id" else row.pk
