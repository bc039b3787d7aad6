"""Links to a place inside another article."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.markdown import match_anchor

if TYPE_CHECKING:
    from mkdocs_help_center.markdown import Rendered
    from mkdocs_help_center.pages.help_center import HelpCenter


def check_anchors(center: HelpCenter, rendered: Mapping[str, Rendered]) -> Iterator[Problem]:
    """``#fragment`` of a link to another article names a heading or id of that article.

    Bad: ``[Roles](/en/tutorials/roles#what-is-a-rol)``
    Good: ``[Roles](/en/tutorials/roles#what-is-a-role)``
    """
    base = center.base_path
    for url, body in rendered.items():
        article = center.catalog.by_url[url]
        for link in body.links:
            target = rendered.get(link.url.removeprefix(base))
            if target is None or target is body or not link.fragment:
                continue
            if link.fragment in target.anchors:
                continue
            meant = match_anchor(link.fragment, target.anchors)
            close = (
                [meant] if meant else difflib.get_close_matches(link.fragment, target.anchors, 3)
            )
            message = f"link '{link.href}': the article has no '#{link.fragment}'"
            names = ", ".join(f"'#{name}'" for name in close)
            hint = f"did you mean {names}?" if close else "link to the article without '#…'"
            yield Problem(article.path, link.line, link.column, "link-anchor", message, hint)
