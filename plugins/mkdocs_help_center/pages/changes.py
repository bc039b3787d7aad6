"""What a deploy preview is about: the articles that its pull request changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.rows import row
from mkdocs_help_center.pages.views import ListingView

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def changes_url(locale: str) -> str:
    """Where a preview lists the changed articles."""
    return f"{locale}/changes/"


def changes_paths(catalog: Catalog, options: PageOptions, base_path: str) -> dict[str, str]:
    """The lists' root-relative URLs by locale; none but in a preview that knows what changed."""
    if not options.preview or not options.changed:
        return {}
    return {locale.code: base_path + changes_url(locale.code) for locale in catalog.locales}


def changes_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """One list in the words of each language, in previews only."""
    urls = {locale: changes_url(locale) for locale in center.site.changes_paths}
    for locale, url in urls.items():
        title = center.messages.translator(locale)("changes.title")
        build = partial(changes_view, center, locale)
        yield GeneratedPage(url, locale, title, build, listed=False, alternates=urls)


def changed_articles(center: HelpCenter) -> list[Article]:
    """The changed articles that have a page, in every language, by path."""
    found = (center.catalog.by_source.get(source) for source in sorted(center.options.changed))
    return [article for article in found if article is not None]


def changes_view(center: HelpCenter, locale: str) -> ListingView:
    """The list of all changed articles, each marked with its language."""
    t = center.messages.translator(locale)
    names = {known.code: known.name for known in center.catalog.locales}
    urls = {code: center.url(changes_url(code)) for code in names}
    articles = changed_articles(center)
    return ListingView(
        kind="listing",
        template="listing.html",
        locale=locale,
        url=urls[locale],
        title=t("changes.title"),
        intro=t("changes.intro"),
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=True,
        total=len(articles),
        rows=[row(one, center.url(one.url), t, names[one.locale]) for one in articles],
    )
