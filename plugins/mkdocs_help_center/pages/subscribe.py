"""The page that lists every feed of a language and says what to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.feeds.cuts import Cut
from mkdocs_help_center.feeds.formats import FORMAT_NAMES
from mkdocs_help_center.feeds.opml import FILE as OPML_FILE
from mkdocs_help_center.feeds.opml import group_title
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.views import FeedGroup, FeedRow, Link, SubscribeView

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def subscribe_url(locale: str) -> str:
    """The page of a language's feeds."""
    return f"{locale}/subscribe/"


def subscribe_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """One page a language that has a feed."""
    codes = [one.code for one in center.catalog.locales if center.has_feeds(one.code)]
    for locale in codes:
        yield GeneratedPage(
            subscribe_url(locale),
            locale,
            center.messages.translator(locale)("subscribe.title"),
            partial(_view, center, locale, codes),
            alternates={code: subscribe_url(code) for code in codes},
        )


def _view(center: HelpCenter, locale: str, codes: Sequence[str]) -> SubscribeView:
    t = center.messages.translator(locale)
    url = subscribe_url(locale)
    cuts = [cut for cut in center.feed_cuts if cut.locale == locale and not cut.former]
    groups = dict.fromkeys(cut.group for cut in cuts)
    return SubscribeView(
        kind="subscribe",
        template="subscribe.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=t("subscribe.title"),
        description=t("subscribe.intro"),
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(
            center.catalog.locales,
            locale,
            {code: center.url(subscribe_url(code)) for code in codes},
        ),
        noindex=center.options.preview,
        features=frozenset({"copy"}),
        feeds=center.feed_links(f"{locale}/"),
        groups=tuple(
            FeedGroup(
                group_title(center, locale, group),
                f"feeds-{group}",
                tuple(_row(center, cut) for cut in cuts if cut.group == group),
            )
            for group in groups
        ),
        opml_url=center.canonical(f"{locale}/{OPML_FILE}"),
    )


def _row(center: HelpCenter, cut: Cut) -> FeedRow:
    t = center.messages.translator(cut.locale)
    return FeedRow(
        cut.label or cut.title,
        tuple(
            Link(name, center.canonical(cut.folder + file)) for file, name in FORMAT_NAMES.items()
        ),
        t(f"filter.{cut.facet}") if cut.facet and cut.group != "releases" else "",
        center.url(cut.page),
        len(cut.articles),
    )
