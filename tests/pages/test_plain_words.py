"""What stands in tabs, cards, lists and feeds is words, whatever marks a writer put around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.pages.excerpts import excerpt, plain_text

from tests.content.sites import article, load, write


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("The `orderPlaced` event", "The orderPlaced event"),
        ("Two of them: `a` and ``b ` c``", "Two of them: a and b ` c"),
        ("A lone ` stays", "A lone ` stays"),
        ("`only`", "only"),
    ],
)
def test_a_title_shows_the_text_of_code_without_its_marks(
    tmp_path: Path, written: str, shown: str
) -> None:
    write(tmp_path, {"en/faq/a.md": article(title=f"'{written}'")})
    assert [one.title for one in load(tmp_path).catalog.articles] == [shown]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (":rocket: We launched it", "🚀 We launched it"),
        ("At 10:30:45 and :no_such_thing:", "At 10:30:45 and :no_such_thing:"),
        ("`code` and **bold** :tada:", "code and bold 🎉"),
    ],
)
def test_an_excerpt_shows_emoji_and_no_marks(written: str, shown: str) -> None:
    assert plain_text(written) == shown


def test_the_excerpt_of_a_field_and_of_a_text_are_read_alike(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/faq/a.md": article(excerpt="':tada: It is `here`'"),
            "en/faq/b.md": article(":tada: It is `here`"),
        },
    )
    found = {one.source: excerpt(one) for one in load(tmp_path).catalog.articles}
    assert set(found.values()) == {"🎉 It is here"}
