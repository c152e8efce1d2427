"""Tables of the poisoned record that come back in as they went out."""

from tests.exchange import RESOURCES, bring_in, exported, said

FORMS = ["xlsx", "csv-fr"]


def all_brought_back() -> dict[tuple[str, str], tuple]:
    """By sheet and form: how many rows are not unchanged, and what is said about them."""
    found = {}
    for resource in RESOURCES:
        for form in FORMS:
            outcome = bring_in(resource, exported(resource, form), dry_run=True)
            others = sum(outcome.counts.values()) - outcome.counts["unchanged"]
            found[resource.sheet_name, form] = (others, said(outcome), outcome.counts["unchanged"])
    return found
