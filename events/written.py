"""Querysets whose SQL is written once: Django writes it anew each time one is asked, and that takes
it several times as long as the database takes to answer."""

from collections.abc import Callable
from copy import copy
from functools import cached_property

from django.db import connections
from django.db.models import Expression, Field, QuerySet


class Given(Expression):
    """The place in a queryset of a value that is given when it is asked."""

    def __init__(self, name: str, output_field: Field):
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value(self, values: dict, connection):
        """Of the values that of this name, as the database takes it."""
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Written:
    """The queryset that `make` makes, with places for values. It must depend on nothing else:
    neither on the moment nor on the reader. Called with the values it is a list of its rows."""

    def __init__(self, make: Callable[[], QuerySet]):
        self.make = make
        self.compilers = {}  # by database: what wrote the SQL and knows its columns, the SQL

    def __call__(self, **values) -> list:
        rows = self.queryset.all()
        compiler, sql, places = self.on(rows.db)
        connection = connections[rows.db]
        parameters = tuple(
            place.value(values, connection) if isinstance(place, Given) else place
            for place in places
        )
        ready = copy(compiler)
        ready.connection = connection  # that of this thread
        ready.as_sql = lambda *args, **kwargs: (sql, parameters)
        rows.query = copy(rows.query)
        rows.query.get_compiler = lambda *args, **kwargs: ready
        return list(rows)

    @cached_property
    def queryset(self) -> QuerySet:
        return self.make()

    def on(self, database: str) -> tuple:
        if database not in self.compilers:
            compiler = self.queryset.all().query.get_compiler(using=database)
            written = compiler.as_sql()
            compiler.connection = None  # or that of this thread would outlive it
            self.compilers[database] = compiler, *written
        return self.compilers[database]
