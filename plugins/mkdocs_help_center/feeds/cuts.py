"""Which feeds a site has: every section, everything, each value that narrows a section, declared cuts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.facets import Facet
from mkdocs_help_center.content.modules import text_in
from mkdocs_help_center.content.news import FEED_SECTIONS, newest_first
from mkdocs_help_center.feeds.declared import declared_sections, matches
from mkdocs_help_center.feeds.settings import CutSettings
from mkdocs_help_center.pages.facets import facet_label
from mkdocs_help_center.pages.page import home_url, section_url

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Facets that nobody subscribes to: a year is over, an issue leaves its state.
_NO_FEED = frozenset({"year", "issue"})
#: What "everything new" is; known issues and incidents are news of another kind, with feeds of their own.
_EVERYTHING = ("announcements", "release-notes", "blog")
#: Where declared feeds are, in URLs.
CUSTOM_FOLDER = "feeds"


@dataclass(frozen=True, eq=False)
class Cut:
    """A feed before anything of it is written.

    Attributes:
        folder: where its files are, below the site's root: ``en/release-notes/type/fixed/``.
        page: the page that it belongs to, likewise.
        articles: what is in it, newest first.
        group: the section that it narrows, ``everything`` or ``custom``; ``facet`` by what it narrows it.
        label: what the subscribe page calls it in its group.
        former: whether it stands at an address that it used to have: it is in no list of feeds.
        archived: whether old items are kept in archive documents. Those of a type, channel or topic are
            in the section's archive, with their categories; known issues have their listing, and would be
            most of a site's bytes.
    """

    locale: str
    folder: str
    page: str
    title: str
    description: str
    articles: Sequence[Article]
    group: str
    facet: str = ""
    label: str = ""
    archived: bool = True
    former: bool = False

    def archives(self, limit: int) -> int:
        """How many documents its archive has, of ``limit`` items each."""
        count = len(self.articles)
        return count // limit if self.archived and count > limit else 0

    def shown(self, limit: int) -> Sequence[Article]:
        """What its documents hold, of ``limit`` items each."""
        return self.articles if self.archived else self.articles[:limit]


def feed_cuts(center: HelpCenter) -> tuple[Cut, ...]:
    """Every feed of the published site; none for a preview or a site without an address."""
    if center.options.preview or not center.options.site_url:
        return ()
    return every_cut(center)


def every_cut(center: HelpCenter) -> tuple[Cut, ...]:
    """Every feed that has an item, in a preview as well."""
    return tuple(
        cut
        for locale in center.catalog.locales
        for cut in _cuts_of(center, locale.code)
        if cut.articles
    )


def _cuts_of(center: HelpCenter, locale: str) -> Iterator[Cut]:
    yield _everything(center, locale)
    for section in FEED_SECTIONS:
        yield _section(center, locale, section)
        for facet in center.news.facets(locale, section):
            if facet.kind not in _NO_FEED:
                yield _narrowed(center, locale, section, facet)
        if section == "release-notes":
            yield from _releases(center, locale)
    for settings in center.options.feeds.cuts:
        if not settings.locales or locale in settings.locales:
            yield _declared(center, locale, settings)


def _items(center: HelpCenter, locale: str, section: str) -> Sequence[Article]:
    """What of a section is in feeds, newest first.

    Known issues come by their last change: their news is the state, and one of years ago that is fixed
    today has to be among those that the live feed shows.
    """
    if section == "known-issues":
        return center.news.last_changed_first(locale, section)
    return center.news.published(locale, section)


def _everything(center: HelpCenter, locale: str) -> Cut:
    t = center.messages.translator(locale)
    site = center.site.name_in(locale)
    articles = [a for section in _EVERYTHING for a in _items(center, locale, section)]
    return Cut(
        locale,
        home_url(locale),
        home_url(locale),
        t("feed.everything_title", site=site),
        t("feed.everything_description", site=site),
        newest_first(articles),
        "everything",
        label=t("feed.everything"),
    )


def _section(center: HelpCenter, locale: str, section: str) -> Cut:
    t = center.messages.translator(locale)
    title = t(f"section.{section}.title")
    return Cut(
        locale,
        section_url(locale, section),
        section_url(locale, section),
        t("feed.section_title", site=center.site.name_in(locale), section=title),
        t(f"section.{section}.description"),
        _items(center, locale, section),
        section,
        label=t("feed.all_of", section=title),
        archived=section != "known-issues",
    )


def _narrowed(center: HelpCenter, locale: str, section: str, facet: Facet) -> Cut:
    t = center.messages.translator(locale)
    title = t(f"section.{section}.title")
    label = facet_label(facet, t)
    # A filter may hold what has no date; a feed cannot.
    members = frozenset(facet.articles)
    folder = section_url(locale, section) + facet.path
    site = center.site.name_in(locale)
    return Cut(
        locale,
        folder,
        section_url(locale, section) if section == "status" else folder,
        t("feed.facet_title", site=site, section=title, label=label),
        t("feed.facet_description", section=title, label=label),
        [one for one in _items(center, locale, section) if one in members],
        section,
        facet.kind,
        label,
        archived=section != "known-issues" and facet.kind == "module",
    )


def _releases(center: HelpCenter, locale: str) -> Iterator[Cut]:
    """The versions of a module, beside its page under ``releases/``."""
    t = center.messages.translator(locale)
    site, default = center.site.name_in(locale), center.catalog.default.code
    for module, articles in center.news.versioned(locale).items():
        name = module.name(locale, default)
        folder = f"{locale}/releases/{module.id}/"
        yield Cut(
            locale,
            folder,
            folder,
            t("feed.releases_title", site=site, module=name),
            t("feed.releases_description", module=name),
            articles,
            "releases",
            "module",
            name,
        )


def _declared(center: HelpCenter, locale: str, settings: CutSettings) -> Cut:
    default = center.catalog.default.code
    site = center.site.name_in(locale)
    title = text_in(settings.titles, locale, default) or settings.path
    articles = [
        article
        for section in declared_sections(settings)
        for article in _items(center, locale, section)
        if matches(settings, article, center.news)
    ]
    t = center.messages.translator(locale)
    return Cut(
        locale,
        f"{home_url(locale)}{CUSTOM_FOLDER}/{settings.path}/",
        f"{home_url(locale)}subscribe/",
        t("feed.section_title", site=site, section=title),
        text_in(settings.descriptions, locale, default) or title,
        newest_first(articles),
        "custom",
        label=title,
    )


def cuts_by_folder(cuts: Sequence[Cut]) -> Mapping[str, Cut]:
    """Feeds by where they are; of two in one place the first."""
    found: dict[str, Cut] = {}
    for cut in cuts:
        found.setdefault(cut.folder, cut)
    return found
