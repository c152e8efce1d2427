"""Names and addresses where others wrote them: the log of the administration, letters, tokens."""

import json
import re

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from events.models import ApiToken, Mail
from events.models.person import NOBODY
from events.nominations.about import matching

# Where a word begins: after no letter or digit, unless they stand for a character in JSON.
BEGINS = r"(?:(?<!\w)|(?<=\\n)|(?<=\\u[0-9a-f]{4}))"


def clear_log_of(model: type[Model], numbers) -> None:
    """What the log says of some records themselves."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, object_id__in=[str(pk) for pk in numbers])
    entries.update(object_repr=NOBODY, change_message="")


def clear_words(words: set[str]) -> None:
    """Full names and addresses wherever else the log and the outbox have them."""
    telling = {word for word in words if " " in word or "@" in word}
    in_json = {json.dumps(word)[1:-1] for word in telling}
    black_out(LogEntry.objects, ["object_repr", "change_message"], telling | in_json)
    black_out(Mail.objects, ["subject", "body", "last_error"], telling)


def black_out(rows: QuerySet, fields: list[str], needles: set[str]) -> None:
    """Put nobody in the place of some words, in whatever case; never of a part of other words."""
    if not needles:
        return
    words = "|".join(re.escape(one) for one in sorted(needles, key=len, reverse=True))
    pattern = re.compile(rf"{BEGINS}(?:{words})(?!\w)", re.IGNORECASE)
    longest = {name: rows.model._meta.get_field(name).max_length for name in fields}
    for row in rows.filter(anywhere(fields, needles)):
        for name in fields:
            # Nobody may be longer than who stood there.
            setattr(row, name, pattern.sub(NOBODY, getattr(row, name))[: longest[name]])
        row.save(update_fields=fields)


def delete_letters(letters: QuerySet) -> int:
    """Take letters out of the outbox and out of the log; answers how many."""
    numbers = list(letters.values_list("pk", flat=True))
    clear_log_of(Mail, numbers)
    Mail.objects.filter(pk__in=numbers).delete()
    return len(numbers)


def delete_tokens(tokens: QuerySet) -> int:
    """Take tokens of the API out of the record, its history and the log; answers how many."""
    numbers = list(tokens.values_list("pk", flat=True))
    clear_log_of(ApiToken, numbers)
    ApiToken.objects.filter(pk__in=numbers).delete()
    ApiToken.history.filter(id__in=numbers).delete()
    return len(numbers)


def clear_contacts(addresses: set[str]) -> None:
    """Nobody is written to about a token at these addresses any more; the token stays."""
    for manager in (ApiToken.objects, ApiToken.history):
        manager.filter(matching("contact__iexact", addresses)).update(contact="")


def anywhere(fields: list[str], needles: set[str]) -> Q:
    conditions = [matching(f"{field}__icontains", needles) for field in fields]
    return Q.create(conditions, connector=Q.OR)
