"""What axe-core finds on a page as it is shown now."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: What the law asks for; without a list axe looks for more, which is good practice.
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
#: Only what is wrong is gathered: the rest is most of what axe has to say, and nobody reads it.
RUN = "async (options) => (await axe.run({ ...options, resultTypes: ['violations'] })).violations"


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Each element that breaks a rule, and why; a page is given axe the first time it is judged."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, {"runOnly": rules} if rules else {})
    return [
        f"{rule['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for rule in found
        for node in rule["nodes"]
    ]
