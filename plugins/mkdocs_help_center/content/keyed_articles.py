"""Articles by keys that each has of itself, kept while a site changes: only what changed is looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from mkdocs_help_center.content.article import Article

K = TypeVar("K", bound=Hashable)


class Change(NamedTuple, Generic[K]):
    """What an update found to be others: each article with its keys. What changed is in both."""

    gone: Mapping[Article, Sequence[K]]
    came: Mapping[Article, Sequence[K]]


class KeyedArticles(Generic[K]):
    """Articles by key.

    Args:
        keys_of: the keys of an article, made of nothing else.
    """

    def __init__(self, keys_of: Callable[[Article], Iterable[K]]) -> None:
        self._keys_of = keys_of
        self._keys: dict[Article, Sequence[K]] = {}
        # Each key as one object, where many articles have keys that are equal.
        self._same: dict[K, K] = {}
        self._articles: dict[K, list[Article]] = {}

    @property
    def by_key(self) -> Mapping[K, Sequence[Article]]:
        """The articles of every key that one has, in no particular order."""
        return self._articles

    def keys(self, article: Article) -> Sequence[K] | None:
        """The keys of an article; None of one that is not here."""
        return self._keys.get(article)

    def update(self, articles: Iterable[Article], changed: Collection[Article] = ()) -> Change[K]:
        """Be those of ``articles``, of which ``changed`` were given other contents since."""
        wanted = dict.fromkeys(articles)
        others = [one for one in self._keys if one not in wanted]
        others += [one for one in changed if one in self._keys]
        gone = {article: self._forget(article) for article in dict.fromkeys(others)}
        came = {one: self._add(one) for one in wanted if one not in self._keys}
        return Change(gone, came)

    def _add(self, article: Article) -> Sequence[K]:
        keys = [self._same.setdefault(key, key) for key in self._keys_of(article)]
        self._keys[article] = keys
        for key in keys:
            self._articles.setdefault(key, []).append(article)
        return keys

    def _forget(self, article: Article) -> Sequence[K]:
        keys = self._keys.pop(article)
        for key in keys:
            left = self._articles[key]
            left.remove(article)
            if not left:
                del self._articles[key], self._same[key]
        return keys
