"""What axe-core finds on an open page: load it with `page.evaluate(AXE)`, then ask `found`."""

from pathlib import Path

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# It cannot tell the contrast of a single character or of text on a drawing, nor whether the cells
# of a heading are empty because there is nothing to say, and says so.
UNDECIDABLE = {"color-contrast", "th-has-data-cells"}


def found(page, rules: list[str]) -> list[str]:
    """Each rule that is broken, or may be, with the elements that break it."""
    options = {"runOnly": rules, "resultTypes": ["violations", "incomplete"]}
    results = page.evaluate("options => axe.run(options)", options)
    doubts = [one for one in results["incomplete"] if one["id"] not in UNDECIDABLE]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in results["violations"] + doubts
        for node in one["nodes"]
    ]
