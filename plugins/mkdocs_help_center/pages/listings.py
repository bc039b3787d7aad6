"""Listings: a section, a category; complete, numbered, each page with its own URL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.categories import Category, Place
from mkdocs_help_center.content.content_types import BY_SECTION, Order
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.filters import filter_groups, inline_categories
from mkdocs_help_center.pages.list_data import list_url
from mkdocs_help_center.pages.naming import group_name
from mkdocs_help_center.pages.navigation import alternates, category_links, paginate
from mkdocs_help_center.pages.page import GeneratedPage, numbered_url, section_url
from mkdocs_help_center.pages.rows import row
from mkdocs_help_center.pages.timelines import TIMELINES
from mkdocs_help_center.pages.views import ListingView, TrackGroup

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def listing_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """Every page of every section that has no timeline, and of every category, in every locale."""
    catalog = center.catalog
    for locale in catalog.locales:
        for section in catalog.sections(locale.code):
            if section in TIMELINES:
                continue
            articles = catalog.listed(locale.code, section)
            yield from _numbered(center, locale.code, section, None, articles)
    for category in catalog.categories.values():
        articles = center.shelves.in_category(category.place)
        yield from _numbered(center, category.locale, category.section, category, articles)


def _numbered(
    center: HelpCenter,
    locale: str,
    section: str,
    category: Category | None,
    articles: Sequence[Article],
) -> Iterator[GeneratedPage]:
    size = center.options.page_size
    base = category.url if category else section_url(locale, section)
    translations = _translations(center, section, category)
    pages = max(1, -(-len(articles) // size))
    urls = [numbered_url(base, number) for number in range(1, pages + 1)]
    t = center.messages.translator(locale)
    title = category.name if category else t(f"section.{section}.title")
    modified = max((a.modified for a in articles if a.modified), default=None)
    for number, url in enumerate(urls, 1):
        yield GeneratedPage(
            url,
            locale,
            title,
            partial(_view, center, locale, section, category, articles, urls, number),
            alternates=translations if number == 1 else {locale: url},
            modified=modified,
            lists_only=True,
        )


def _translations(center: HelpCenter, section: str, category: Category | None) -> dict[str, str]:
    if category is None:
        return {
            locale.code: section_url(locale.code, section)
            for locale in center.catalog.locales
            if center.catalog.listed(locale.code, section)
        }
    return center.shelves.category_translations(category)


def _view(
    center: HelpCenter,
    locale: str,
    section: str,
    category: Category | None,
    articles: Sequence[Article],
    urls: Sequence[str],
    number: int,
) -> ListingView:
    t = center.messages.translator(locale)
    size = center.options.page_size
    shown = articles[(number - 1) * size : number * size]
    trail = center.catalog.category_trail(category)
    place: Place = (locale, section, category.folders if category else ())
    categories = (
        center.catalog.categories_in[place]
        if category
        else inline_categories(center, locale, section)
    )
    title = category.name if category else t(f"section.{section}.title")
    url = urls[number - 1]
    translations = {
        code: center.url(other) for code, other in _translations(center, section, category).items()
    }
    kind = BY_SECTION[section]
    return ListingView(
        kind="listing",
        template="listing.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=title if number == 1 else t("listing.page_title", title=title, page=number),
        description=t(f"section.{section}.description"),
        section=section,
        breadcrumbs=breadcrumbs(
            center, locale, section if category else None, trail[:-1] if category else ()
        ),
        alternates=alternates(
            center.catalog.locales, locale, {**translations, locale: center.url(url)}
        ),
        noindex=center.options.preview,
        intro=t(f"section.{section}.description") if category is None else "",
        total=len(articles),
        rows=[
            row(article, center.url(article.url), t, group_name(center, article))
            for article in shown
        ],
        tracks=tuple(_tracks(center, shown)) if kind.order is Order.POSITION else (),
        categories=category_links(categories, center.shelves.counts, center.base_path),
        pagination=paginate([center.url(one) for one in urls], number),
        timeline=kind.timeline,
        feeds=center.feed_links(section_url(locale, section)),
        filters=filter_groups(center, locale, section) if category is None else (),
        list_url=list_url(center, locale, section),
    )


def _tracks(center: HelpCenter, articles: Sequence[Article]) -> Iterator[TrackGroup]:
    """Articles of tracks as their tracks: named after the folder, numbered as they are followed."""
    for _, members in groupby(
        articles, key=lambda one: (id(center.shelves.track_of(one)), one.folders)
    ):
        found = list(members)
        first = found[0]
        t = center.messages.translator(first.locale)
        track = center.shelves.track_of(first)
        category = center.catalog.category_of(first)
        yield TrackGroup(
            category.name if category else t("listing.other"),
            center.url(category.url) if category else "",
            len(track) or len(found),
            track.index(first) + 1 if track else 1,
            [row(article, center.url(article.url), t) for article in found],
        )
