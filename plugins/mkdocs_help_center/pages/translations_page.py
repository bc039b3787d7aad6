"""For maintainers: what is translated, what is missing, and what is behind its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.coverage import Gap, Share, State
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.views import Link, View

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Gaps that a page lists for each language and state; the shell lists them all.
MOST = 100


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A section of the table: a share for every language, in the site's order."""

    title: str
    total: int
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class GapList:
    """Articles that are missing or behind in one language: the first of them, and how many in all."""

    language: str
    missing: bool
    total: int
    articles: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class TranslationsView(View):
    """The page: a table of shares, and lists of what is to be done."""

    languages: Sequence[str] = ()
    rows: Sequence[ShareRow] = ()
    gaps: Sequence[GapList] = ()


def translations_url(locale: str) -> str:
    """Where maintainers look."""
    return f"{locale}/translations/"


def translations_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """One page in the words of each language, where the site asks for it, and in every preview.

    It is in no list, sitemap or search: readers have no use for it.
    """
    catalog, options = center.catalog, center.options
    if len(catalog.locales) < 2 or not (options.translations_page or options.preview):
        return
    urls = {locale.code: translations_url(locale.code) for locale in catalog.locales}
    for locale, url in urls.items():
        title = center.messages.translator(locale)("translations.title")
        build = partial(translations_view, center, locale)
        yield GeneratedPage(url, locale, title, build, listed=False, alternates=urls)


def translations_view(center: HelpCenter, locale: str) -> TranslationsView:
    """The page in one language."""
    found = center.coverage
    t = center.messages.translator(locale)
    locales = center.catalog.locales
    urls = {one.code: center.url(translations_url(one.code)) for one in locales}
    sections = dict.fromkeys(share.section for share in found.shares)
    rows = [
        ShareRow(
            t(f"section.{section}.title"),
            found.by_place[locales[0].code, section].total,
            [found.by_place[one.code, section] for one in locales],
        )
        for section in sections
    ]
    gaps = [
        _gap_list(center, one.name, state, [gap for gap in found.gaps if gap.locale == one.code])
        for one in locales
        for state in (State.MISSING, State.OUTDATED)
    ]
    return TranslationsView(
        kind="translations",
        template="translations.html",
        locale=locale,
        url=urls[locale],
        title=t("translations.title"),
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(locales, locale, urls),
        noindex=True,
        languages=[one.name for one in locales],
        rows=rows,
        gaps=[one for one in gaps if one.total],
    )


def _gap_list(center: HelpCenter, language: str, state: State, gaps: Sequence[Gap]) -> GapList:
    chosen = [gap for gap in gaps if gap.state is state]
    articles = [(gap.translation or gap.source) for gap in chosen[:MOST]]
    links = [Link(article.title, center.url(article.url)) for article in articles]
    return GapList(language, state is State.MISSING, len(chosen), links)
