"""Whoever pastes an error code finds the article that speaks of it, wherever in its text; and no draft."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Served
from tests.chromium_driver import close

pytestmark = [pytest.mark.slow]

#: What systems print: CHK0054, ERR_UNAVAILABLE_SLA, SRAPI-408.
_CODE = re.compile(r"\b(?:[A-Z]{2,}-?\d{3,}|[A-Z]{3,}(?:_[A-Z]{3,})+)\b")
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


def fragments(site: Path) -> list[dict[str, Any]]:
    """What Pagefind shows of each page of every language."""
    found = []
    for file in sorted(site.glob("*/search/pagefind/fragment/*")):
        found.append(json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")))
    return found


def codes_in_texts(site: Path, locale: str) -> dict[str, set[str]]:
    """Codes that stand in the text of one or two articles and in no title, with these articles' URLs."""
    inside: dict[str, set[str]] = defaultdict(set)
    titles = ""
    for one in fragments(site):
        if one["url"].startswith(f"/{locale}/"):
            titles += one["meta"]["title"] + "\n"
            for code in _CODE.findall(one["content"]):
                inside[code].add(one["url"])
    # The number of a known issue finds the issue, and then who speaks of it.
    return {
        code: urls
        for code, urls in inside.items()
        if len(urls) <= 2 and code not in titles and not code.startswith("KI-")
    }


@pytest.mark.browser
@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_a_code_inside_a_text_finds_its_article_first(
    chromium: Any, known_issues_site: Served, locale: str
) -> None:
    codes = codes_in_texts(known_issues_site.folder, locale)
    assert len(codes) >= 10
    page = chromium.new_page()
    missed = {}
    for code in sorted(codes)[:12]:
        # As people type it, too.
        for asked in (code, code.lower()):
            page.goto(f"{known_issues_site.base}/{locale}/search/?q={asked}")
            expect(page.locator("[data-search-status]")).to_contain_text(asked)
            first = page.eval_on_selector_all(
                "[data-search-results] a", "links => links.slice(0, 1).map((one) => one.pathname)"
            )
            if not set(first) & codes[code]:
                missed[asked] = first
    close(page)
    assert missed == {}


def test_no_draft_and_nothing_hidden_is_in_an_index(sample_site: Served) -> None:
    content = sample_site.folder.parent / "content"
    left_out = {}
    for source in content.rglob("*.md"):
        head = source.read_text(encoding="utf-8").partition("\n---")[0]
        if re.search(r"^(status: (DRAFT|ARCHIVED)|hidden: true)", head, re.MULTILINE):
            title = _TITLE.search(head)
            assert title
            left_out[title[1].strip("'\"")] = source
    # One of each: a draft, an archived and a hidden article.
    assert len(left_out) >= 3
    found = fragments(sample_site.folder)
    assert len(found) >= 180
    assert {one["meta"]["title"] for one in found} & set(left_out) == set()
    words = json.dumps(found, ensure_ascii=False)
    assert [title for title in left_out if title in words] == []
