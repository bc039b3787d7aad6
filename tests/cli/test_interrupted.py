"""Ended at any moment, every command that writes leaves the old or the new, and never half of it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.checks.sites import article, write_site
from tests.cli.test_writing import LINKING, SPANISH, TARGET
from tests.importers.space import EXPORT

ROOT = Path(__file__).resolve().parents[2]
Files = dict[str, bytes]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork"),
]


class Moment(NamedTuple):
    """What an ended command left, and what is there after the next command began."""

    ended: bool
    left: Files
    then: Files


def moments(template: Path, work: Path, *arguments: str) -> list[Moment]:
    """Every moment of a command in copies of ``template``; the last one is a whole run."""
    work.mkdir()
    script = [sys.executable, str(ROOT / "tests/cli/killing.py"), str(template), str(work)]
    result = subprocess.run([*script, *arguments], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    found = []
    for line in result.stdout.splitlines():
        row = json.loads(line)
        left, then = (
            {name: base64.b64decode(data) for name, data in row[key].items()}
            for key in ("left", "then")
        )
        found.append(Moment(row["ended"], left, then))
    assert len(found) > 5
    assert found[-1].ended
    return found


def site(folder: Path, files: dict[str, str]) -> Files:
    folder.mkdir()
    write_site(folder, files, locales=["en", "es"])
    return {f"content/{name}": text.encode() for name, text in files.items()}


def assert_all_or_nothing(found: list[Moment], old: Files) -> None:
    new = found[-1].then
    assert new != old
    for moment in found:
        # Each file by itself is whole at once, and all of them agree after the next command.
        assert all(data in (old.get(name), new.get(name)) for name, data in moment.left.items())
        assert moment.then in (old, new)
    assert {moment.then == new for moment in found} == {True, False}


def test_rename_is_made_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    files = {
        "en/faq/plans.md": TARGET,
        "en/faq/img/p.png": "x",
        "en/tutorials/roles.md": LINKING,
        "es/tutorials/roles.md": SPANISH,
    }
    old = site(tmp_path / "site", files)
    command = ("rename", "content/en/faq/plans.md", "support-plans")
    found = moments(tmp_path / "site", tmp_path / "work", *command)
    assert_all_or_nothing(found, old)
    assert "content/en/faq/plans.md" not in found[-1].then
    assert len(found[-1].then) == len(old)


def test_fix_is_made_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    files = {
        f"en/tutorials/{name}.md": article(title=name, id=name, slug=name, locale="es")
        for name in "abc"
    }
    old = site(tmp_path / "site", files)
    command = ("check", "--fix", "--no-cache", "--jobs", "1")
    found = moments(tmp_path / "site", tmp_path / "work", *command)
    assert_all_or_nothing(found, old)
    assert all(b"locale: en\n" in data for data in found[-1].then.values())


def test_new_writes_all_languages_or_none(tmp_path: Path) -> None:
    old = site(tmp_path / "site", {"en/faq/plans.md": TARGET})
    command = ("new", "known-issue", "Orders stay pending")
    sets = set()
    for moment in moments(tmp_path / "site", tmp_path / "work", *command):
        made = {name: data for name, data in moment.then.items() if name not in old}
        assert {name: moment.then[name] for name in old} == old
        # Its id is another one in every run.
        assert len({data.partition(b"\nid: ")[2][:22] for data in made.values()}) <= 1
        assert all(data.endswith(b"\n\n## Workaround\n") for data in made.values())
        sets.add(frozenset(made))
    assert sets == {
        frozenset(),
        frozenset(f"content/{code}/known-issues/orders-stay-pending.md" for code in ("en", "es")),
    }


def test_import_writes_whole_files_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    old = site(tmp_path / "site", {"en/faq/other.md": TARGET})
    export = tmp_path / "site" / "export.json"
    export.write_text(json.dumps(EXPORT), encoding="utf-8")
    command = ("import", "contentful", "export.json")
    found = moments(tmp_path / "site", tmp_path / "work", *command)
    new = found[-1].then
    for moment in found:
        assert old.items() <= moment.then.items() <= new.items()
    counts = [len(moment.then) for moment in found]
    assert counts == sorted(counts)
    assert set(counts) == set(range(1, 1 + len(new)))
