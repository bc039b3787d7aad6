"""Speaking to the real Pagefind: any text, an indexer that fails or that is not there."""

from __future__ import annotations

import gzip
import itertools
import json
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs_help_center.search import pagefind, pagefind_folder
from mkdocs_help_center.search.facets import page_ids
from mkdocs_help_center.search.pagefind import build_index, in_walking_order, start_index
from mkdocs_help_center.search.pagefind_program import SearchUnavailableError, installed_pagefind

#: Where documents can be handed over in a folder, both ways are tried.
HAS_FOLDER = sys.platform == "linux" and pagefind_folder.MEMORY.is_dir()


@pytest.fixture(params=["folder", "pipes"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How Pagefind is given its documents."""
    if request.param == "pipes":
        only_pipes(monkeypatch)
    elif not HAS_FOLDER:
        pytest.skip("no folder in memory here")
    return str(request.param)


def only_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "start_in_folder", lambda *_: None)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory of this test's own."""
    with tempfile.TemporaryDirectory(dir=pagefind_folder.MEMORY) as name:
        monkeypatch.setattr(pagefind_folder, "MEMORY", Path(name))
        yield Path(name)


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
@pytest.mark.usefixtures("way")
def test_any_text_is_indexed_beside_others(text: str) -> None:
    index = dict(build_index([("en/a,b/", page(text)), ("en/c/", page("other"))]))
    assert sorted(page_ids(index)) == ["en/a,b/", "en/c/"]
    assert any("other" in str(one["content"]) for one in fragments(index))


@pytest.mark.usefixtures("way")
def test_the_same_pages_make_the_same_bytes() -> None:
    pages = [(f"en/{number}/", page(f"word{number} shared text")) for number in range(50)]
    assert build_index(pages) == build_index(pages)


@pytest.mark.usefixtures("way")
def test_only_what_a_browser_asks_for_is_published() -> None:
    index = build_index([("en/a/", page("word"))])
    kinds = {name.rpartition(".")[2] for name in index}
    assert kinds == {"js", "json", "pf_meta", "pf_fragment", "pf_index", "pagefind"}
    assert not [name for name in index if name.endswith(".css") or "-ui" in name]


def mixed_pages() -> list[tuple[str, str]]:
    """More than a folder lists in order by chance, with parts that are written one after the other."""
    return [
        (
            f"en/{'faq' if number % 3 else 'known-issues'}/a{number * 7919 % 1009}/",
            page(f"w{number}"),
        )
        for number in range(60)
    ]


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_both_ways_make_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    pending = start_index(mixed_pages())
    assert pending.folder is not None
    in_folder = pending.files()
    pending.close()
    only_pipes(monkeypatch)
    assert build_index(mixed_pages()) == in_folder


def test_pages_are_numbered_as_a_walk_meets_them() -> None:
    urls = ["a/1/", "b/1/", "a/2/", "a/1/x/", "", "b/", "a/1/"]
    found = [url for url, _ in in_walking_order((url, "") for url in urls)]
    assert found == ["a/1/", "a/1/x/", "a/2/", "b/1/", "b/", ""]


@pytest.mark.parametrize(
    "url", ["en/a.html", "en/../a/", "en//a/", "./a/", "/en/a/", "en/a\0/", "en/a.html/"]
)
def test_pages_that_no_folder_can_name_go_through_pipes(url: str) -> None:
    pending = start_index([("en/b/", page("word")), (url, page("word"))])
    assert pending.folder is None
    assert len(page_ids(pending.files())) == 2


def test_no_pages_are_indexed_without_a_folder() -> None:
    pending = start_index([])
    assert pending.folder is None
    assert page_ids(pending.files()) == {}


def indexer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str) -> Path:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program))
    return program


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("does", ["exit 3", "cat > /dev/null", "echo not-base64,; cat > /dev/null"])
def test_an_indexer_that_fails_is_told(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer(tmp_path, monkeypatch, does)
    monkeypatch.setattr("mkdocs_help_center.search.pagefind_program._SECONDS", 1)
    with pytest.raises(SearchUnavailableError, match="Pagefind"):
        build_index([("en/a/", page("word"))])


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
@pytest.mark.parametrize(
    "does",
    [
        "exit 3",
        "exit 0",
        "echo complaint",
        "mkdir -p out; exit 0",
        pytest.param("exec sleep 600", marks=pytest.mark.slow),
    ],
)
def test_an_indexer_that_fails_with_a_folder_gets_pipes(
    does: str, tmp_path: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = build_index(mixed_pages())
    real = installed_pagefind("").path
    indexer(tmp_path, monkeypatch, f'[ "$1" = --service ] && exec "{real}" "$@"\n{does}')
    monkeypatch.setattr("mkdocs_help_center.search.pagefind_program._SECONDS", 2)
    assert build_index(mixed_pages()) == expected
    assert not list(memory.iterdir())


@pytest.mark.parametrize("place", ["nowhere", "a-file", "disk"])
def test_without_a_folder_that_lists_in_order_there_are_pipes(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = build_index(mixed_pages())
    (tmp_path / "a-file").touch()
    (tmp_path / "disk").mkdir()
    monkeypatch.setattr(pagefind_folder, "MEMORY", tmp_path / place)
    if place == "disk":
        # Not every disk lists by a hash.
        monkeypatch.setattr(pagefind_folder, "_listing_step", lambda _: 0)
    pending = start_index(mixed_pages())
    assert pending.folder is None
    assert pending.files() == expected
    assert not list((tmp_path / "disk").iterdir())


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_without_room_there_are_pipes(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind_folder, "_PAGE", 1 << 50)
    assert start_index(mixed_pages()).folder is None
    assert not list(memory.iterdir())


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_an_index_for_which_no_room_was_left_is_not_taken(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = build_index(mixed_pages())
    free = itertools.chain([1 << 20], itertools.repeat(0))
    monkeypatch.setattr(pagefind_folder, "_pages_free", lambda: next(free))
    pending = start_index(mixed_pages())
    assert pending.folder is not None
    assert pending.folder.files() is None
    assert pending.files() == expected
    pending.close()
    assert not list(memory.iterdir())


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
@pytest.mark.parametrize("kind", ["fragment", "index", "wasm.en.pagefind", "*.pf_meta"])
def test_an_index_that_is_not_whole_is_not_taken(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pagefind 1.5.2 does not notice that a file was not written to its end."""
    expected = build_index(mixed_pages())
    real = installed_pagefind("").path
    cut = f"for f in $(find out -path '*{kind}*' -type f); do truncate -s 40 $f; break; done"
    indexer(tmp_path, monkeypatch, f'"{real}" "$@" || exit; [ "$1" = --service ] || {{ {cut}; }}')
    pending = start_index(mixed_pages())
    assert pending.folder is not None
    assert pending.folder.files() is None
    assert pending.files() == expected
    pending.close()


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_the_folder_in_memory_lists_in_the_order_that_is_found_out() -> None:
    with tempfile.TemporaryDirectory(dir=pagefind_folder.MEMORY) as name:
        folder = Path(name)
        step = pagefind_folder._listing_step(folder)
        assert not list(folder.iterdir())
        names = [f"{number * 7919 % 1009}" for number in range(500)]
        for name in names[::step]:
            (folder / name).mkdir()
        assert [entry.name for entry in folder.iterdir()] == names


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_what_a_killed_build_left_is_removed_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind_folder, "MEMORY", tmp_path)
    monkeypatch.setattr(pagefind_folder, "_listing_step", lambda _: 1)
    (tmp_path / "help-center-index-left" / "in").mkdir(parents=True)
    (tmp_path / "target").mkdir()
    (tmp_path / "help-center-index-link").symlink_to(tmp_path / "target")
    (tmp_path / "another").mkdir()
    first = start_index([("en/a/", page("word"))])
    assert first.folder is not None
    second = start_index([("en/b/", page("word"))])
    assert second.folder is not None
    assert not (tmp_path / "help-center-index-left").exists()
    assert (tmp_path / "target").is_dir()
    assert (tmp_path / "another").is_dir()
    assert first.folder.folder.is_dir()
    assert sorted(page_ids(first.files())) == ["en/a/"]
    assert sorted(page_ids(second.files())) == ["en/b/"]
    first.close()
    second.close()
    assert not list(tmp_path.glob("help-center-index-[!l]*"))


@pytest.mark.skipif(not HAS_FOLDER, reason="no folder in memory here")
def test_neither_the_project_nor_the_environment_say_how_to_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    expected = build_index([("en/a/", page("word"))])
    (tmp_path / "pagefind.yml").write_text("force_language: pt\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "es")
    assert build_index([("en/a/", page("word"))]) == expected, way


def test_an_indexer_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", "/no/such/program")
    with pytest.raises(SearchUnavailableError, match="Pagefind"):
        build_index([("en/a/", page("word"))])
