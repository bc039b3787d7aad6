"""The newest announcement that a writer marked, as a line above every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.feeds.identity import guid_of
from mkdocs_help_center.pages.site import Bar, SiteContext

_SECTION = "announcements"


def with_marked_news(site: SiteContext, catalog: Catalog, now: datetime) -> SiteContext:
    """``site`` with a line, in each language, for the newest announcement with ``highlight: true``.

    It can be dismissed, and goes at ``highlightUntil``; it comes below incidents and banners, which
    matter more.
    """
    bars = dict(site.banners)
    for locale in catalog.locales:
        if article := marked(catalog, locale.code, now):
            bars[locale.code] = (*bars.get(locale.code, ()), _bar(article, site))
    return replace(site, banners=bars)


def marked(catalog: Catalog, locale: str, now: datetime) -> Article | None:
    """The newest announcement that is marked, out and not over."""
    for article in catalog.listed(locale, _SECTION):
        until = article.date_of("highlightUntil")
        if (
            article.text("highlight").lower() in ("true", "yes", "on")
            and article.date is not None
            and article.date <= now
            and (until is None or now < until)
            and article.date_of("withdrawnAt") is None
        ):
            return article
    return None


def _bar(article: Article, site: SiteContext) -> Bar:
    until = article.date_of("highlightUntil")
    return Bar(
        key=f"news-{guid_of(article)[-12:]}",
        tone="info",
        text=article.title,
        url=site.base_path + article.url,
        ends=until.isoformat() if until else "",
    )
