"""Timelines: release notes, announcements and posts by month or year, whole or narrowed to one value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.facets import Facet
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.entries import entry
from mkdocs_help_center.pages.facets import facet_label
from mkdocs_help_center.pages.filters import (
    facet_translations,
    facet_url,
    filter_groups,
    inline_categories,
)
from mkdocs_help_center.pages.list_data import list_url
from mkdocs_help_center.pages.naming import group_name
from mkdocs_help_center.pages.navigation import alternates, category_links, paginate
from mkdocs_help_center.pages.page import GeneratedPage, numbered_url, section_url
from mkdocs_help_center.pages.rows import row
from mkdocs_help_center.pages.views import EntryGroup, Link, ListingView, TimelineView

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Sections that have a timeline in place of a listing, and what it is grouped by.
TIMELINES = {"release-notes": "month", "announcements": "year", "blog": "year"}
#: How much of what readers have to act on leads a timeline.
_MOST_REQUIRED = 5
#: Sections whose listing stays, and that can be narrowed all the same.
_NARROWED_LISTINGS = (
    "known-issues",
    "faq",
    "tutorials",
    "troubleshooting",
    "tracks",
    "reference",
)


@dataclass(frozen=True)
class _List:
    """One list over all of its pages."""

    locale: str
    section: str
    facet: Facet | None
    articles: Sequence[Article]
    urls: Sequence[str]


def timeline_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """Every page of every timeline, and of sections narrowed to one value."""
    for locale in center.catalog.locales:
        for section in center.catalog.sections(locale.code):
            if section in TIMELINES:
                news = center.news
                articles = [
                    *news.published(locale.code, section),
                    *news.undated(locale.code, section),
                ]
                yield from _pages(center, locale.code, section, None, articles)
            elif section not in _NARROWED_LISTINGS:
                continue
            for facet in center.news.facets(locale.code, section):
                yield from _pages(center, locale.code, section, facet, facet.articles)


def _pages(
    center: HelpCenter,
    locale: str,
    section: str,
    facet: Facet | None,
    articles: Sequence[Article],
) -> Iterator[GeneratedPage]:
    base = facet_url(locale, section, facet) if facet else section_url(locale, section)
    pages = max(1, -(-len(articles) // center.options.page_size))
    urls = [numbered_url(base, number) for number in range(1, pages + 1)]
    listed = _List(locale, section, facet, articles, urls)
    translations = facet_translations(center, section, facet)
    build = _timeline if section in TIMELINES else _narrowed_listing
    title = _title(center, listed)
    modified = max((a.modified for a in articles if a.modified), default=None)
    for number, url in enumerate(urls, 1):
        yield GeneratedPage(
            url,
            locale,
            title,
            partial(build, center, listed, number),
            alternates=translations if number == 1 else {locale: url},
            modified=modified,
        )


def _title(center: HelpCenter, listed: _List) -> str:
    t = center.messages.translator(listed.locale)
    title = t(f"section.{listed.section}.title")
    if listed.facet is None:
        return title
    return t("filter.title", section=title, label=facet_label(listed.facet, t))


def _shown(center: HelpCenter, listed: _List, number: int) -> Sequence[Article]:
    size = center.options.page_size
    return listed.articles[(number - 1) * size : number * size]


def _common(center: HelpCenter, listed: _List, number: int) -> dict[str, object]:
    """What a timeline and a narrowed listing have alike."""
    t = center.messages.translator(listed.locale)
    title, url = _title(center, listed), listed.urls[number - 1]
    section, facet = listed.section, listed.facet
    translations = {
        locale: center.url(other)
        for locale, other in facet_translations(center, section, facet).items()
    }
    own = {**translations, listed.locale: center.url(url)}
    narrowed = facet_label(facet, t) if facet else ""
    return {
        "locale": listed.locale,
        "url": center.url(url),
        "canonical": center.canonical(url),
        "title": title if number == 1 else t("listing.page_title", title=title, page=number),
        "description": t(f"section.{section}.description"),
        "section": section,
        "breadcrumbs": breadcrumbs(center, listed.locale, section if facet else None),
        "alternates": alternates(center.catalog.locales, listed.locale, own),
        "noindex": center.options.preview,
        "feeds": center.feed_links(listed.urls[0], section_url(listed.locale, section)),
        "intro": t(f"section.{section}.description") if facet is None else "",
        "total": len(listed.articles),
        "pagination": paginate([center.url(one) for one in listed.urls], number),
        "filters": filter_groups(center, listed.locale, section, facet),
        "narrowed": narrowed,
        "all_url": center.url(section_url(listed.locale, section)) if facet else "",
        "list_url": list_url(center, listed.locale, section),
    }


def _narrowed_listing(center: HelpCenter, listed: _List, number: int) -> ListingView:
    t = center.messages.translator(listed.locale)
    rows = [
        row(article, center.url(article.url), t, group_name(center, article))
        for article in _shown(center, listed, number)
    ]
    common = _common(center, listed, number)
    return ListingView(
        kind="listing",
        template="listing.html",
        rows=rows,
        **common,  # type: ignore[arg-type]
    )


def _timeline(center: HelpCenter, listed: _List, number: int) -> TimelineView:
    locale, section = listed.locale, listed.section
    upcoming: Sequence[Article] = ()
    required: Sequence[Article] = ()
    if number == 1 and listed.facet is None:
        upcoming = center.news.upcoming(locale, section)
        required = center.news.required(locale, section)
    categories = () if listed.facet else inline_categories(center, locale, section)
    return TimelineView(
        kind="timeline",
        template="timeline.html",
        groups=tuple(_groups(center, listed, number)),
        upcoming=tuple(entry(center, article) for article in upcoming),
        required=tuple(entry(center, one) for one in required[:_MOST_REQUIRED]),
        required_url=center.url(section_url(locale, section) + "action/required/")
        if required
        else "",
        dated="day",
        ways=tuple(_ways(center, locale, section)),
        categories=category_links(categories, center.shelves.counts, center.base_path),
        timeline=True,
        **_common(center, listed, number),  # type: ignore[arg-type]
    )


def _groups(center: HelpCenter, listed: _List, number: int) -> Iterator[EntryGroup]:
    """Entries by month or year, in the order of the list; those without a date come last."""
    t = center.messages.translator(listed.locale)
    style = TIMELINES[listed.section]
    groups: dict[str, list[Article]] = {}
    for article in _shown(center, listed, number):
        title = t.date(article.date, style) if article.date else t("listing.undated")
        groups.setdefault(title, []).append(article)
    for title, articles in groups.items():
        yield EntryGroup(title, tuple(entry(center, article) for article in articles))


def _ways(center: HelpCenter, locale: str, section: str) -> Iterator[Link]:
    """Where readers of a timeline may want to go instead."""
    t = center.messages.translator(locale)
    if section == "release-notes" and center.news.versioned(locale):
        yield Link(t("releases.title"), center.url(f"{locale}/releases/"))
    if center.has_feeds(locale):
        yield Link(t("subscribe.title"), center.url(f"{locale}/subscribe/"))
