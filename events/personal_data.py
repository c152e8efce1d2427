"""Everything that is held about one person, as GDPR article 15 has it, in one JSON document."""

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from events.models import (
    Nomination,
    NominationLink,
    Nominee,
    Participation,
    Person,
    PersonalDataReading,
)
from events.nominations.about import links_to, nominees_about, with_recipients

SECRET = {"key", "secret_digest"}


def everything_about(person: Person) -> dict[str, list[dict]]:
    """{"events.person": [{"given_name": …}], …}: rows by table, each as field and value.

    Tables that refer to people, or hold their e-mail address, are found by themselves.
    """
    found = {
        Person: [person],
        Person.history.model: person.history.all(),
        Participation.history.model: Participation.history.filter(person_id=person.pk),
        LogEntry: LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Person), object_id=str(person.pk)
        ),
        PersonalDataReading: readings_of(person),
        **nominations_of(person),
    }
    for relation in Person._meta.related_objects:
        found[relation.related_model] = relation.related_model._base_manager.filter(
            **{relation.field.name: person}
        )
    for model, condition in by_address(person.email).items():
        found.setdefault(model, model._base_manager.filter(condition))
    return {
        model._meta.label_lower: [values(row) for row in rows]
        for model, rows in found.items()
        if rows
    }


def readings_of(person: Person) -> models.QuerySet:
    """The times that this person alone was taken away."""
    return PersonalDataReading.objects.filter(selection=f"person={person.pk}")


def nominations_of(person: Person) -> dict[type[models.Model], list[models.Model]]:
    """Where they were named, with the remarks there, and links that they were sent: of the
    recipients they alone."""
    addresses = {person.email.lower()} - {""}
    nominees = nominees_about(person.pk, addresses)
    links = [
        *NominationLink.objects.filter(id__in=links_to(addresses)),
        *NominationLink.history.filter(id__in=links_to(addresses)),
    ]
    for link in links:
        link.recipients = with_recipients(link.recipients, only=addresses)
    sent = [link for link in links if link.recipients]
    named = Nominee.objects.filter(id__in=nominees)
    in_nominations = named.values("nomination_id")
    return {
        Nominee: named,
        Nominee.history.model: Nominee.history.filter(id__in=nominees),
        Nomination: Nomination.objects.filter(id__in=in_nominations),
        Nomination.history.model: Nomination.history.filter(id__in=in_nominations),
        NominationLink: [one for one in sent if isinstance(one, NominationLink)],
        NominationLink.history.model: [one for one in sent if not isinstance(one, NominationLink)],
    }


def by_address(email: str) -> dict[type[models.Model], models.Q]:
    """The tables of the record that have e-mail addresses, each with the condition."""
    found = {}
    for model in apps.get_app_config("events").get_models() if email else ():
        addresses = [one for one in model._meta.fields if isinstance(one, models.EmailField)]
        if addresses and model is not Person:
            conditions = [models.Q(**{f"{field.name}__iexact": email}) for field in addresses]
            found[model] = models.Q.create(conditions, connector=models.Q.OR)
    return found


def values(row: models.Model) -> dict:
    """Its fields, but for what opens a link, or comes of what opens the API."""
    fields = [field for field in row._meta.concrete_fields if field.name not in SECRET]
    return {field.name: field.value_from_object(row) for field in fields}
