"""Which articles are one text in several languages.

The cascade and its order were measured on 6,038 real known issues (DESIGN §5): ``slugEN`` within a
folder joins 99.6 %, ``id`` 44.6 %, the file's name 0.5 %. File names and dates are never used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

from mkdocs_help_center.content.article import Article

_Key = Callable[[Article], Hashable | None]


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
        self._keys: dict[Article, Sequence[Hashable]] = {}
        self._named: dict[Hashable, list[Article]] = {}
        self._groups: dict[str, Mapping[str, Article]] = {}

    def update(self, articles: Collection[Article]) -> dict[str, Mapping[str, Article]]:
        """As :func:`by_locale` of all groups of ``articles``, which are in the order of their sources."""
        wanted = dict.fromkeys(articles)
        changed: set[Hashable] = set()
        for article in [one for one in self._keys if one not in wanted]:
            changed.update(self._forget(article))
        new = [article for article in wanted if article not in self._keys]
        for article in new:
            changed.update(self._add(article))
        around = self._linked(changed).union(new)
        in_order = sorted(around, key=lambda article: article.source)
        self._groups |= by_locale(group_translations(in_order))
        return dict(self._groups)

    def _add(self, article: Article) -> Sequence[Hashable]:
        # A key of one step is none of another.
        found = ((step, key_of(article)) for step, key_of in enumerate(CASCADE))
        keys = self._keys[article] = [name for name in found if name[1] is not None]
        for key in keys:
            self._named.setdefault(key, []).append(article)
        return keys

    def _forget(self, article: Article) -> Sequence[Hashable]:
        keys = self._keys.pop(article)
        for key in keys:
            self._named[key].remove(article)
        del self._groups[article.source]
        return keys

    def _linked(self, keys: Iterable[Hashable]) -> set[Article]:
        """Articles that have one of the keys, and those that have a key of these."""
        found: set[Article] = set()
        seen = set(keys)
        pending = list(seen)
        while pending:
            for article in self._named.get(pending.pop(), ()):
                if article not in found:
                    found.add(article)
                    further = [key for key in self._keys[article] if key not in seen]
                    seen.update(further)
                    pending += further
        return found
