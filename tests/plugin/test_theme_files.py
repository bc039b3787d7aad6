"""MkDocs is shown the theme's files that it publishes, in a fraction of the time."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.theme import Theme
from mkdocs_help_center.pages.theme import theme_dirs
from mkdocs_help_center.plugin.theme_files import VisibleTemplates, list_what_is_visible

from ..content.sites import write
from .builds import build, project


def _visible(name: str) -> bool:
    """As MkDocs decides by its patterns ``.*`` and ``*/.*``."""
    return not name.startswith(".") and "/." not in name


def test_all_that_mkdocs_may_publish_is_listed() -> None:
    folders = theme_dirs()
    stock = jinja2.FileSystemLoader(folders).list_templates()
    found = VisibleTemplates(folders).list_templates()
    assert list(filter(_visible, found)) == list(filter(_visible, stock))
    assert "partials/ui.html" in found
    assert len(found) < len(stock) / 10


def test_what_is_hidden_is_found_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, {".icons/a.svg": "a", "a/.b/c.txt": "c", "a/d/.e": "e", "f/g.txt": "g"})
    loader = VisibleTemplates([tmp_path, tmp_path / "f"])
    assert loader.list_templates() == ["a/d/.e", "f/g.txt", "g.txt"]
    env = jinja2.Environment(loader=loader, autoescape=True)
    assert env.get_template(".icons/a.svg").render() == "a"


def test_links_are_followed_as_the_loader_was_told(tmp_path: Path) -> None:
    write(tmp_path, {"real/a.txt": "a", "theme/b.txt": "b"})
    (tmp_path / "theme" / "link").symlink_to(tmp_path / "real")
    for follow, names in ((False, ["b.txt"]), (True, ["b.txt", "link/a.txt"])):
        assert VisibleTemplates([tmp_path / "theme"], followlinks=follow).list_templates() == names


def test_a_loader_of_somebody_else_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme("help-center")
    loader = jinja2.DictLoader({})
    monkeypatch.setattr(theme, "get_env", lambda: jinja2.Environment(loader=loader))
    list_what_is_visible(theme)
    assert theme.get_env().loader is loader


def test_a_build_publishes_a_sites_own_theme_files_and_lists_no_hidden_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def list_templates(self: object) -> list[str]:
        raise AssertionError("all files of the theme are listed")

    monkeypatch.setattr(jinja2.FileSystemLoader, "list_templates", list_templates)
    files = {"en/faq/a.md": "---\ntitle: A\n---\nText.\n"}
    write(
        tmp_path / "custom", {"assets/own.css": "p {}", ".hidden/own.css": "", "a/.b/own.css": ""}
    )
    theme = {"name": "help-center", "custom_dir": str(tmp_path / "custom")}
    built = build(project(tmp_path, files, {"search": False}, theme=theme))
    assert [name for name in built.files if name.endswith("own.css")] == ["assets/own.css"]
