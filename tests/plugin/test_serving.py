"""`mkdocs serve` makes plain pages and what other plugins make; all else is our preview's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from mkdocs_help_center.plugin.serving import mounts_preview

from ..content.sites import article, write
from ..preview.mounted import Mounted, mkdocs_serve
from ..preview.previews import FILES, ask, project, save

PLAIN = {
    "about.md": "# About\n\nSee [the article](en/faq/a.md) and ![it](en/faq/picture.svg).",
    "en/legal.md": "# Legal",
}
HOOK = """\
import pathlib

def on_page_content(html, page, config, files):
    if pathlib.Path(config.docs_dir, "../no-disk").exists():
        raise OSError("no disk")
    return html + "<p>by a hook</p>"

def on_post_build(config):
    pathlib.Path(config.site_dir, "made-by-hook.txt").write_text("made")
"""


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Mounted]:
    write(tmp_path, {"hook.py": HOOK})
    with mkdocs_serve(project(tmp_path, FILES | PLAIN, hooks=["hook.py"])) as mounted:
        yield mounted


def test_the_first_build_makes_no_articles(mounted: Mounted) -> None:
    made = {path.relative_to(mounted.site).as_posix() for path in mounted.site.rglob("*.html")}
    assert made == {"about/index.html", "en/legal/index.html"}


def test_articles_are_served_all_the_same(mounted: Mounted) -> None:
    assert "Alpha." in ask(mounted.app, "/en/faq/a/").text
    assert "This is a draft" in ask(mounted.app, "/en/faq/draft/").text
    assert ask(mounted.app, "/en/faq/old-b").headers["Location"] == "/en/faq/b/"


def test_plain_pages_and_files_of_others_are_mkdocs_work(mounted: Mounted) -> None:
    page = ask(mounted.app, "/about/")
    assert page.status == 200
    assert 'href="../en/faq/a/"' in page.text
    assert "<p>by a hook</p>" in page.text
    assert "/_help-center/preview.js" in page.text
    assert ask(mounted.app, "/made-by-hook.txt").text == "made"
    assert mounted.builds == 1


def test_a_saved_plain_page_is_built_when_it_is_asked_for(mounted: Mounted, tmp_path: Path) -> None:
    before, version = ask(mounted.app, "/about/"), mounted.live.version
    save(mounted.live, tmp_path / "content", {"about.md": "# About\n\nSomething else."})
    assert mounted.live.version > version, "open pages ask again"
    assert mounted.builds == 1
    after = ask(mounted.app, "/about/")
    assert "Something else." in after.text
    assert after.headers["ETag"] != before.headers["ETag"]
    assert mounted.builds == 2


def test_a_saved_article_is_served_without_a_build(mounted: Mounted, tmp_path: Path) -> None:
    save(mounted.live, tmp_path / "content", {"en/faq/a.md": article("Other.", title="A")})
    assert "Other." in ask(mounted.app, "/en/faq/a/").text
    assert mounted.builds == 1


def test_mkdocs_watches_nothing_of_ours(mounted: Mounted, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        mounted.server.unwatch(str(tmp_path / "content"))
    with pytest.raises(KeyError):
        mounted.server.unwatch(str(tmp_path / "mkdocs.yml"))


def test_what_another_plugin_watches_makes_plain_pages_anew(mounted: Mounted) -> None:
    mounted.server.builder()
    ask(mounted.app, "/about/")
    assert mounted.builds == 2


def test_a_broken_configuration_is_shown_until_it_is_mended(
    mounted: Mounted, tmp_path: Path
) -> None:
    path = tmp_path / "mkdocs.yml"
    good = path.read_text()
    path.write_text(good + "plugins: [\n")
    mounted.live.refresh([path])
    answer = ask(mounted.app, "/en/faq/a/")
    assert answer.status == 500
    assert "mkdocs.yml:" in answer.text
    path.write_text(good.replace("Help Center", "Other name"))
    mounted.live.refresh([path])
    assert "Other name" in ask(mounted.app, "/en/faq/a/").text
    assert "Other name" in ask(mounted.app, "/about/").text


def test_a_broken_hook_is_shown_where_its_pages_would_be(mounted: Mounted, tmp_path: Path) -> None:
    (tmp_path / "no-disk").touch()
    mounted.live.refresh([tmp_path / "mkdocs.yml"])
    answer = ask(mounted.app, "/about/")
    assert answer.status == 500
    assert "no disk" in answer.text
    assert ask(mounted.app, "/en/faq/a/").status == 200


@pytest.mark.parametrize(
    ("options", "mounts"),
    [
        ({"livereload": True}, True),
        ({"livereload": False}, False),
        ({"livereload": False, "no_livereload": False}, True),
        ({"livereload": False, "no_livereload": True}, False),
    ],
)
def test_without_live_reload_mkdocs_serves_what_it_built(
    options: dict[str, bool], mounts: bool
) -> None:
    """MkDocs and ProperDocs name the option differently, and neither runs `on_serve` then."""
    context = click.Context(click.Command("serve"))
    context.params.update(options)
    with context.scope():
        assert mounts_preview() is mounts
    assert mounts_preview()
