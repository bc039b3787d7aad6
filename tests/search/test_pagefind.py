"""Speaking to the real Pagefind: any text, an indexer that fails or that is not there."""

from __future__ import annotations

import gzip
import json
import stat
from pathlib import Path

import pytest
from mkdocs_help_center.search.facets import page_ids
from mkdocs_help_center.search.pagefind import SearchUnavailableError, build_index


def page(text: str, language: str = "en") -> str:
    body = f"<div data-pagefind-body><h1>Title</h1><p>{text}</p></div>"
    return f'<!doctype html><html lang="{language}"><body>{body}</body></html>'


def fragments(index: dict[str, bytes]) -> list[dict[str, object]]:
    return [
        json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
        for name, data in index.items()
        if name.endswith(".pf_fragment")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "a,b;c",
        "nul \0 inside",
        "half \ud800 a character",
        "<div <p <<>>",
        "Ação à vista",
        "😀",
    ],
)
def test_any_text_is_indexed_beside_others(text: str) -> None:
    index = dict(build_index([("en/a,b/", page(text)), ("en/c/", page("other"))]))
    assert sorted(page_ids(index)) == ["en/a,b/", "en/c/"]
    assert any("other" in str(one["content"]) for one in fragments(index))


def test_the_same_pages_make_the_same_bytes() -> None:
    pages = [(f"en/{number}/", page(f"word{number} shared text")) for number in range(50)]
    assert build_index(pages) == build_index(pages)


def test_only_what_a_browser_asks_for_is_published() -> None:
    index = build_index([("en/a/", page("word"))])
    kinds = {name.rpartition(".")[2] for name in index}
    assert kinds == {"js", "json", "pf_meta", "pf_fragment", "pf_index", "pagefind"}
    assert not [name for name in index if name.endswith(".css") or "-ui" in name]


def test_what_is_to_be_done_meanwhile_is_done_after_the_last_page() -> None:
    told: list[str] = []

    def pages() -> list[tuple[str, str]]:
        told.append("page")
        return [("en/a/", page("word"))]

    build_index(pages(), lambda: told.append("meanwhile"))
    assert told == ["page", "meanwhile"]


@pytest.mark.parametrize("does", ["exit 3", "cat > /dev/null", "echo not-base64,; cat > /dev/null"])
def test_an_indexer_that_fails_is_told(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    monkeypatch.setattr("mkdocs_help_center.search.pagefind._SECONDS", 2)
    with pytest.raises(SearchUnavailableError, match="Pagefind"):
        build_index([("en/a/", page("word"))])


def test_an_indexer_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/no/such/program")
    with pytest.raises(SearchUnavailableError, match="Pagefind"):
        build_index([("en/a/", page("word"))])
