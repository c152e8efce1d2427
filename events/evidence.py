"""The meetings that addressed the items of a plan as a page names them: the latest few of each."""

from collections.abc import Iterable

from events.coverage import Latest, Linked, PlanCoverage
from events.models import Meeting

EACH = 10  # meetings that an item names; a list that can be filtered has them all


def headings(linked: Iterable[Linked]) -> dict[int, Meeting]:
    """The meetings by key, as lines show them, but for those withdrawn meanwhile. One query, and
    one for their cities."""
    return Meeting.objects.published().for_heading().in_bulk({one.pk for one in linked})


def name_latest(coverage: PlanCoverage) -> None:
    """Gives every item of the coverage its `latest`. Two queries."""
    tree = list(coverage.tree())
    first = {id(covered): (covered.stated[:EACH], covered.inferred[:EACH]) for covered in tree}
    named = headings(one for pair in first.values() for some in pair for one in some)
    for covered in tree:
        stated, inferred = (
            [named[one.pk] for one in some if one.pk in named] for some in first[id(covered)]
        )
        others = max(len(covered.stated) - EACH, 0) + max(len(covered.inferred) - EACH, 0)
        covered.latest = Latest(stated, inferred, others)
