"""What is new: the articles that timelines and feeds show, when, and by what they can be narrowed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.content_types import CONTENT_TYPES
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.known_issues import KNOWN_ISSUE_STATUSES, known_issue_status
from mkdocs_help_center.content.modules import Module, Modules
from mkdocs_help_center.content.releases import (
    CHANNELS,
    RELEASE_TYPES,
    Release,
    release_of,
    release_type,
)
from mkdocs_help_center.content.slugs import slugify

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
#: A tag that few articles have narrows nothing; a filter of a hundred tags is none.
_MIN_TAGGED, _MAX_TAGS = 2, 20
#: What writers put where no team is meant.
_NO_TEAM = frozenset({"", "other", "others", "otros", "outros"})


@dataclass(frozen=True)
class Facet:
    """One value by which a section is narrowed, e.g. ``type`` ``fixed``, with its articles, newest first.

    ``name`` is what data or writers call it, ``""`` where the interface has words for ``key``.
    """

    kind: str
    key: str
    articles: Sequence[Article]
    name: str = ""

    @property
    def path(self) -> str:
        """Where it is below its section: ``type/fixed/``."""
        return f"{self.kind}/{self.key}/"


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
        self._dated: dict[tuple[str, str], Sequence[Article]] = {}
        self._releases: dict[str, Release] = {}
        self._modules_of: dict[str, tuple[Module, ...]] = {}
        self._facets: dict[tuple[str, str], Sequence[Facet]] = {}

    def release(self, article: Article) -> Release:
        """What ``article`` says about itself as news."""
        if article.source not in self._releases:
            self._releases[article.source] = release_of(article)
        return self._releases[article.source]

    def modules_of(self, article: Article) -> tuple[Module, ...]:
        """What ``article`` is about, first what it is most about."""
        if article.source not in self._modules_of:
            self._modules_of[article.source] = self.modules.of(article)
        return self._modules_of[article.source]

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
        entry of an incident count.
        """
        assert article.date is not None, "only dated articles are news"
        release = self.release(article)
        moments = [article.date, article.updated, release.withdrawn, *_update_times(article)]
        moments += [correction.at for correction in release.corrections]
        return max(moment for moment in moments if moment is not None)

    def published(self, locale: str, section: str) -> Sequence[Article]:
        """Listed articles with a date that has come, newest first; ties in the order of sources."""
        key = (locale, section)
        if key not in self._dated:
            articles = self.catalog.listed(locale, section)
            dated = (a for a in articles if a.date and not self.is_upcoming(a))
            self._dated[key] = newest_first(dated)
        return self._dated[key]

    def upcoming(self, locale: str, section: str) -> Sequence[Article]:
        """What is announced for a day to come, the nearest first."""
        articles = self.catalog.listed(locale, section)
        return newest_first(a for a in articles if self.is_upcoming(a))[::-1]

    def undated(self, locale: str, section: str) -> Sequence[Article]:
        """What has no date, so that it stands nowhere in time; each is a problem."""
        return [a for a in self.catalog.listed(locale, section) if a.date is None]

    def versioned(self, locale: str) -> Mapping[Module, Sequence[Article]]:
        """Release notes that name a version, newest first, by the module that they are about."""
        found: dict[Module, list[Article]] = {module: [] for module in self.modules}
        for article in self.published(locale, "release-notes"):
            modules = self.modules_of(article)
            if modules and self.release(article).version:
                found[modules[0]].append(article)
        return {module: articles for module, articles in found.items() if articles}

    def facets(self, locale: str, section: str) -> Sequence[Facet]:
        """Every value that narrows a section and that at least one published article has."""
        key = (locale, section)
        if key not in self._facets:
            articles = (
                self.published(locale, section)
                if section in NEWS_SECTIONS
                else self.catalog.listed(locale, section)
            )
            self._facets[key] = [
                facet
                for kind in FACETS.get(section, ())
                for facet in _BUILDERS[kind](self, articles, locale)
            ]
        return self._facets[key]


def _update_times(article: Article) -> Iterator[datetime | None]:
    entries = article.meta.get("updates")
    if article.type.key == "incident" and isinstance(entries, list):
        for entry in entries:
            if isinstance(entry, dict):
                yield parse_date(str(entry.get("at") or ""))


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """By date, newest first; ties in the order of their sources."""
    return sorted(articles, key=lambda a: (-a.date.timestamp() if a.date else 0.0, a.source))


def _group(
    articles: Sequence[Article], keys_of: Callable[[Article], Iterable[str]]
) -> Mapping[str, list[Article]]:
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for key in dict.fromkeys(keys_of(article)):
            groups[key].append(article)
    return groups


def _in_order(kind: str, order: Sequence[str], groups: Mapping[str, list[Article]]) -> list[Facet]:
    return [Facet(kind, key, groups[key]) for key in order if groups.get(key)]


def _by_type(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    groups = _group(articles, lambda article: [news.release(article).type])
    return _in_order("type", RELEASE_TYPES, groups)


def _by_action(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    """``required``, and ``breaking`` for what breaks what worked."""
    groups = _group(
        articles,
        lambda article: [
            key
            for key, holds in (
                ("required", news.release(article).action_required),
                ("breaking", news.release(article).breaking),
            )
            if holds
        ],
    )
    return _in_order("action", ("required", "breaking"), groups)


def _by_channel(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    groups = _group(articles, lambda article: [news.release(article).channel])
    return _in_order("channel", CHANNELS, groups)


def _by_issue(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    groups = _group(articles, lambda article: [known_issue_status(article.text("kiStatus")) or ""])
    return _in_order("issue", KNOWN_ISSUE_STATUSES, groups)


def _by_year(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    groups = _group(articles, lambda article: [str(article.date.year)] if article.date else [])
    return [Facet("year", year, groups[year], year) for year in sorted(groups, reverse=True)]


def _by_module(news: News, articles: Sequence[Article], locale: str) -> list[Facet]:
    groups = _group(articles, lambda article: [module.id for module in news.modules_of(article)])
    default = news.catalog.default.code
    return [
        Facet("module", module.id, groups[module.id], module.name(locale, default))
        for module in news.modules
        if groups.get(module.id)
    ]


def _by_tag(news: News, articles: Sequence[Article], _: str) -> list[Facet]:
    """Tags that are neither a module nor a type: those are facets of their own."""

    def keys_of(article: Article) -> list[str]:
        return [slugify(tag) for tag in article.tags if _is_topic(news, tag)]

    groups = _group(articles, keys_of)
    groups = {key: found for key, found in groups.items() if key and len(found) >= _MIN_TAGGED}
    foremost = sorted(groups, key=lambda key: (-len(groups[key]), key))[:_MAX_TAGS]
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for tag in article.tags:
            spellings[slugify(tag)][tag] += 1
    return [
        Facet("tag", key, groups[key], min(spellings[key], key=lambda s: (-spellings[key][s], s)))
        for key in sorted(foremost)
    ]


def _by_team(_: News, articles: Sequence[Article], locale: str) -> list[Facet]:
    return _named("team", articles, lambda a: [a.team] if slugify(a.team) not in _NO_TEAM else [])


def _by_domain(_: News, articles: Sequence[Article], locale: str) -> list[Facet]:
    return _named("domain", articles, lambda article: article.values("domainFilters"))


def _by_symptom(_: News, articles: Sequence[Article], locale: str) -> list[Facet]:
    return _named("symptom", articles, lambda article: article.values("symptomFilters"))


def _named(
    kind: str, articles: Sequence[Article], names_of: Callable[[Article], Iterable[str]]
) -> list[Facet]:
    """Values that writers name, under their most used spelling, in alphabetical order."""
    groups = _group(articles, lambda article: [slugify(name) for name in names_of(article)])
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for name in names_of(article):
            spellings[slugify(name)][name] += 1
    return [
        Facet(kind, key, groups[key], min(spellings[key], key=lambda s: (-spellings[key][s], s)))
        for key in sorted(groups)
        if key
    ]


def _is_topic(news: News, tag: str) -> bool:
    return not release_type(tag) and news.modules.find(tag) is None


_BUILDERS: Mapping[str, Callable[[News, Sequence[Article], str], list[Facet]]] = {
    "action": _by_action,
    "type": _by_type,
    "module": _by_module,
    "channel": _by_channel,
    "tag": _by_tag,
    "issue": _by_issue,
    "year": _by_year,
    "team": _by_team,
    "domain": _by_domain,
    "symptom": _by_symptom,
}
