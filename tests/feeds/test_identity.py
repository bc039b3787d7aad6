"""Guids never change; titles tell items apart."""

from __future__ import annotations

from pathlib import Path

from mkdocs_help_center.checks.fixes import fix_files
from mkdocs_help_center.feeds.items import Items

from ..content.sites import write
from .centers import DATA, assembly, center, note, problems


def guids(root: Path, files: dict[str, str | bytes]) -> dict[str, str]:
    site = center(root, files)
    items = Items(site)
    return {article.source: items.of(article).guid for article in site.catalog.articles}


def test_a_guid_is_of_id_and_language_and_never_changes(tmp_path: Path) -> None:
    """The values are written down: if they change, every reader of every feed sees everything again."""
    found = guids(
        tmp_path,
        {
            "en/release-notes/a.md": note(id="2dmp5HWVGqYnehznzQg0jC"),
            "pt/release-notes/b.md": note(id="2dmp5HWVGqYnehznzQg0jC"),
            "en/release-notes/named-by-file.md": note(),
            "en/known-issues/k.md": "---\ntitle: K\ninternalReference: 1234\ncreatedAt: 2026-01-01\n---\nB",
        },
    )
    assert found == {
        "en/release-notes/a.md": "urn:uuid:782b2181-6828-5834-aeba-a18053215ca9",
        "pt/release-notes/b.md": "urn:uuid:2c3b0a25-cb07-5c66-ae5b-4f3bc45be27c",
        "en/release-notes/named-by-file.md": "urn:uuid:87d12c6d-4e8e-59bf-bf0c-79f8297d7dbd",
        "en/known-issues/k.md": "urn:uuid:d3aeb436-f1d4-50a0-a539-1131e62717d7",
    }


def test_a_guid_outlives_title_slug_file_folder_and_address(tmp_path: Path) -> None:
    before = guids(tmp_path / "a", {"en/release-notes/a.md": note("One", id="x1", slug="one")})
    after = guids(tmp_path / "b", {"en/release-notes/2026/b.md": note("Two", id="x1", slug="two")})
    assert set(before.values()) == set(after.values())


def test_a_stored_guid_is_taken_as_it_is(tmp_path: Path) -> None:
    found = guids(
        tmp_path, {"en/release-notes/a.md": note(guid="https://old.example/?p=1", id="x")}
    )
    assert found == {"en/release-notes/a.md": "https://old.example/?p=1"}


def test_a_stored_guid_that_is_no_iri_becomes_one(tmp_path: Path) -> None:
    (guid,) = guids(tmp_path, {"en/release-notes/a.md": note(guid="'my <note>'")}).values()
    assert guid.startswith("urn:uuid:")


def test_check_fix_writes_the_guid_once_and_a_rename_keeps_it(tmp_path: Path) -> None:
    text = note().replace("\n", "\r\n")
    before = guids(tmp_path, {"en/release-notes/a.md": text})
    found = problems(assembly(tmp_path).center, "feed-guid")
    assert [(p.path, p.line) for p in found] == [("content/en/release-notes/a.md", 2)]
    folder = tmp_path / "project"
    write(folder / "content", {**DATA, "en/release-notes/a.md": text})
    fix_files(found, folder).make()
    fixed = (folder / "content/en/release-notes/a.md").read_bytes()
    (guid,) = before.values()
    assert fixed.startswith(f"---\r\nguid: {guid}\r\ntitle:".encode())
    assert fixed.replace(f"guid: {guid}\r\n".encode(), b"") == text.encode()
    renamed = guids(tmp_path / "renamed", {"en/release-notes/new-name.md": fixed})
    assert list(renamed.values()) == [guid]
    again = center(tmp_path / "again", {"en/release-notes/a.md": fixed})
    assert problems(again, "feed-guid") == []


def test_two_articles_with_one_id_are_two_items(tmp_path: Path) -> None:
    found = guids(
        tmp_path,
        {
            "en/release-notes/a.md": note(id="x", day="2026-01-01"),
            "en/release-notes/b.md": note(id="x", day="2026-01-02"),
        },
    )
    assert len(set(found.values())) == 2
    alone = guids(tmp_path / "alone", {"en/release-notes/a.md": note(id="x", day="2026-01-01")})
    assert found["en/release-notes/a.md"] == alone["en/release-notes/a.md"], (
        "the older keeps its guid"
    )


def titles(root: Path, files: dict[str, str | bytes]) -> list[str]:
    site = center(root, files)
    items = Items(site)
    return [items.of(article).title for article in site.news.published("en", "release-notes")][::-1]


def test_items_with_one_title_are_told_apart_and_the_oldest_keeps_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "en/release-notes/a.md": note("Platform performance", day="2026-01-01", excerpt="Old."),
        "en/release-notes/b.md": note(
            "Platform performance", day="2026-02-01", excerpt="'Faster search. And more.'"
        ),
        "en/release-notes/c.md": note(
            "Platform performance", day="2026-03-01", excerpt="'Faster search. Again.'"
        ),
    }
    assert titles(tmp_path, files) == [
        "Platform performance",
        "Platform performance: Faster search",
        "Platform performance (2026-03-01)",
    ]


def test_a_new_item_never_changes_the_title_of_an_older_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"en/release-notes/a.md": note("Same", day="2026-01-01")}
    before = titles(tmp_path / "a", files)
    files["en/release-notes/b.md"] = note("Same", day="2026-02-01")
    assert titles(tmp_path / "b", files)[:1] == before == ["Same"]
