"""No URL that was ever published dies unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.redirects.collect import RedirectTable, collect_redirects
from mkdocs_help_center.redirects.ledger import read_ledger, record

from ..content.sites import write
from .site import SETTINGS, catalog_of

LEDGER = "content/_data/urls.txt"


def publish(root: Path, files: dict[str, str], known: tuple[str, ...] = ()) -> RedirectTable:
    """What a deploy does: collect, then record what is published now."""
    for old in root.rglob("*.md"):
        old.unlink()
    catalog = catalog_of(root, files)
    table = collect_redirects(catalog, SETTINGS, known, root / "_data")
    write(root, {"_data/urls.txt": record(table.ledger, table.resolver.index, known)})
    return table


def page(slug: str, **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: T\nslug: {slug}\n{lines}---\n"


def test_a_slug_that_changed_twice_leaves_both_old_urls_one_hop_away(tmp_path: Path) -> None:
    for slug in ("a", "b", "c"):
        table = publish(tmp_path, {"en/faq/x.md": page(slug, id="id1"), "en/faq/y.md": page("y")})
    for old in ("a", "b"):
        found = table.resolver.resolve(f"/en/faq/{old}/")
        assert (found.url, found.status) == ("/en/faq/c/", 301)
    assert not table.problems
    moved = {item.source: item.target for item in table.redirects if item.origin.path == LEDGER}
    assert moved == {"/en/faq/a/": "/en/faq/c/", "/en/faq/b/": "/en/faq/c/"}


def test_an_article_without_id_is_known_by_its_file_and_then_by_its_url(tmp_path: Path) -> None:
    publish(tmp_path, {"en/faq/x.md": page("a")})
    publish(tmp_path, {"en/faq/x.md": page("b")})
    # The file is renamed while the URL stays, an id is added, then the slug changes once more.
    publish(tmp_path, {"en/faq/z.md": page("b")})
    publish(tmp_path, {"en/faq/z.md": page("b", id="new")})
    table = publish(tmp_path, {"en/faq/z.md": page("c", id="new")})
    for old in ("/en/faq/a/", "/en/faq/b/", "/en/a/faq-z"):
        assert table.resolver.resolve(old).url == "/en/faq/c/"
    assert not table.problems


def test_a_page_that_moved_to_another_section_keeps_its_old_url(tmp_path: Path) -> None:
    publish(tmp_path, {"en/faq/x.md": page("a", id="id1"), "en/faq/k.md": page("k")})
    table = publish(tmp_path, {"en/tutorials/x.md": page("b", id="id1"), "en/faq/k.md": page("k")})
    assert table.resolver.resolve("/en/faq/a/").url == "/en/tutorials/b/"


def test_every_kind_of_url_that_vanishes_is_reported_with_its_line(tmp_path: Path) -> None:
    files = {"en/faq/x.md": page("how-to-open-tickets"), "en/faq/y.md": page("y")}
    publish(tmp_path, files, ("en/feed.xml", "en/support/regions/apac/"))
    lines = (tmp_path / "_data/urls.txt").read_text().splitlines()
    files = {"en/faq/z.md": page("how-to-open-a-ticket"), "en/faq/y.md": page("y")}
    table = publish(tmp_path, files)
    found = {lines[problem.line - 1].split("\t")[0]: problem for problem in table.problems}
    assert set(found) == {
        "/en/faq/how-to-open-tickets/",
        "/en/feed.xml",
        "/en/support/regions/apac/",
    }
    assert {problem.check for problem in found.values()} == {"url-vanished"}
    assert "'/en/faq/how-to-open-a-ticket/'" in found["/en/faq/how-to-open-tickets/"].hint


def test_a_rule_a_redirect_from_or_a_410_settles_a_vanished_url(tmp_path: Path) -> None:
    names = ("a", "b", "c", "d")
    publish(tmp_path, {f"en/faq/{name}.md": page(name) for name in (*names, "k")})
    rules = "- {from: /en/faq/a/, to: /en/faq/k/}\n- {from: /en/faq/b/, status: 410}\n"
    files = {
        "en/faq/k.md": page("k", redirectFrom="/en/faq/c/"),
        "en/faq/d.md": page("d", status="ARCHIVED"),
        "_data/redirects.yml": rules,
    }
    table = publish(tmp_path, files)
    assert not table.problems
    statuses = [table.resolver.resolve(f"/en/faq/{name}/").status for name in names]
    assert statuses == [301, 410, 301, 410]


def test_recording_is_repeatable_and_loses_no_line(tmp_path: Path) -> None:
    publish(tmp_path, {"en/faq/x.md": page("a", id="i"), "pt/faq/x.md": page("á", id="i")})
    first = (tmp_path / "_data/urls.txt").read_text()
    publish(tmp_path, {"en/faq/x.md": page("a", id="i"), "pt/faq/x.md": page("á", id="i")})
    assert (tmp_path / "_data/urls.txt").read_text() == first
    publish(tmp_path, {"en/faq/q.md": page("q")})
    assert set(first.splitlines()) <= set((tmp_path / "_data/urls.txt").read_text().splitlines())
    assert "/en/faq/a/\ti\n" in first
    assert "/pt/faq/a/\ti\n" in first


def test_a_broken_ledger_is_a_problem_and_the_rest_of_it_counts(tmp_path: Path) -> None:
    text = "# note\n/en/faq/a/\tfaq-x\nnonsense\n/b c\n" + "/" + "x" * 5_000_000 + "\n\xff/\n"
    write(tmp_path, {"_data/urls.txt": text.encode("latin-1")})
    ledger = read_ledger(tmp_path / "_data/urls.txt", LEDGER)
    assert [entry.url for entry in ledger.entries] == ["/en/faq/a/"]
    assert [problem.line for problem in ledger.problems] == [3, 4, 5, 6]
    assert read_ledger(tmp_path / "none.txt", LEDGER).entries == ()
    assert read_ledger(tmp_path, LEDGER).problems


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("en/faq/page/2/", "en/faq/"),
        ("en/faq/tag/plans/", "en/faq/"),
        ("en/faq/module/checkout/page/3/", "en/faq/"),
        ("en/faq/year/2024/type/fixed/", "en/faq/"),
        ("en/a-z/x/", "en/a-z/"),
        ("en/a-z/x/page/2/", "en/a-z/"),
    ],
)
def test_a_list_that_got_shorter_takes_in_its_parts(tmp_path: Path, part: str, whole: str) -> None:
    files = {"en/faq/x.md": page("x")}
    publish(tmp_path, files, (part, "en/a-z/", "en/404.html"))
    catalog = catalog_of(tmp_path, files)
    table = collect_redirects(catalog, SETTINGS, ("en/a-z/",), tmp_path / "_data")
    assert table.resolver.resolve("/" + part).url == "/" + whole
    assert not table.problems
