"""No change is lost in the moments in which nobody watches: at the start, and where a folder came or went."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs_help_center.preview.scope import Scope
from mkdocs_help_center.preview.site import LiveSite
from mkdocs_help_center.preview.state import Change
from mkdocs_help_center.preview.watching import Watcher

from ..content.sites import article, write
from .previews import age, ask, project, save, start

PATIENCE = 30.0


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    found = project(tmp_path)
    age(tmp_path)
    return found


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    watcher.start()
    try:
        assert watcher.watching.wait(PATIENCE)
        yield
    finally:
        watcher.stop()
        watcher.join(PATIENCE)


def until(holds: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


def shows(site: LiveSite, text: str) -> Callable[[], bool]:
    def ask_it() -> bool:
        with site.lock:
            return text in ask(site, "/en/faq/b/").text

    return ask_it


def test_where_nothing_changed_nothing_is_taken_in(config_file: Path) -> None:
    site = start(config_file)
    assert site.catch_up() is None
    assert site.version == 0


def test_a_configuration_broken_before_the_watch_and_one_mended(config_file: Path) -> None:
    good = config_file.read_text()
    site = start(config_file)
    config_file.write_text("plugins: [\n")
    broken = site.catch_up()
    assert broken is not None
    assert broken.broken
    version = site.version
    assert site.catch_up() is None
    assert site.version == version
    config_file.write_text(good)
    mended = site.catch_up()
    assert mended is not None
    assert mended.scope is Scope.CONFIGURATION
    assert mended.paths == ("mkdocs.yml",)
    assert ask(site, "/en/faq/b/").status == 200


def test_a_template_changed_before_the_watch(tmp_path: Path) -> None:
    folder = tmp_path / "overrides"
    folder.mkdir()
    template = folder / "help-center-footer.html"
    template.write_text("old")
    site = start(project(tmp_path, theme={"name": "help-center", "custom_dir": "overrides"}))
    site.catch_up()
    age(tmp_path)
    site.catch_up()
    assert site.catch_up() is None
    template.write_text("other")
    write(tmp_path / "content", {"en/faq/late.md": article("Late.", title="Late")})
    change = site.catch_up()
    assert change is not None
    assert set(change.paths) == {"overrides/help-center-footer.html", "content"}
    assert ask(site, "/en/faq/late/").status == 200
    age(tmp_path)
    site.catch_up()
    template.write_text("another")
    change = site.catch_up()
    assert change is not None
    assert change.scope is Scope.PAGES
    assert change.paths == ("overrides/help-center-footer.html",)
    age(folder)
    site.catch_up()
    assert site.catch_up() is None


def test_what_the_watcher_took_in_is_not_taken_in_again(tmp_path: Path, config_file: Path) -> None:
    site = start(config_file)
    save(site, tmp_path / "content", {"en/faq/a.md": article("Other.", title="A")})
    age(tmp_path)
    site.catch_up()
    assert site.catch_up() is None


def test_a_content_folder_that_was_gone_and_is_back_before_the_next_watch(
    tmp_path: Path, config_file: Path
) -> None:
    content, away = tmp_path / "content", tmp_path / "away"
    site = start(config_file)

    class LateWatcher(Watcher):
        def _watch(self, roots: Sequence[Path], *, missed: bool) -> None:
            if away.exists():
                away.rename(content)
            super()._watch(roots, missed=missed)

    told: list[Change] = []
    with watched(LateWatcher(site, [config_file], told.append)):
        content.rename(away)
        assert until(lambda: any(change.broken for change in told))
        assert until(shows(site, "Beta."))


def test_a_content_folder_elsewhere_that_was_deleted_for_a_moment(tmp_path: Path) -> None:
    """It is there again before anybody looks for it, and no folder above it is watched."""
    project(tmp_path / "writers")
    config_file = project(tmp_path / "site", {}, docs_dir=str(tmp_path / "writers/content"))
    content = tmp_path / "writers/content"
    site = start(config_file)
    told: list[Change] = []

    def report(change: Change) -> None:
        told.append(change)
        if not content.exists():
            project(tmp_path / "writers")

    with watched(Watcher(site, [config_file], report)):
        shutil.rmtree(content)
        assert until(lambda: any(change.broken for change in told))
        assert until(shows(site, "Beta."))
        write(content, {"en/faq/b.md": article("Saved.", title="B", id="id-b")})
        assert until(shows(site, "Saved."))
