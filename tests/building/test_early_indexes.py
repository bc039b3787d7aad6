"""An index that is begun before the rest of the site is known is used only where it is the right one."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs_help_center.building import early_indexes
from mkdocs_help_center.building.bodies import Bodies
from mkdocs_help_center.building.early_indexes import EarlyIndexes

from ..content import edits
from ..content.sites import article
from ..plugin.builds import build
from .forking import run_in_a_forking_process, skip_unless_forking
from .projects import Project


@dataclass
class Watched:
    """A project, and of its last build over an earlier one which indexes were begun early, and used."""

    project: Project
    builds: list[dict[str, bool]]

    def check(self) -> dict[str, bool]:
        """As the project's: it builds over what is there, then from nothing."""
        self.project.check()
        return self.builds[-2]


@pytest.fixture
def watched(project: Project, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """The project with its indexes, of which any is worth beginning early."""
    skip_unless_forking()
    monkeypatch.setattr(early_indexes, "WORTH_BEGINNING", 1)
    builds: list[dict[str, bool]] = []
    start, adopt = EarlyIndexes.start, EarlyIndexes.adopt

    def watch_start(self: EarlyIndexes, *arguments: Any) -> None:
        builds.append({})
        start(self, *arguments)

    def watch_adopt(self: EarlyIndexes, locale: str, key: bytes, taken: Iterable[str]) -> Any:
        begun = locale in self._begun
        running = adopt(self, locale, key, taken)
        if begun:
            builds[-1][locale] = running is not None
        return running

    monkeypatch.setattr(EarlyIndexes, "start", watch_start)
    monkeypatch.setattr(EarlyIndexes, "adopt", watch_adopt)
    project.options["search"] = True
    project.check()
    return Watched(project, builds)


def edit(project: Project, name: str, text: str, **fields: str) -> None:
    edits.Write(name, article(text, **fields))(project.content)


def test_an_edited_text_is_in_the_index_that_was_begun(watched: Watched) -> None:
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    assert watched.check() == {"en": True}
    edit(watched.project, "en/faq/b.md", "See [a](a.md) and more.", title="B", slugEN="b")
    edit(watched.project, "es/faq/a.md", "Otras.", title="A es", slugEN="a")
    assert watched.check() == {"en": True, "es": True}
    assert watched.check() == {}


@contextlib.contextmanager
def endless() -> Iterator[None]:
    """An index that is begun early is never done."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(early_indexes, "make_index", lambda *arguments: time.sleep(600))
        yield


def test_an_index_that_was_begun_of_what_is_not_so_is_made_again(watched: Watched) -> None:
    """The body of the one that links to it is another now, too."""
    edit(watched.project, "en/faq/b.md", "Words.", title="B", slugEN="b", slug="other")
    with endless():
        build(watched.project.configure())
    assert watched.builds[-1] == {"en": False}
    assert multiprocessing.active_children() == []
    watched.check()


def test_an_index_that_nobody_needs_is_not_waited_for(watched: Watched) -> None:
    edit(watched.project, "en/faq/h.md", "Hidden words.", title="H", hidden="true")
    with endless():
        build(watched.project.configure())
    assert watched.builds[-1] == {}
    assert multiprocessing.active_children() == []
    watched.check()


def test_one_that_fails_is_made_again(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Bodies, articles: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(Bodies, "expect", fail)
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    assert watched.check() == {"en": False}


def test_a_build_that_fails_ends_it(watched: Watched) -> None:
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    (watched.project.folder / "custom" / "article.html").write_text("{% broken")
    with pytest.raises(Exception, match="broken"), endless():
        build(watched.project.configure())
    assert multiprocessing.active_children() == []


def test_a_file_of_the_writers_own_stays(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    make_index = early_indexes.make_index

    def late(*arguments: Any) -> Any:
        time.sleep(1)  # until MkDocs has copied what it copies
        return make_index(*arguments)

    monkeypatch.setattr(early_indexes, "make_index", late)
    own = watched.project.content / "en" / "search" / "search.json"
    own.parent.mkdir(parents=True)
    own.write_text("{}")
    watched.check()
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    assert watched.check() == {"en": True}
    assert (watched.project.folder / "site/en/search/search.json").read_text() == "{}"


def test_none_is_begun_where_others_render_bodies(watched: Watched) -> None:
    watched.project.let_others_see_pages()
    watched.project.check()
    before = len(watched.builds)
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    watched.project.check()
    assert len(watched.builds) == before


_KILLED = """
import os, signal
from mkdocs.__main__ import cli
from mkdocs_help_center.building import early_indexes
early_indexes.WORTH_BEGINNING = 1
early_indexes.EarlyIndexes.adopt = lambda *arguments: os.kill(os.getpid(), signal.SIGKILL)
cli(["-q", "build"])
"""


def test_one_ends_with_the_build_that_began_it(watched: Watched) -> None:
    edit(watched.project, "en/faq/b.md", "Other words.", title="B", slugEN="b")
    watched.project.configure()
    command = [sys.executable, "-c", _KILLED]
    # Its output ends when nobody is left who could write to it.
    done = subprocess.run(command, cwd=watched.project.folder, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    watched.check()


@pytest.mark.slow
def test_all_of_this_where_this_process_may_not_fork() -> None:
    run_in_a_forking_process(__file__)


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(steps=edits.steps, together=st.booleans())
def test_after_any_edits_indexes_are_as_those_from_nothing(
    steps: list[list[edits.Edit]], together: bool
) -> None:
    skip_unless_forking()
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(early_indexes, "WORTH_BEGINNING", 1)
        project = Project(Path(name))
        project.options["search"] = True
        project.check()
        for step in steps:
            for one in step:
                one(project.content)
                if not together:
                    project.check()
            project.check()
