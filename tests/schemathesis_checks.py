"""What schemathesis asks besides its own checks; it loads this module by SCHEMATHESIS_HOOKS."""

from urllib.parse import urlencode

import schemathesis

# Parameters that name a record, which may be none whatever it looks like.
NAMING = {"type", "country", "host", "chair", "co_chair", "attended", "plan", "item"}
NAMING |= {"chairmanship", "partner", "meeting", "area", "objective"}

LONGEST_LINE = 8_000  # of 8,190 with the path; gunicorn refuses longer ones by itself


@schemathesis.hook
def filter_query(context, query):
    """No value that is as described once it is sent, though it was not before: an empty object and
    an empty list of values are sent as an empty text. Nor a line that is too long for a server."""
    lists = {
        parameter.name
        for parameter in context.operation.query
        if parameter.definition["schema"].get("type") == "array"
    }
    values = (query or {}).items()
    is_ambiguous = any(value == {} or (value == "" and name in lists) for name, value in values)
    return not is_ambiguous and len(urlencode(query or {}, doseq=True)) < LONGEST_LINE


@schemathesis.check
def accepts_what_is_described(ctx, response, case):
    """A request that is as described is refused only for a name that no record has. In place of
    positive_data_acceptance, which allows no such refusal."""
    mode = case.meta.generation.mode if case.meta else None
    if mode is None or not mode.is_positive or response.status_code != 400:
        return
    errors = response.json().get("errors", {})
    # What is not described is tried as well, and refused by name.
    described = {parameter.name for parameter in case.operation.query}
    if not errors or set(errors) & described - NAMING:
        raise AssertionError(f"refused though it is as described: {errors}")
