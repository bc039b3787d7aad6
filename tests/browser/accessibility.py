"""What axe-core finds wrong with a page as it stands, in the light and in the dark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: axe-core's rules for WCAG 2.2, levels A and AA.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: Those that read colours. The schemes are one markup in two sets of colours.
COLOURS = ["color-contrast", "link-in-text-block"]


def broken_rules(page: Any) -> Sequence[str]:
    """Each rule that ``page`` breaks, and where first: all rules in the light, those of colours in the dark.

    The page is left in the light.
    """
    from axe_playwright_python.sync_playwright import Axe

    axe, found = Axe(), []
    for scheme, rules in (("dark", COLOURS), ("light", STANDARDS)):
        page.emulate_media(color_scheme=scheme)
        # Of what is not broken no nodes are sent: they are megabytes.
        options = {"runOnly": rules, "resultTypes": ["violations"]}
        result = axe.run(page, options=options)
        found += [
            f"{scheme}: {one['id']} at {one['nodes'][0]['target']}"
            for one in result.response["violations"]
        ]
    return found
