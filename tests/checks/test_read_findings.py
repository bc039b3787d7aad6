"""What a person read: findings that are right are found again, false alarms are not."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs_help_center.checks import CHECKS

from tests.checks.read_findings import CORPORA, check_corpus, read_rows

ROWS = read_rows()
ENOUGH = 50


def _agree(corpus: str, content: Path, folder: Path) -> None:
    """Every verdict holds; and of every check 50 findings were read, or all where there are fewer."""
    rows = [row for row in ROWS if row.corpus == corpus]
    found = {
        (problem.check, problem.path.removeprefix("content/"), problem.line)
        for problem in check_corpus(content, folder)
    }
    right = {(row.check, row.path, row.line) for row in rows if row.verdict == "right"}
    alarms = {(row.check, row.path, row.line) for row in rows if row.verdict == "false"}
    assert (right - found, alarms & found) == (set(), set())
    places = Counter(place[0] for place in found)
    if corpus == "help-center":  # Its bodies are those of known issues, which were read there.
        read = Counter(row.check for row in ROWS if row.verdict == "right")
        checks = {row.check for row in rows}
    else:
        read, checks = Counter(place[0] for place in right), set(places)
    assert {check for check in checks if read[check] < min(ENOUGH, places[check])} == set()


def test_verdicts_on_hard_cases_hold(hard_cases: Path, tmp_path: Path) -> None:
    _agree("hard-cases", hard_cases, tmp_path)


def test_verdicts_on_release_notes_hold(corpus: Callable[..., Path], tmp_path: Path) -> None:
    _agree("release-notes", corpus("release-notes"), tmp_path)


@pytest.mark.slow
def test_verdicts_on_known_issues_hold(corpus: Callable[..., Path], tmp_path: Path) -> None:
    _agree("known-issues", corpus("known-issues"), tmp_path)


@pytest.mark.slow
def test_verdicts_on_a_whole_help_center_hold(
    corpus: Callable[..., Path], shared: Path, tmp_path: Path
) -> None:
    content = tmp_path / "with-rules"
    shutil.copytree(corpus("help-center"), content)
    (content / "_data").mkdir()
    shutil.copy(shared / "corpora" / "redirects.json", content / "_data")
    _agree("help-center", content, tmp_path)


def test_the_table_can_fail_the_tests_above() -> None:
    assert {row.corpus for row in ROWS} == set(CORPORA)
    assert {row.check for row in ROWS} <= set(CHECKS)
    assert {row.verdict for row in ROWS} == {"right", "false"}
    assert all(row.note for row in ROWS if row.verdict == "false")
    assert len({row.check for row in ROWS}) > 60
    assert len(ROWS) > 2000
