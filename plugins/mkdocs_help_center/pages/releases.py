"""Releases: the versions of every module, stable and beta, and what changed since one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.content.versions import is_prerelease, version_key
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.entries import entry
from mkdocs_help_center.pages.facets import value_label
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.release_urls import (
    module_url,
    releases_url,
    version_anchor,
    version_slug,
)
from mkdocs_help_center.pages.views import (
    Badge,
    Entry,
    EntryGroup,
    Link,
    ModuleReleases,
    ReleasesView,
)

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.messages import Translator

#: Versions of all modules that the overview shows in order of time.
_LATEST = 20
_CHANNEL_LOOKS = {"stable": ("good", "check-circle-outline"), "beta": ("beta", "flask-outline")}


@dataclass(frozen=True)
class Version:
    """A version of a module: its notes, newest first, and its channel."""

    name: str
    channel: str
    articles: Sequence[Article]

    @property
    def slug(self) -> str:
        """The version in URLs."""
        return version_slug(self.name)

    @property
    def date(self) -> datetime | None:
        """When it was last written about."""
        return self.articles[0].date


def versions_of(center: HelpCenter, articles: Sequence[Article]) -> tuple[Version, ...]:
    """The versions that ``articles`` name, the highest first (SemVer, PEP 440).

    A version is stable as soon as one note of it says so; without a channel its number decides. However
    it is spelled, what has one address is one version.
    """
    by_version: dict[str, list[Article]] = {}
    for article in articles:
        slug = version_slug(center.news.release(article).version)
        by_version.setdefault(slug, []).append(article)
    versions = []
    for notes in by_version.values():
        name = center.news.release(notes[0]).version
        channels = {center.news.release(article).channel for article in notes}
        channel = "stable" if "stable" in channels else "beta" if "beta" in channels else ""
        versions.append(
            Version(name, channel or ("beta" if is_prerelease(name) else "stable"), tuple(notes))
        )
    return tuple(sorted(versions, key=lambda version: version_key(version.name), reverse=True))


def releases_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """An overview, a page a module, and for each of its versions what changed since."""
    for locale in center.catalog.locales:
        modules = center.news.versioned(locale.code)
        if not modules:
            continue
        t = center.messages.translator(locale.code)
        yield GeneratedPage(
            releases_url(locale.code),
            locale.code,
            t("releases.title"),
            partial(_overview, center, locale.code, modules),
            alternates=_translations(center, None),
        )
        for module, articles in modules.items():
            yield from _module_pages(center, locale.code, module, articles)


def _module_pages(
    center: HelpCenter, locale: str, module: Module, articles: Sequence[Article]
) -> Iterator[GeneratedPage]:
    versions = versions_of(center, articles)
    name = module.name(locale, center.catalog.default.code)
    yield GeneratedPage(
        module_url(locale, module),
        locale,
        name,
        partial(_module, center, locale, module, versions, None),
        alternates=_translations(center, module),
        modified=max((a.modified for a in articles if a.modified), default=None),
    )
    for version in versions[1:]:
        yield GeneratedPage(
            since_url(locale, module, version),
            locale,
            name,
            partial(_module, center, locale, module, versions, version),
            listed=False,
        )


def since_url(locale: str, module: Module, version: Version) -> str:
    """What changed in a module after ``version``."""
    return f"{module_url(locale, module)}since/{version.slug}/"


def _translations(center: HelpCenter, module: Module | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in center.catalog.locales:
        modules = center.news.versioned(locale.code)
        if module is None and modules:
            found[locale.code] = releases_url(locale.code)
        elif module is not None and module in modules:
            found[locale.code] = module_url(locale.code, module)
    return found


def _overview(
    center: HelpCenter, locale: str, modules: Mapping[Module, Sequence[Article]]
) -> ReleasesView:
    t = center.messages.translator(locale)
    url = releases_url(locale)
    default = center.catalog.default.code
    rows = []
    latest: list[tuple[Module, Version]] = []
    for module, articles in modules.items():
        versions = versions_of(center, articles)
        latest += [(module, version) for version in versions]
        newest = {
            channel: next((one.name for one in versions if one.channel == channel), "")
            for channel in ("stable", "beta")
        }
        rows.append(
            ModuleReleases(
                module.name(locale, default),
                center.url(module_url(locale, module)),
                newest["stable"],
                newest["beta"],
                len(versions),
                articles[0].date,
            )
        )
    urls = {code: center.url(other) for code, other in _translations(center, None).items()}
    return ReleasesView(
        kind="releases",
        template="releases.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=t("releases.title"),
        description=t("releases.description"),
        section="release-notes",
        breadcrumbs=breadcrumbs(center, locale, "release-notes"),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=center.options.preview,
        feeds=center.feed_links(f"{locale}/release-notes/"),
        intro=t("releases.description"),
        modules=tuple(rows),
        latest=tuple(_latest(center, locale, latest)),
        ways=(Link(t("section.release-notes.title"), center.url(f"{locale}/release-notes/")),),
    )


def _latest(
    center: HelpCenter, locale: str, versions: Sequence[tuple[Module, Version]]
) -> Iterator[EntryGroup]:
    """The newest versions of all modules, by month."""
    t = center.messages.translator(locale)
    default = center.catalog.default.code
    newest = sorted(versions, key=lambda one: _age(one[1]), reverse=True)[:_LATEST]
    months: dict[str, list[Entry]] = {}
    for module, version in newest:
        url = f"{module_url(locale, module)}#{version_anchor(version.name)}"
        months.setdefault(t.date(version.date, "month"), []).append(
            Entry(
                f"{module.id}-{version_anchor(version.name)}",
                f"{module.name(locale, default)} {version.name}",
                center.url(url),
                version.date,
                (channel_badge(version.channel, t),),
                synopsis=" · ".join(article.title for article in version.articles),
            )
        )
    for month, entries in months.items():
        yield EntryGroup(month, tuple(entries))


def _age(version: Version) -> float:
    return version.date.timestamp() if version.date else 0.0


def channel_badge(channel: str, t: Translator) -> Badge:
    """Stable or beta, as a badge."""
    tone, icon = _CHANNEL_LOOKS[channel]
    return Badge(channel, value_label("channel", channel, t), tone, icon)


def _module(
    center: HelpCenter,
    locale: str,
    module: Module,
    versions: Sequence[Version],
    since: Version | None,
) -> ReleasesView:
    t = center.messages.translator(locale)
    default = center.catalog.default.code
    name = module.name(locale, default)
    url = since_url(locale, module, since) if since else module_url(locale, module)
    title = t("releases.module_title", module=name)
    intro = t("releases.module_description", module=name)
    if since:
        title = t("releases.since_title", module=name, version=since.name)
        newest = versions[0].name
        intro = t("releases.since_description", version=since.name, newest=newest)
    shown = versions[: versions.index(since)] if since else versions
    urls = {locale: center.url(url)}
    if since is None:
        urls |= {c: center.url(other) for c, other in _translations(center, module).items()}
    return ReleasesView(
        kind="releases",
        template="releases.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(module_url(locale, module)),
        title=title,
        description=intro,
        section="release-notes",
        breadcrumbs=(
            *breadcrumbs(center, locale, "release-notes"),
            Link(t("releases.title"), center.url(releases_url(locale))),
        ),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=center.options.preview or since is not None,
        feeds=center.feed_links(module_url(locale, module)),
        intro=intro,
        groups=tuple(_group(center, version, t) for version in shown),
        since=tuple(
            Link(one.name, center.url(since_url(locale, module, one)), one is since)
            for one in versions[1:]
        ),
        since_version=since.name if since else "",
        ways=(Link(name, center.url(module_url(locale, module))),) if since else (),
    )


def _group(center: HelpCenter, version: Version, t: Translator) -> EntryGroup:
    return EntryGroup(
        version.name,
        tuple(entry(center, article) for article in version.articles),
        version_anchor(version.name),
        (channel_badge(version.channel, t),),
        version.date,
    )
