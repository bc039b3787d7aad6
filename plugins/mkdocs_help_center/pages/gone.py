"""Pages in place of articles that are gone: said plainly, in the article's language, with ways on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.front import popular
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.views import GoneView, Link
from mkdocs_help_center.redirects.gone import GonePage, gone_pages

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def gone_article_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """A page for each archived article without successor, and for each rule with status 410."""
    rules = center.redirect_files.rules
    for gone in gone_pages(center.catalog, rules, center.redirect_settings):
        title = center.messages.translator(gone.locale)("gone.title")
        view = partial(gone_view, center, gone)
        yield GeneratedPage(gone.url, gone.locale, title, view, listed=False)


def gone_view(center: HelpCenter, gone: GonePage) -> GoneView:
    """What a gone article's URL shows; its alternatives are the articles with the nearest slugs."""
    t = center.messages.translator(gone.locale)
    near = center.resolver.nearest(f"/{gone.url}", gone.locale)
    articles = [center.catalog.by_url[url.removeprefix(center.base_path)] for url in near]
    return GoneView(
        kind="gone",
        template="gone.html",
        locale=gone.locale,
        url=center.url(gone.url),
        title=t("gone.title"),
        noindex=True,
        what=gone.article.title if gone.article else "",
        alternatives=tuple(Link(item.title, center.url(item.url)) for item in articles),
        popular=popular(center, gone.locale),
    )
