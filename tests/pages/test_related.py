"""Related articles are those that share most, of equals the latest; never some that share next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from mkdocs_help_center.pages.related import RelatedArticles

from ..content.sites import article, load, write

_FILES = {
    f"en/{place}.md": article(title=title, slugEN=place.rpartition("/")[2], updatedAt=date)
    for place, title, date in (
        ("faq/setup", "Payment gateway setup", "2024-01-01"),
        ("faq/errors", "Payment gateway errors", "2020-01-01"),
        ("faq/old", "Payment basics", "2021-01-01"),
        ("faq/newest", "Payment refunds", "2023-03-01"),
        ("faq/newer", "Payment captures", "2023-02-01"),
        ("faq/same-day", "Payment acquirers", "2023-02-01"),
        ("faq/alone", "Warehouse docks", "2025-01-01"),
        # One word in common in another section is not enough, however few there are.
        ("tutorials/warehouse", "Warehouse picking", "2025-01-01"),
    )
}


@pytest.mark.parametrize(
    ("slug", "related"),
    [
        ("setup", ["errors", "newest", "newer"]),
        ("errors", ["setup", "newest", "newer"]),
        ("alone", []),
        ("warehouse", []),
    ],
)
def test_the_three_that_share_most_are_shown(
    tmp_path: Path, slug: str, related: Sequence[str]
) -> None:
    articles = load(write(tmp_path, _FILES)).catalog.articles
    by_slug = {one.slug: one for one in articles}
    found = RelatedArticles(articles).of(by_slug[slug])
    assert [one.slug for one in found] == related
