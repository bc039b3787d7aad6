"""Checks: what can only be said once articles are rendered or seen together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_help_center.checks.anchors import check_anchors
from mkdocs_help_center.checks.references import check_references
from mkdocs_help_center.content.problem import Problem

if TYPE_CHECKING:
    from mkdocs_help_center.pages.assemble import Assembly
    from mkdocs_help_center.pages.help_center import HelpCenter


def check_rendered(center: HelpCenter) -> Iterator[Problem]:
    """Every problem of articles as they are rendered; renders those that are not yet."""
    rendered = {article.url: center.rendered(article) for article in center.catalog.articles}
    for body in rendered.values():
        yield from body.problems
    yield from check_anchors(center, rendered)
    yield from check_references(center)


def check_site(assembly: Assembly) -> list[Problem]:
    """Every problem of a site, sorted by place: reading, indexing, options, rendering, links."""
    center = assembly.center
    found = {*center.content.problems, *assembly.problems, *check_rendered(center)}
    return sorted(found)
