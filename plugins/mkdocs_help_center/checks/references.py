"""References between articles in their front matter."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_help_center.checks.registry import site_check
from mkdocs_help_center.checks.site import CheckedSite, SiteFinding
from mkdocs_help_center.checks.subject import Finding
from mkdocs_help_center.content.problem import Severity
from mkdocs_help_center.pages.references import find_article


@site_check(Severity.WARNING)
def see_also(site: CheckedSite) -> Iterator[SiteFinding]:
    """``seeAlso`` names articles that exist.

    Bad: ``seeAlso: [how-to-open-a-tiket]``
    Good: ``seeAlso: [how-to-open-a-ticket]``
    """
    for article in site.articles:
        for reference in article.see_also:
            if find_article(site.center, reference, article) is None:
                message = f"seeAlso '{reference}' is no article of this site"
                hint = "write the id or the slug of an article"
                yield SiteFinding(article, Finding(article.line("seeAlso"), 1, message, hint))
