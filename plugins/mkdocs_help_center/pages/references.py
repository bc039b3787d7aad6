"""Which article a reference in data, front matter or a setting means."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_help_center.content.article import Article

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def find_article(center: HelpCenter, reference: str, near: Article) -> Article | None:
    """The article that ``reference`` in ``near`` means, in its language where it exists.

    An id, a slug, a path of a source file relative to the article, or a URL of this site.
    """
    if reference.lower().endswith(".md"):
        folder = near.source.rpartition("/")[0]
        source = os.path.normpath(f"{folder}/{reference}").replace(os.sep, "/")
        by_source = center.catalog.by_source
        found = by_source.get(source) or by_source.get(reference)
        if found:
            return found
    return find_in_locale(center, reference, near.locale)


def find_in_locale(center: HelpCenter, reference: str, locale: str) -> Article | None:
    """The article of an id, slug, legacy slug or URL, in ``locale``, else in any language."""
    named = reference.startswith("/") or "://" in reference
    href = reference if named else f"/{locale}/faq/{quote(reference)}"
    resolution = center.resolver.resolve_link(href, locale)
    return resolution.article if resolution.found else None
