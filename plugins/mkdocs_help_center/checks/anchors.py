"""Links to a place inside another article."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import site_check
from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.markdown import match_anchor


@site_check(Severity.WARNING)
def link_anchor(site: CheckedSite) -> Iterator[SiteFinding]:
    """``#fragment`` of a link to another article names a heading or id of that article.

    Bad: ``[Roles](/en/tutorials/roles#what-is-a-rol)``
    Good: ``[Roles](/en/tutorials/roles#what-is-a-role)``
    """
    for article, link in site.links():
        target = site.linked(link) if link.fragment else None
        if target is None or target is article:
            continue
        anchors = site.findings[target.source].anchors
        if link.fragment in anchors or link.fragment.startswith(":~:"):
            continue
        meant = match_anchor(link.fragment, anchors)
        close = [meant] if meant else difflib.get_close_matches(link.fragment, sorted(anchors), 3)
        message = f"link '{link.href}': the article has no '#{link.fragment}'"
        names = ", ".join(f"'#{name}'" for name in close)
        hint = f"did you mean {names}?" if close else "link to the article without '#…'"
        yield SiteFinding(article, Finding(link.line, link.column, message, hint))
