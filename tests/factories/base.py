"""How factories make rows."""

from django.db import transaction
from factory.django import DjangoModelFactory


class RowFactory(DjangoModelFactory):
    """Makes a row in a transaction of its own, where the test has none: what the public sees is
    only written with what it is computed from."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with transaction.atomic():
            return super()._create(model_class, *args, **kwargs)
