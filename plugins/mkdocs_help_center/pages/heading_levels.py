"""Levels of an article's headings on its page: below the title, one deeper at a time.

Writers choose a level for its looks: ``##`` and then ``####``, or ``#`` below the title that the page has
already. The renderer keeps what they wrote, and the check ``heading-order`` tells them; readers who walk
by headings get the outline that was meant (WCAG 2.2, technique G141).
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<(/?)h([1-6])(?=[ >])")
#: The page's own heading is the title.
_TITLE = 1
_DEEPEST = 6
#: Without these all headings are where they belong.
_UNUSUAL = tuple(f"<h{level}" for level in (1, *range(_TITLE + 2, _DEEPEST + 1)))


def level_headings(html: str) -> str:
    """``html`` with each heading one deeper than the one it stands under, and none beside the title.

    >>> level_headings("<h2>a</h2><h4>b</h4><h4>c</h4><h2>d</h2>")
    '<h2>a</h2><h3>b</h3><h3>c</h3><h2>d</h2>'
    >>> level_headings("<h1>a</h1><h2>b</h2>")
    '<h2>a</h2><h3>b</h3>'
    """
    if not any(tag in html for tag in _UNUSUAL):
        return html
    above: list[int] = []

    def write(match: re.Match[str]) -> str:
        level = int(match[2])
        if not match[1]:
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"<{match[1]}h{min(len(above) + _TITLE, _DEEPEST)}"

    return _TAG.sub(write, html)
