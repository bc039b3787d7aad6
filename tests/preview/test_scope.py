"""A change does the least that is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.preview.scope import Scope
from mkdocs_help_center.preview.site import LiveSite

from ..content.sites import article
from .previews import FILES, ask, project, save, start


@pytest.fixture
def site(tmp_path: Path) -> LiveSite:
    return start(project(tmp_path, FILES | {"about.md": "# About"}))


A = "Alpha. See [b](/en/faq/b)."


@pytest.mark.parametrize(
    ("name", "content", "scope"),
    [
        ("en/faq/a.md", FILES["en/faq/a.md"], Scope.NOTHING),
        ("en/faq/a.md", article("Other.", title="A", id="id-a", slugEN="a"), Scope.BODIES),
        ("en/faq/a.md", article(A, title="Z", id="id-a", slugEN="a"), Scope.FIELDS),
        ("en/faq/a.md", article(A, title="A", id="other", slugEN="a"), Scope.INDEX),
        ("en/faq/a.md", article(A, title="A", id="id-a", slugEN="a", slug="z"), Scope.INDEX),
        ("en/faq/a.md", None, Scope.INDEX),
        ("en/faq/new.md", article(), Scope.INDEX),
        ("en/faq/Group/metadata.json", '{"name": "Other"}', Scope.INDEX),
        ("en/faq/picture.svg", "<svg/>", Scope.FILES),
        ("en/faq/new.svg", "<svg/>", Scope.INDEX),
        ("_data/banners.yml", "banners: []", Scope.PAGES),
        ("about.md", "# Other", Scope.FOREIGN),
        ("en/faq/.a.md.swp", "x", Scope.NOTHING),
        ("../mkdocs.yml", "plugins: [", Scope.CONFIGURATION),
    ],
)
def test_a_save_concerns_no_more_than_it_must(
    site: LiveSite, tmp_path: Path, name: str, content: str | bytes | None, scope: Scope
) -> None:
    version = site.version
    assert save(site, tmp_path / "content", {name: content}).scope is scope
    assert (site.version == version) is (scope is Scope.NOTHING)


def test_what_an_editor_wrote_and_took_away_was_never_there(site: LiveSite, tmp_path: Path) -> None:
    assert site.refresh([tmp_path / "content/en/faq/4913"]).scope is Scope.NOTHING


def test_a_title_changes_lists_and_leaves_other_bodies_rendered(
    site: LiveSite, tmp_path: Path
) -> None:
    ask(site, "/en/faq/b/")
    changed = article(A, title="Amber", id="id-a", slugEN="a")
    save(site, tmp_path / "content", {"en/faq/a.md": changed})
    assert site.state.assembly is not None
    center = site.state.assembly.center
    assert center.bodies.has(center.catalog.by_source["en/faq/b.md"])
    assert "Amber" in ask(site, "/en/faq/").text
    assert "Amber" in ask(site, "/en/faq/a/").text


def test_nothing_is_taken_in_where_nothing_changed_before_the_watch(
    site: LiveSite, tmp_path: Path
) -> None:
    import os

    for path in (tmp_path / "content").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    site.refresh([tmp_path / "content"])
    version = site.version
    if site.catch_up() is None:
        assert site.version == version
    (tmp_path / "content/en/faq/late.md").write_text(article(title="Late"))
    assert site.catch_up() is not None
    assert ask(site, "/en/faq/late/").status == 200
