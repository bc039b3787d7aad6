"""Front pages: a locale's home, the choice of language at the root, the 404 pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import BY_SECTION, CONTENT_TYPES, Order
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage, home_url, not_found_url, section_url
from mkdocs_help_center.pages.references import find_in_locale
from mkdocs_help_center.pages.rows import row
from mkdocs_help_center.pages.views import (
    HomeView,
    LanguagesView,
    Link,
    NotFoundView,
    Row,
    SectionCard,
)
from mkdocs_help_center.redirects.files import NEAREST_SCRIPT, nearest_path

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: LOOK: three articles a card, five entries of news, five popular links.
CARD_ARTICLES, NEWS, POPULAR = 3, 5, 5


def front_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """Home and 404 of every locale, and the two pages at the root."""
    homes = {locale.code: home_url(locale.code) for locale in center.catalog.locales}
    for locale in center.catalog.locales:
        t = center.messages.translator(locale.code)
        yield GeneratedPage(
            homes[locale.code],
            locale.code,
            center.options.site_name,
            partial(home_view, center, locale.code),
            alternates=homes,
        )
        yield GeneratedPage(
            not_found_url(locale.code),
            locale.code,
            t("notfound.title"),
            partial(not_found_view, center, locale.code, not_found_url(locale.code)),
            listed=False,
        )
    default = center.catalog.default.code
    yield GeneratedPage(
        "404.html",
        default,
        center.messages.translator(default)("notfound.title"),
        partial(not_found_view, center, default, "404.html"),
        listed=False,
    )
    yield GeneratedPage(
        "",
        default,
        center.options.site_name,
        partial(languages_view, center),
        listed=False,
    )


def home_view(center: HelpCenter, locale: str) -> HomeView:
    """A locale's front page."""
    t = center.messages.translator(locale)
    urls = {item.code: center.url(home_url(item.code)) for item in center.catalog.locales}
    return HomeView(
        kind="home",
        template="home.html",
        locale=locale,
        url=center.url(home_url(locale)),
        canonical=center.canonical(home_url(locale)),
        title=center.site.name_in(locale),
        description=t("home.description"),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=center.options.preview,
        sections=section_cards(center, locale),
        popular=popular(center, locale),
        news=news(center, locale),
        feeds=center.feed_links(home_url(locale)),
    )


def section_cards(center: HelpCenter, locale: str) -> tuple[SectionCard, ...]:
    """A card for each section that has articles in ``locale``."""
    t = center.messages.translator(locale)
    return tuple(
        SectionCard(
            key=section,
            icon=BY_SECTION[section].icon,
            title=t(f"section.{section}.title"),
            description=t(f"section.{section}.description"),
            url=center.url(section_url(locale, section)),
            count=len(center.catalog.listed(locale, section)),
            articles=tuple(
                Link(article.title, center.url(article.url))
                for article in _foremost(center.catalog.listed(locale, section))
            ),
        )
        for section in center.catalog.sections(locale)
    )


def _foremost(articles: Sequence[Article]) -> Sequence[Article]:
    """A card's three: the newest of a timeline, the first of a track, else the last changed."""
    if articles and articles[0].type.order is not Order.TITLE:
        return articles[:CARD_ARTICLES]
    changed = sorted(
        articles,
        key=lambda a: (-a.modified.timestamp() if a.modified else 0, a.source),
    )
    return changed[:CARD_ARTICLES]


def popular(center: HelpCenter, locale: str) -> tuple[Link, ...]:
    """The articles that the site's ``popular`` option names, where they exist in ``locale``."""
    found = (find_in_locale(center, reference, locale) for reference in center.options.popular)
    links = [Link(article.title, center.url(article.url)) for article in found if article]
    return tuple(dict.fromkeys(links))[:POPULAR]


def news(center: HelpCenter, locale: str) -> tuple[Row, ...]:
    """The newest announcements and release notes that are not in the future."""
    t = center.messages.translator(locale)
    sections = [kind.section for kind in CONTENT_TYPES if kind.timeline and kind.key != "incident"]
    dated = [
        (article.date, article)
        for section in sections
        for article in center.catalog.listed(locale, section)
        if article.date and article.date <= center.options.now
    ]
    dated.sort(key=lambda pair: (pair[0], pair[1].source), reverse=True)
    return tuple(
        row(article, center.url(article.url), t, t(f"type.{article.type.key}"))
        for _, article in dated[:NEWS]
    )


def not_found_view(center: HelpCenter, locale: str, url: str) -> NotFoundView:
    """A 404 page; the one at the root is served for every path outside a locale."""
    t = center.messages.translator(locale)
    urls = {item.code: center.url(home_url(item.code)) for item in center.catalog.locales}
    return NotFoundView(
        kind="not-found",
        template="not_found.html",
        locale=locale,
        url=center.url(url),
        title=t("notfound.title"),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=True,
        nearest={item.code: center.url(nearest_path(item.code)) for item in center.catalog.locales},
        nearest_script=center.url(NEAREST_SCRIPT),
        sections=section_cards(center, locale),
        popular=popular(center, locale),
    )


def languages_view(center: HelpCenter) -> LanguagesView:
    """The page at ``/``, for hosts that cannot redirect by language."""
    default = center.catalog.default.code
    urls = {item.code: center.url(home_url(item.code)) for item in center.catalog.locales}
    homes = alternates(center.catalog.locales, "", urls)
    return LanguagesView(
        kind="languages",
        template="languages.html",
        locale=default,
        url=center.url(""),
        canonical=center.canonical(""),
        title=center.site.name_in(default),
        alternates=homes,
        noindex=center.options.preview,
        homes=homes,
    )
