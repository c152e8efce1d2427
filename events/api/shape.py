"""How objects are asked for: some of their members, one language, those changed since."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

from actionplan.translation import LANGUAGES, SOURCE_LANGUAGE
from events.as_of import DayField

BOTH = set(LANGUAGES)


class FieldsField(serializers.CharField):
    """Names of members, separated by commas; what no object has is refused by name, and so is an
    empty list, which would say nothing."""

    def __init__(self, **kwargs):
        super().__init__(allow_blank=True, **kwargs)  # lets an empty one come this far

    def run_validation(self, data=serializers.empty):
        if data is not serializers.empty and not data.strip():
            self.fail("blank")
        return super().run_validation(data)

    def to_internal_value(self, data):
        names = [name.strip() for name in super().to_internal_value(data).split(",")]
        known = self.context["members"]
        if unknown := [name for name in names if name not in known]:
            sentence = _("No object has the field %(name)s. Known are: %(names)s.")
            words = {"name": repr(unknown[0])[:60], "names": ", ".join(known)}
            raise serializers.ValidationError(sentence % words)
        return names


class LanguageQuery(serializers.Serializer):
    """In which language texts are given; all of them unless told."""

    lang = serializers.ChoiceField(settings.LANGUAGES, required=False)


class ShapeQuery(LanguageQuery):
    """The parameters of every object of the API."""

    def get_fields(self):
        """With `fields`, a name that serializers have for themselves."""
        return {**super().get_fields(), "fields": FieldsField(required=False, max_length=1000)}


class ListQuery(ShapeQuery):
    """Those of lists besides."""

    updated_since = serializers.DateTimeField(required=False)


class FileQuery(serializers.Serializer):
    """Those of a file in one language."""

    lang = serializers.ChoiceField(settings.LANGUAGES, default=SOURCE_LANGUAGE)


class ListFileQuery(FileQuery):
    """Those of a list as such a file."""

    updated_since = serializers.DateTimeField(required=False)


class DayParameter(serializers.Field):
    """A day, as on the pages; None if it is empty, as their forms send it."""

    def to_internal_value(self, data):
        try:
            return DayField(required=False).clean(data)
        except ValidationError as error:
            raise serializers.ValidationError(error.messages) from error


@dataclass(frozen=True)
class Shape:
    """What is wanted of objects: all members or these, all languages or this one first."""

    fields: list[str] | None = None
    lang: str | None = None

    def of(self, found: dict) -> dict:
        """The object as it is wanted."""
        if self.fields is not None:
            found = {name: found[name] for name in self.fields}
        return self._flat(found) if self.lang else found

    def _flat(self, value):
        """A text {"en": …, "fr": …} called `title` becomes the text, and `title_lang` says in
        which language: that wanted, or another if it is missing there. Addresses of pages are
        those of the language wanted."""
        if isinstance(value, list):
            return [self._flat(one) for one in value]
        if not isinstance(value, dict):
            return value
        flat = {}
        for name, member in value.items():
            if not (isinstance(member, dict) and member.keys() == BOTH):
                flat[name] = self._flat(member)
            elif name == "url":
                flat[name] = member[self.lang]
            else:
                served = [one for one in (self.lang, *LANGUAGES) if member[one]]
                flat[name] = member[served[0]] if served else None
                flat[f"{name}_lang"] = served[0] if served else None
        return flat
