"""Feeds over the rebuilds of a preview, by both of its doors: `mkdocs serve` and `help-center serve`.

A well-known plugin adds every item once more with each of them.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.site import LiveSite

from ..preview.mounted import mkdocs_serve
from ..preview.previews import ask, project, save, start
from .centers import DATA, note

FILES: dict[str, str | bytes] = {
    **DATA,
    "en/release-notes/cart.md": note("Cart", "Text.", "2026-10-03", id="c", module="checkout"),
    "en/release-notes/pay.md": note("Pay", "Text.", "2026-10-02", id="p", module="payments"),
    "en/release-notes/draft.md": note("Not out yet", "Text.", "2026-10-04", status="DRAFT"),
    "pt/release-notes/carrinho.md": note("Carrinho", "Texto.", "2026-10-03", id="c"),
    "en/known-issues/k.md": "---\ntitle: K\nkiStatus: Backlog\ncreatedAt: 2026-01-01\n---\nB",
}
NAMES = [
    f"{folder}{file}"
    for folder in (
        "en/",
        "pt/",
        "en/release-notes/",
        "en/release-notes/module/payments/",
        "en/known-issues/",
    )
    for file in ("feed.xml", "atom.xml", "feed.json")
] + ["en/feeds.opml", "pt/feeds.opml"]

#: Saves files (none: what there is, again) and gives the feeds as they are then.
Rebuild = Callable[[dict[str, str | bytes]], dict[str, bytes]]


@contextlib.contextmanager
def by_mkdocs(root: Path) -> Iterator[Rebuild]:
    """MkDocs keeps the configuration's plugins over the rebuilds of a serve."""
    with mkdocs_serve(root / "mkdocs.yml") as mounted:
        yield _rebuilding(mounted.app, root)


@contextlib.contextmanager
def by_live_preview(root: Path) -> Iterator[Rebuild]:
    yield _rebuilding(Preview(start(root / "mkdocs.yml")), root)


def _rebuilding(app: Preview, root: Path) -> Rebuild:
    live = app.live

    def rebuild(files: dict[str, str | bytes]) -> dict[str, bytes]:
        if files:
            save(live, root / "content", files)
        else:
            live.refresh([root / "mkdocs.yml"])
        answers = {name: ask(app, f"/{name}") for name in NAMES}
        assert {answer.status for answer in answers.values()} == {200}
        return {name: answer.body for name, answer in answers.items()}

    return rebuild


DOORS = {"mkdocs": by_mkdocs, "help-center": by_live_preview}


@pytest.fixture(params=DOORS)
def rebuild(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rebuild]:
    project(tmp_path, FILES)
    with DOORS[request.param](tmp_path) as rebuild:
        yield rebuild


def test_two_rebuilds_of_a_preview_give_the_same_bytes(rebuild: Rebuild) -> None:
    first = rebuild({})
    assert rebuild({}) == first
    items = json.loads(first["en/release-notes/feed.json"])["items"]
    assert [one["title"] for one in items] == ["Cart", "Pay"], "a draft is in no feed"
    assert items[0]["url"] == "http://127.0.0.1:8000/en/release-notes/cart/"


def test_a_saved_article_changes_its_own_item_and_saving_it_back_changes_all_back(
    rebuild: Rebuild,
) -> None:
    first = rebuild({})
    name = "en/release-notes/pay.md"
    text = str(FILES[name])
    edited = rebuild({name: text.replace("Text.", "Another text.")})
    changed = {name for name in NAMES if edited[name] != first[name]}
    assert changed == {
        f"{folder}{file}"
        for folder in ("en/", "en/release-notes/", "en/release-notes/module/payments/")
        for file in ("feed.xml", "atom.xml", "feed.json")
    }
    before, after = (json.loads(one["en/feed.json"]) for one in (first, edited))
    same = [a == b for a, b in zip(before["items"], after["items"], strict=True)]
    assert same == [True, False]
    assert "Another text." in after["items"][1]["content_html"]
    assert rebuild({name: text}) == first


def test_the_feeds_of_both_doors_are_the_same(tmp_path: Path) -> None:
    found = []
    for name, door in DOORS.items():
        project(tmp_path / name, FILES)
        with door(tmp_path / name) as rebuild:
            found.append(rebuild({}))
    assert found[0] == found[1]


def test_no_page_of_a_preview_leads_to_a_feed(tmp_path: Path) -> None:
    live: LiveSite = start(project(tmp_path, FILES))
    for url in ("/en/", "/en/release-notes/", "/en/release-notes/cart/"):
        page = ask(live, url)
        assert page.status == 200
        assert "feed.xml" not in page.text
