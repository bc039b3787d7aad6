"""Groups that are kept over changes are those that all articles together make."""

from __future__ import annotations

import functools

from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import BY_SECTION
from mkdocs_help_center.content.translations import (
    TranslationGroups,
    by_locale,
    group_translations,
)

#: Few values, so that articles share them in ways that are clear and in ways that are not.
_NAMES = st.tuples(
    st.sampled_from(["", "", "one", "two", "three"]),
    st.sampled_from(["", "", "id-1", "id-2"]),
    st.sampled_from(["", "", "7", "8"]),
)
_SOURCES = st.sampled_from(
    [
        f"{locale}/{section}/{folder}{number}.md"
        for locale in ("en", "es", "pt")
        for section in ("faq", "known-issues")
        for folder in ("", "Group/")
        for number in range(3)
    ]
)
_STATES = st.lists(st.dictionaries(_SOURCES, _NAMES, max_size=14), min_size=1, max_size=6)


@functools.cache
def made(source: str, names: tuple[str, str, str]) -> Article:
    """The same object for the same file, as a preview has it."""
    locale, section, *rest = source.split("/")
    slug_en, number, reference = names
    return Article(
        source,
        source,
        BY_SECTION[section],
        locale,
        source,
        source,
        slug_en=slug_en,
        id=number,
        internal_reference=reference,
        folders=tuple(rest[:-1]),
    )


@settings(max_examples=300)
@given(_STATES)
def test_kept_groups_are_those_of_all_articles(
    states: list[dict[str, tuple[str, str, str]]],
) -> None:
    groups = TranslationGroups()
    for files in states:
        articles = [made(source, files[source]) for source in sorted(files)]
        kept = groups.update(articles)
        whole = by_locale(group_translations(articles))
        assert kept == whole
        # Their order is that of the languages on a page.
        assert {source: list(kept[source]) for source in whole} == {
            source: list(members) for source, members in whole.items()
        }


def test_only_what_is_around_a_change_is_grouped_again() -> None:
    groups = TranslationGroups()
    names = ("one", "", ""), ("two", "", "")
    first = [made(f"{locale}/faq/0.md", names[0]) for locale in ("en", "es")]
    other = [made(f"{locale}/faq/1.md", names[1]) for locale in ("en", "es")]
    before = groups.update(sorted([*first, *other], key=lambda article: article.source))
    new = made("pt/faq/0.md", names[0])
    after = groups.update(sorted([*first, *other, new], key=lambda article: article.source))
    assert after["en/faq/1.md"] is before["en/faq/1.md"]
    assert set(after["en/faq/0.md"]) == {"en", "es", "pt"}
    assert set(before["en/faq/0.md"]) == {"en", "es"}
