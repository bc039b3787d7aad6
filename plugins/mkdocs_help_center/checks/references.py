"""References between articles in their front matter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mkdocs_help_center.content.problem import Problem

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def check_references(center: HelpCenter) -> Iterator[Problem]:
    """``seeAlso`` names articles that exist.

    Bad: ``seeAlso: [how-to-open-a-tiket]``
    Good: ``seeAlso: [how-to-open-a-ticket]``
    """
    for article in center.catalog.articles:
        for reference in article.see_also:
            if center.find_article(reference, article) is None:
                message = f"seeAlso '{reference}' is no article of this site"
                hint = "write the id or the slug of an article"
                line = article.line("seeAlso")
                yield Problem(article.path, line, 1, "see-also", message, hint)
