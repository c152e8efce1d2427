"""What schemathesis asks besides its own checks; it loads this module by SCHEMATHESIS_HOOKS."""

import schemathesis

# Parameters that name a record, which may be none whatever it looks like.
NAMING = {"type", "country", "host", "chair", "co_chair", "attended", "plan", "item"}
NAMING |= {"chairmanship", "partner", "meeting", "area", "objective"}


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
