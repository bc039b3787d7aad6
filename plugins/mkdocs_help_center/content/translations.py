"""Which articles are one text in several languages.

The cascade and its order were measured on 6,038 real known issues (DESIGN §5): ``slugEN`` within a
folder joins 99.6 %, ``id`` 44.6 %, the file's name 0.5 %. File names and dates are never used.
"""

from __future__ import annotations

import itertools
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.keyed_articles import KeyedArticles

_Key = Callable[[Article], Hashable | None]
#: A step of the cascade and a key of it: a key of one step is none of another.
_Name = tuple[int, Hashable]


def _by_folder_and_slug(article: Article) -> Hashable | None:
    slug = article.slug_en
    return (article.type.section, article.folders, slug) if slug else None


def _by_section_and_slug(article: Article) -> Hashable | None:
    slug = article.slug_en
    return (article.type.section, slug) if slug else None


def _by_id(article: Article) -> Hashable | None:
    return article.id or None


def _by_reference(article: Article) -> Hashable | None:
    reference = article.internal_reference
    return (article.section, reference) if reference else None


CASCADE: Sequence[_Key] = (_by_folder_and_slug, _by_section_and_slug, _by_id, _by_reference)


def group_translations(articles: Sequence[Article]) -> list[list[Article]]:
    """Groups of articles that translate each other: at most one a locale, every article in one group.

    A step of the cascade joins two groups only where its key names exactly one group a locale, so an
    ambiguous key (two English articles with one ``slugEN``) joins nothing.
    """
    group_of: dict[Article, list[Article]] = {article: [article] for article in articles}
    for key_of in CASCADE:
        # All groups as they are before any of this step are joined; after the first, most keys name one.
        first: dict[Hashable, list[Article]] = {}
        apart: dict[Hashable, dict[int, list[Article]]] = {}
        for article, key in zip(articles, map(key_of, articles), strict=True):
            if key is not None:
                group = group_of[article]
                known = first.setdefault(key, group)
                if known is not group:
                    apart.setdefault(key, {id(known): known})[id(group)] = group
        for key in first if apart else ():
            if key in apart:
                _join(list(apart[key].values()), group_of)
    unique = {id(group): group for group in group_of.values()}
    return list(unique.values())


def _join(groups: list[list[Article]], group_of: dict[Article, list[Article]]) -> None:
    locales = [article.locale for group in groups for article in group]
    if len(locales) != len(set(locales)):
        return
    target = groups[0]
    for group in groups[1:]:
        for article in group:
            target.append(article)
            group_of[article] = target


def by_locale(groups: Iterable[Sequence[Article]]) -> dict[str, Mapping[str, Article]]:
    """For each article, by source, its group's articles by locale."""
    found: dict[str, Mapping[str, Article]] = {}
    for group in groups:
        members = {member.locale: member for member in group}
        for article in group:
            found[article.source] = members
    return found


class TranslationGroups:
    """The groups of a site that changes.

    Articles with a key in common, at whatever step, and all that such keys lead on to, are grouped by
    themselves: no step looks further. So only those around a change are grouped again.
    """

    def __init__(self) -> None:
        self._keyed = KeyedArticles(_keys)
        self._groups: dict[str, Mapping[str, Article]] = {}

    def update(self, articles: Collection[Article]) -> dict[str, Mapping[str, Article]]:
        """As :func:`by_locale` of all groups of ``articles``, which are in the order of their sources."""
        gone, came = self._keyed.update(articles)
        for article in gone:
            del self._groups[article.source]
        keys = itertools.chain.from_iterable((*gone.values(), *came.values()))
        around = self._linked(keys).union(came)
        in_order = sorted(around, key=lambda article: article.source)
        self._groups |= by_locale(group_translations(in_order))
        return dict(self._groups)

    def _linked(self, keys: Iterable[_Name]) -> set[Article]:
        """Articles that have one of the keys, and those that have a key of these."""
        found: set[Article] = set()
        seen = set(keys)
        pending = list(seen)
        while pending:
            for article in self._keyed.by_key.get(pending.pop(), ()):
                if article not in found:
                    found.add(article)
                    further = set(self._keyed.keys(article) or ()) - seen
                    seen |= further
                    pending += further
        return found


def _keys(article: Article) -> Iterator[_Name]:
    for step, key_of in enumerate(CASCADE):
        if (key := key_of(article)) is not None:
            yield step, key
