"""What ``help-center build`` says: a site that is published in spite of problems lists them in its log."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main as cli

from ..content.sites import article
from ..plugin.builds import build, configure, project

_FILES = {
    "en/faq/good.md": article("Text.", title="Good", slugEN="good"),
    "en/faq/bad.md": article("See [x](nowhere.md).", title="Bad", slugEN="bad"),
}
_PROBLEM = "WARNING -  content/en/faq/bad.md:"


def said(config: Path, *options: str, code: int = 0, **environment: str) -> str:
    """What a build writes to its log."""
    done = CliRunner().invoke(cli, ["build", "-f", str(config), *options], env=environment)
    assert (done.exit_code, done.stdout) == (code, ""), done.stderr
    return done.stderr


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return settled(project(tmp_path, _FILES, {"search": False}))


def settled(config: Path) -> Path:
    """A file that was changed just before it is read is never taken for unchanged."""
    time.sleep(0.05)
    return config


def test_problems_are_listed_by_a_first_build_and_one_of_the_same(config: Path) -> None:
    first, second = said(config), said(config)
    assert "nothing has changed" in second
    for text in (first, second):
        assert text.count(_PROBLEM) == 1
        assert "'nowhere.md' can't be resolved" in text
        assert "check' lists all" not in text
    assert said(config, "--strict", code=1).count(_PROBLEM) == 1


def test_what_mkdocs_has_built_is_known_to_be_as_it_is(config: Path, tmp_path: Path) -> None:
    build(config)
    assert "nothing has changed" in said(config)
    build(config)
    text = said(config)
    assert "nothing has changed" in text
    assert text.count(_PROBLEM) == 1
    (tmp_path / "content/en/faq/good.md").write_text(article("New.", title="Good", slugEN="good"))
    build(settled(config))
    assert "nothing has changed" in said(config)
    (tmp_path / "content/en/faq/good.md").write_text(article("Newer.", title="Good", slugEN="good"))
    assert "nothing has changed" not in said(config)
    (tmp_path / "site/en/faq/good/index.html").write_text("of somebody else")
    assert "nothing has changed" not in said(config)


def test_a_build_of_mkdocs_that_warned_of_more_or_failed_is_made_again(
    config: Path, tmp_path: Path
) -> None:
    # Of MkDocs itself: a page that nobody can see.
    (tmp_path / "content" / "index.md").write_text("[x](nowhere-at-all.md)\n")
    build(settled(config))
    assert "nothing has changed" not in said(config)
    assert "nothing has changed" not in said(config)


def test_problems_that_fail_nothing_are_counted_and_their_list_is_named(tmp_path: Path) -> None:
    files = {"en/faq/a.md": article("See [x](nowhere.md).")}
    severities = {"unresolved-link": "info"}
    config = project(tmp_path, files, {"search": False, "checks": severities})
    text = said(config, "--strict")
    assert "WARNING" not in text
    assert "'help-center check' lists all" in text


def test_warnings_of_mkdocs_and_other_plugins_are_shown_as_they_are(
    config: Path, tmp_path: Path
) -> None:
    configure(tmp_path, {"search": False}, hooks=["hook.py"])
    (tmp_path / "hook.py").write_text(
        "import logging\n"
        "def on_nav(nav, **_):\n"
        "    logging.getLogger('mkdocs.plugins.x').warning('[red]%s[/red] ' + 'long ' * 40, 'odd')\n"
        "    logging.getLogger('mkdocs.plugins.x').info('of no interest')\n"
    )
    for _ in range(2):
        text = said(config)
        assert f"WARNING -  [red]odd[/red] {'long ' * 40}\n" in text
        assert "of no interest" not in text


def test_a_search_that_has_no_index_is_told(tmp_path: Path) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(0o755)
    config = project(tmp_path, _FILES)
    text = said(config, PAGEFIND_BINARY_PATH=str(program))
    assert "WARNING -  The search in 'en' has no index: Pagefind failed" in text
    said(config, "--strict", code=1, PAGEFIND_BINARY_PATH=str(program))
    assert "no index" not in said(config)
