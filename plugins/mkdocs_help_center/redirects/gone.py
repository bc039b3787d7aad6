"""Pages for what is gone: archived articles that name no successor, and rules with status 410."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_help_center.content.article import Article, Status
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.redirects.model import Rule
from mkdocs_help_center.redirects.request import RequestReader
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.urls import SAFE_PATH


@dataclass(frozen=True)
class GonePage:
    """A page that says that something is gone; hosts show it with status 410.

    ``source`` is the article's, or the rule's; ``url`` is relative to the site's root.
    """

    source: str
    url: str
    locale: str
    article: Article | None


def gone_pages(
    catalog: Catalog, rules: Iterable[Rule], settings: RedirectSettings
) -> tuple[GonePage, ...]:
    """Every such page, at the URL that the article had or the rule names."""
    reader = RequestReader([locale.code for locale in catalog.locales], settings)
    pages: dict[str, GonePage] = {}
    for article in catalog.unpublished:
        url = f"{article.locale}/{article.section}/{article.slug}/"
        if article.status is Status.ARCHIVED and not article.text("replacedBy"):
            pages.setdefault(url, GonePage(article.source, url, article.locale, article))
    for rule in rules:
        request = reader.read(rule.source, visited=True)
        path = request.path.strip("/")
        if rule.status == 410 and not request.url.query and SAFE_PATH.fullmatch(path):
            number = max(request.path_locale, 0)
            locale = catalog.locales[number].code if request.path_locale >= 0 else ""
            page = GonePage(rule.source, f"{path}/", locale or catalog.default.code, None)
            pages.setdefault(page.url, page)
    return tuple(page for url, page in pages.items() if url not in catalog.by_url)
