"""What Pagefind gets to see of an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.search.documents import document

from tests.content.sites import article, load, write


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at ?utm_campaign=FREE_SHIPPING).", "FREE_SHIPPING"),
        ("code:CHK0054 came", "CHK0054"),
        ("the code CHK0054 came", ""),
        ("x=lower_case y=Ab1", ""),
    ],
)
def test_a_code_that_something_is_glued_to_is_a_word_of_its_own(
    tmp_path: Path, text: str, found: str
) -> None:
    write(tmp_path, {"en/faq/a.md": article(text)})
    [one] = load(tmp_path).catalog.articles
    html = document(one, {}, f"<p>{text}</p>", "en")
    keywords = html.partition('data-pagefind-weight="3">')[2].partition("</p>")[0]
    assert keywords.replace(one.id or "", "").strip() == found
