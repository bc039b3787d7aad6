"""What earlier builds found news to be about: where nothing names it, it is found by all words of a text."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.building.keys import value_digest
from mkdocs_help_center.content.cache import Cache

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_NAME = "topics"


def recall_topics(center: HelpCenter, contents: Mapping[str, bytes], cache: Cache) -> None:
    """Tell the site which modules its news are about, as far as an earlier build left it.

    Args:
        center: the site.
        contents: a digest of the bytes of each article's file, by its source.
        cache: where it is kept.
    """
    known: Mapping[str, tuple[bytes, tuple[str, ...]]] = cache.get(_NAME, _key(center)) or {}
    center.news.recall_modules(
        {source: ids for source, (content, ids) in known.items() if contents.get(source) == content}
    )


def keep_topics(center: HelpCenter, contents: Mapping[str, bytes], cache: Cache) -> None:
    """Leave it to later builds."""
    found = {
        article.source: (
            contents[article.source],
            tuple(module.id for module in center.news.modules_of(article)),
        )
        for article in center.catalog.articles
        if article.type.timeline and contents.get(article.source)
    }
    cache.put([(_NAME, _key(center), found)])


def _key(center: HelpCenter) -> str:
    """What modules there are."""
    return value_digest([dataclasses.astuple(module) for module in center.modules]).hex()
