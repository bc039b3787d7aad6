"""Numbers of a help center's content: how much there is, of what kind, how old, whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog

#: Days since the last change, and what an article as old as that is called.
AGES = ((90, "3 months"), (365, "1 year"), (730, "2 years"), (1460, "4 years"))
OLDER = "older"


@dataclass(frozen=True)
class ContentStatistics:
    """Counts of published articles: by (section, locale), by age of the last change, by team and by
    state; unpublished ones are in ``states`` only.
    """

    by_section: Counter[tuple[str, str]]
    by_age: Counter[str]
    by_team: Counter[str]
    states: Counter[str]
    oldest: tuple[Article, ...]


def content_statistics(catalog: Catalog, now: datetime, oldest: int = 10) -> ContentStatistics:
    """Count the articles of a site.

    Args:
        catalog: its articles.
        now: what ages are counted to.
        oldest: how many of those that changed longest ago to name.
    """
    by_section: Counter[tuple[str, str]] = Counter()
    by_age: Counter[str] = Counter()
    by_team: Counter[str] = Counter()
    for article in catalog.articles:
        by_section[article.section, article.locale] += 1
        by_age[age_of(article, now)] += 1
        by_team[article.team or "nobody"] += 1
    everyone = (*catalog.articles, *catalog.unpublished)
    states = Counter(article.status.value for article in everyone)
    return ContentStatistics(by_section, by_age, by_team, states, _oldest(catalog.articles, oldest))


def age_of(article: Article, now: datetime) -> str:
    """How long ago an article changed."""
    if article.modified is None:
        return "unknown"
    days = (now - article.modified).days
    return next((name for limit, name in AGES if days < limit), OLDER)


def _oldest(articles: Iterable[Article], count: int) -> tuple[Article, ...]:
    dated = [article for article in articles if article.modified and not article.type.timeline]
    dated.sort(key=lambda one: (one.modified.timestamp() if one.modified else 0.0, one.source))
    return tuple(dated[:count])
