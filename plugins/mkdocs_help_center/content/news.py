"""What is new: the articles that timelines and feeds show, when, and by what they can be narrowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.content_types import CONTENT_TYPES
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.facets import FACET_BUILDERS, Facet
from mkdocs_help_center.content.modules import Module, Modules
from mkdocs_help_center.content.releases import CHANGES, Release, release_of

#: Sections whose articles go to feeds; all but known issues also make up "everything new".
NEWS_SECTIONS = tuple(kind.section for kind in CONTENT_TYPES if kind.timeline)
FEED_SECTIONS = (*NEWS_SECTIONS, "known-issues")
#: By what each section can be narrowed, in the order in which readers see it.
FACETS: Mapping[str, Sequence[str]] = {
    "release-notes": ("action", "type", "module", "channel", "year"),
    "announcements": ("action", "type", "module", "tag", "year"),
    "blog": ("tag", "year"),
    "known-issues": ("module", "issue"),
    "faq": ("team", "tag"),
    "tutorials": ("team", "tag"),
    "troubleshooting": ("domain", "symptom"),
    "tracks": ("team",),
    "reference": ("team", "tag"),
    "status": ("module",),
}
#: How long something that has to be done and names no deadline is shown as such.
_RECENT = timedelta(days=90)

T = TypeVar("T")
#: A locale and a section.
_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Known(Generic[T]):
    """What was found out of articles; ``of`` are these, compared as objects."""

    of: Sequence[Article]
    found: Sequence[T]


class News:
    """The dated articles of a site as its timelines and feeds show them.

    Args:
        catalog: the site's articles.
        modules: what they are about.
        now: the build's clock: what is dated later is upcoming, and in no feed.
    """

    def __init__(self, catalog: Catalog, modules: Modules, now: datetime) -> None:
        self.catalog = catalog
        self.modules = modules
        self.now = now
        self._read: dict[Article, Release] = {}
        self._releases: dict[Article, Release] = {}
        self._versioned: dict[str, Mapping[Module, Sequence[Article]]] = {}
        self._modules_of: dict[Article, tuple[Module, ...]] = {}
        self._facets: dict[_Place, _Known[Facet]] = {}
        self._dated: dict[_Place, _Known[Article]] = {}
        self._by_change: dict[_Place, Sequence[Article]] = {}
        #: Of the site before a change; it holds for the same articles.
        self._old_facets: Mapping[_Place, _Known[Facet]] = {}
        self._old_dated: Mapping[_Place, _Known[Article]] = {}

    def release(self, article: Article) -> Release:
        """What ``article`` says about itself as news; a correction or withdrawal dated later than now is
        held back as news are.
        """
        if article not in self._releases:
            if article not in self._read:
                self._read[article] = release_of(article)
            self._releases[article] = self._so_far(self._read[article])
        return self._releases[article]

    def _so_far(self, release: Release) -> Release:
        past = tuple(one for one in release.corrections if one.at <= self.now)
        withdrawn = release.withdrawn
        if withdrawn and withdrawn > self.now:
            withdrawn = None
        if withdrawn == release.withdrawn and past == release.corrections:
            return release
        reason = release.withdrawn_reason if withdrawn else ""
        return replace(release, corrections=past, withdrawn=withdrawn, withdrawn_reason=reason)

    def modules_of(self, article: Article) -> tuple[Module, ...]:
        """What ``article`` is about, first what it is most about."""
        if article not in self._modules_of:
            self._modules_of[article] = self.modules.of(article)
        return self._modules_of[article]

    @property
    def found_modules(self) -> Mapping[str, tuple[str, ...]]:
        """What was found out: ids of modules by the article's source; see :meth:`recall_modules`."""
        return {
            article.source: tuple(module.id for module in found)
            for article, found in self._modules_of.items()
        }

    def recall_modules(self, found: Mapping[str, Sequence[str]]) -> None:
        """Take the ids in ``found``, by source, for what :meth:`modules_of` would find; what is no article
        any more is left out.
        """
        by_id = {module.id: module for module in self.modules}
        for source, ids in found.items():
            if (article := self.catalog.by_source.get(source)) is not None:
                self._modules_of[article] = tuple(by_id[one] for one in ids)

    def take_over(self, old: News, changed: Collection[Article]) -> None:
        """Keep what ``old`` has found out about articles that are still there and not ``changed``."""
        kept = set(self.catalog.articles).difference(changed)
        self._read = {a: found for a, found in old._read.items() if a in kept}
        stale = {(article.locale, article.section) for article in changed}
        self._old_dated = _kept(old._dated, stale)
        if self.modules.same_as(old.modules):
            own = {module.id: module for module in self.modules}
            self._modules_of = {
                article: tuple(own[module.id] for module in found)
                for article, found in old._modules_of.items()
                if article in kept
            }
            self._old_facets = _kept(old._facets, stale)

    def same_facets(self, before: Article, after: Article) -> bool:
        """Whether two states of an article are narrowed alike: part of that is read from its text."""
        if after.section not in FEED_SECTIONS:
            return True
        return release_of(before) == release_of(after) and self.modules.of(
            before
        ) == self.modules.of(after)

    def is_upcoming(self, article: Article) -> bool:
        """Whether its date is still to come."""
        return article.date is not None and article.date > self.now

    def changed(self, article: Article) -> datetime:
        """When a dated article last changed, from front matter alone: a correction, a withdrawal and an
        entry of an incident count; what is dated later than now has not happened.
        """
        date, updated = article.date, article.updated
        assert date is not None, "only dated articles are news"
        incident = article.type.key == "incident"
        # What else an article says as news is read from its text; thousands say nothing of that kind.
        if not incident and CHANGES.isdisjoint(article.meta):
            return date if updated is None or not date < updated <= self.now else updated
        moments = [date, updated]
        if incident:
            moments += _update_times(article)
        if not CHANGES.isdisjoint(article.meta):
            release = self.release(article)
            moments += [release.withdrawn, *(correction.at for correction in release.corrections)]
        past = [moment for moment in moments if moment is not None and moment <= self.now]
        return max(past, default=date)

    def published(self, locale: str, section: str) -> Sequence[Article]:
        """Listed articles with a date that has come, newest first; ties in the order of sources."""
        place = (locale, section)
        if place not in self._dated:
            articles = self.catalog.listed(locale, section)
            dated = [a for a in articles if a.date and not self.is_upcoming(a)]
            known = self._old_dated.get(place)
            if known is None or known.of != dated:
                known = _Known(dated, newest_first(dated))
            self._dated[place] = known
        return self._dated[place].found

    def last_changed_first(self, locale: str, section: str) -> Sequence[Article]:
        """Those of :meth:`published` by their last change; ties in the order of sources."""
        place = (locale, section)
        if place not in self._by_change:
            self._by_change[place] = sorted(
                self.published(locale, section),
                key=lambda article: (-self.changed(article).timestamp(), article.source),
            )
        return self._by_change[place]

    def upcoming(self, locale: str, section: str) -> Sequence[Article]:
        """What is announced for a day to come, the nearest first."""
        articles = self.catalog.listed(locale, section)
        return newest_first(a for a in articles if self.is_upcoming(a))[::-1]

    def required(self, locale: str, section: str) -> Sequence[Article]:
        """What readers have to act on now: the nearest deadline first, then what names none and is new."""
        found = []
        for article in self.published(locale, section):
            release = self.release(article)
            assert article.date is not None
            until = release.deadline or article.date + _RECENT
            if (
                release.action_required
                and not release.withdrawn
                and until.date() >= self.now.date()
            ):
                found.append((release.deadline is None, until, article))
        return [one[2] for one in sorted(found, key=lambda one: one[:2])]

    def undated(self, locale: str, section: str) -> Sequence[Article]:
        """What has no date, so that it stands nowhere in time; each is a problem."""
        return [a for a in self.catalog.listed(locale, section) if a.date is None]

    def versioned(self, locale: str) -> Mapping[Module, Sequence[Article]]:
        """Release notes that name a version, newest first, by the module that they are about."""
        if locale in self._versioned:
            return self._versioned[locale]
        found: dict[Module, list[Article]] = {module: [] for module in self.modules}
        for article in self.published(locale, "release-notes"):
            modules = self.modules_of(article)
            if modules and self.release(article).version:
                found[modules[0]].append(article)
        self._versioned[locale] = {one: articles for one, articles in found.items() if articles}
        return self._versioned[locale]

    def facets(self, locale: str, section: str) -> Sequence[Facet]:
        """Every value that narrows a section and that at least one published article has."""
        place = (locale, section)
        if place not in self._facets:
            articles = (
                self.published(locale, section)
                if section in NEWS_SECTIONS
                else self.catalog.listed(locale, section)
            )
            known = self._old_facets.get(place)
            if known is None or known.of != articles:
                found = [
                    facet
                    for kind in FACETS.get(section, ())
                    for facet in FACET_BUILDERS[kind](self, articles, locale)
                ]
                known = _Known(articles, found)
            self._facets[place] = known
        return self._facets[place].found


def _kept(
    known: Mapping[_Place, _Known[T]], stale: Collection[_Place]
) -> Mapping[_Place, _Known[T]]:
    return {place: found for place, found in known.items() if place not in stale}


def _update_times(article: Article) -> Iterator[datetime | None]:
    entries = article.meta.get("updates")
    if isinstance(entries, list):
        for entry in entries:
            if isinstance(entry, dict):
                yield parse_date(str(entry.get("at") or ""))


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """By date, newest first; ties in the order of their sources."""
    return sorted(articles, key=lambda a: (-a.date.timestamp() if a.date else 0.0, a.source))
