"""The values by which sections are narrowed: types, modules, channels, years, tags, teams."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.known_issues import KNOWN_ISSUE_STATUSES, known_issue_status
from mkdocs_help_center.content.releases import CHANNELS, RELEASE_TYPES, release_type
from mkdocs_help_center.content.slugs import slugify

if TYPE_CHECKING:
    from mkdocs_help_center.content.news import News

#: A tag that few articles have narrows nothing; a filter of a hundred tags is none.
_MIN_TAGGED, _MAX_TAGS = 2, 20


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
    return _named("team", articles, lambda a: [a.named_team] if a.named_team else [])


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


#: What makes the values of each kind of narrowing: of the news, a section's articles, a locale.
FACET_BUILDERS: Mapping[str, Callable[[News, Sequence[Article], str], list[Facet]]] = {
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
