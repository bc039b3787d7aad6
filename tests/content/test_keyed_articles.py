"""Articles by key that are kept over changes are those that a new table has, and leave nothing behind."""

from __future__ import annotations

import dataclasses

from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import BY_SECTION
from mkdocs_help_center.content.keyed_articles import KeyedArticles

_FAQ = Article("en/faq/a.md", "a.md", BY_SECTION["faq"], "en", "faq", "a")
#: Articles with keys in common; two of them are equal in all but their source.
_ARTICLES = [
    dataclasses.replace(_FAQ, source=f"en/faq/{number}.md", tags=tags)
    for number, tags in enumerate([("x",), ("x",), ("x", "y"), ("y", "z"), ()])
]
_STATES = st.lists(st.sets(st.sampled_from(range(len(_ARTICLES)))), min_size=1, max_size=5)


def tags(article: Article) -> tuple[str, ...]:
    return article.tags


@given(_STATES, st.sets(st.sampled_from(range(len(_ARTICLES)))))
def test_what_is_kept_is_what_a_new_table_has(states: list[set[int]], changed: set[int]) -> None:
    kept = KeyedArticles(tags)
    before: set[Article] = set()
    others = [_ARTICLES[number] for number in sorted(changed)]
    for state in states:
        articles = [_ARTICLES[number] for number in sorted(state)]
        change = kept.update(articles, others)
        whole = KeyedArticles(tags)
        whole.update(articles)
        assert {key: set(found) for key, found in kept.by_key.items()} == {
            key: set(found) for key, found in whole.by_key.items()
        }
        assert [kept.keys(one) for one in _ARTICLES] == [whole.keys(one) for one in _ARTICLES]
        assert set(change.gone) == before - set(articles) | before & set(others)
        assert set(change.came) == set(articles) - before | before & set(others) & set(articles)
        before = set(articles)


def test_only_what_came_is_asked_for_its_keys() -> None:
    asked: list[Article] = []

    def keys_of(article: Article) -> tuple[str, ...]:
        asked.append(article)
        return article.tags

    kept = KeyedArticles(keys_of)
    kept.update(_ARTICLES[:2])
    kept.update(_ARTICLES[1:3])
    assert asked == _ARTICLES[:3]
