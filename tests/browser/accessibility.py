"""What axe-core finds wrong with a page as it stands, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: axe-core's rules for WCAG 2.2, levels A and AA.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Those that read colours. The schemes are one markup in two sets of colours.
COLOURS = ["color-contrast", "link-in-text-block"]
_RUN = """async (options) => {
  const { violations } = await axe.run(document, options);
  return violations.map((one) => [one.id, one.nodes[0].target.join(" ")]);
}"""


def broken_rules(page: Any) -> Sequence[str]:
    """Each rule that ``page`` breaks, and where first: all rules in the light, those of colours in the dark.

    The page is left in the light.
    """
    from axe_playwright_python.sync_playwright import Axe

    # Once for both, and only what is broken is sent: Axe.run() brings its script and all results each time.
    page.evaluate(Axe().axe_script)
    found = []
    for scheme, rules in (("dark", COLOURS), ("light", STANDARDS)):
        page.emulate_media(color_scheme=scheme)
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        violations = page.evaluate(_RUN, options)
        found += [f"{scheme}: {rule} at {target}" for rule, target in violations]
    return found
