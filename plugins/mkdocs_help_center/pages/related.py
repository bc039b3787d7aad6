"""Related articles: same words in the title, same module or team, same tags.

Scores count what two articles share and nothing else. Weights over the whole corpus (TF-IDF) would find
a little more, but then one edit changes every page, and none could be built alone. Candidates are bounded:
a word whose list is long in its module says little, and is left out.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.keyed_articles import KeyedArticles
from mkdocs_help_center.search.browser_data import stop_words
from mkdocs_help_center.search.vocabulary import fold

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

SHOWN = 3
#: Articles that share a word within a group; more say little and cost time.
_LONGEST_LIST = 80
#: A shared title word in the same group, one elsewhere, a shared tag, and what is enough.
_SAME_GROUP, _ELSEWHERE, _TAG, _ENOUGH = 2, 1, 2, 3
_WORD = re.compile(r"[a-z0-9]{3,}")
#: Endings of English, Spanish and Portuguese plurals: enough to meet in a title.
_ENDING = re.compile(r"(?:oes|aes|es|s)$")

#: A word and where it counts: a group of articles, everywhere ("") or among tags.
_Key = tuple[str, str]
_TAGGED = "#tag"


class RelatedArticles:
    """The related articles of every article of a site; the index of a language is made when it is first
    asked for.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._indexes: dict[str, _Index] = {}
        self._articles = _by_locale(articles)

    def update(self, articles: Iterable[Article], changed: Collection[Article] = ()) -> None:
        """Be the index of ``articles``, of which ``changed`` were given other contents since."""
        self._articles = _by_locale(articles)
        for locale, index in self._indexes.items():
            index.update(
                self._articles.get(locale, ()), [one for one in changed if one.locale == locale]
            )

    def prepare(self) -> None:
        """Make the indexes of all languages."""
        for locale in self._articles:
            self._index(locale)

    def _index(self, locale: str) -> _Index:
        if (index := self._indexes.get(locale)) is None:
            index = self._indexes[locale] = _Index()
            index.update(self._articles.get(locale, ()))
        return index

    def of(self, article: Article, leave_out: Iterable[Article] = ()) -> Sequence[Article]:
        """At most three, best first; none where nothing is close."""
        return self._index(article.locale).of(article, leave_out)


def _by_locale(articles: Iterable[Article]) -> Mapping[str, Sequence[Article]]:
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        found[article.locale].append(article)
    return dict(found)


class _Index:
    """The index of one language."""

    def __init__(self) -> None:
        self._keyed = KeyedArticles(_keys)

    def update(self, articles: Iterable[Article], changed: Collection[Article] = ()) -> None:
        """Likewise."""
        self._keyed.update(articles, changed)

    def of(self, article: Article, leave_out: Iterable[Article] = ()) -> Sequence[Article]:
        """Likewise."""
        # A list once for each point: counted without a line of Python for each of some 700 articles.
        lists = [
            others
            for key in self._keyed.keys(article) or _keys(article)
            if len(others := self._keyed.by_key.get(key, ())) <= _LONGEST_LIST
            for _ in range(_points(key))
        ]
        scores = Counter(itertools.chain.from_iterable(lists))
        for known in (article, *leave_out):
            scores.pop(known, None)
        # Dates and names are looked at of those only that can be among the first.
        least = max(_ENOUGH, min(heapq.nlargest(SHOWN, scores.values()), default=0))
        close = [(other, score) for other, score in scores.items() if score >= least]
        close.sort(key=lambda pair: (-pair[1], -_moment(pair[0]), pair[0].source))
        return [other for other, _ in close[:SHOWN]]


def listed_articles(center: HelpCenter) -> Iterator[Article]:
    """What lists show, and so what can be related."""
    return (
        article
        for locale in center.catalog.locales
        for section in center.catalog.sections(locale.code)
        for article in center.catalog.listed(locale.code, section)
    )


def _keys(article: Article) -> Iterator[_Key]:
    """Under what an article is listed."""
    groups = [fold(name) for name in (*article.values("tag"), article.team) if name]
    group = groups[0] if groups else article.section
    for word in _title_words(article):
        yield word, group
        yield word, ""
    for tag in {fold(tag) for tag in article.tags}:
        yield tag, _TAGGED


def _points(key: _Key) -> int:
    """The points of an article that is under ``key`` too."""
    place = key[1]
    return _TAG if place == _TAGGED else _SAME_GROUP if place else _ELSEWHERE


def _title_words(article: Article) -> Mapping[str, None]:
    stop = stop_words(article.locale)
    words = _WORD.findall(fold(article.title))
    return dict.fromkeys(_stem(word) for word in words if word not in stop)


@functools.lru_cache(maxsize=2**16)
def _stem(word: str) -> str:
    return _ENDING.sub("", word) or word


def _moment(article: Article) -> float:
    return article.modified.timestamp() if article.modified else 0.0
