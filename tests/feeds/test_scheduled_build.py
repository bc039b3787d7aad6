"""The recipe for builds on the day of news, and feeds over whole builds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import yaml

from ..conftest import ROOT
from ..plugin.builds import build, configure, project
from .centers import DATA, note

RECIPE = ROOT / ".github" / "workflows" / "scheduled-build.yml"
FILES = {
    **DATA,
    "en/announcements/now.md": note("Now", day="2026-11-01", contentType="announcement"),
    "en/announcements/soon.md": note("Soon", day="2026-11-25", contentType="announcement"),
}


def feeds(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: data
        for name, data in files.items()
        if name.endswith(("feed.xml", "atom.xml", "feed.json", ".opml"))
    }


def test_two_builds_have_the_same_feeds_and_a_build_on_the_day_has_the_news(tmp_path: Path) -> None:
    config = project(tmp_path, FILES)
    first = feeds(build(config).files)
    assert first
    assert feeds(build(config, tmp_path / "again").files) == first
    assert b"Soon" not in first["en/announcements/feed.xml"]
    later = build(configure(tmp_path, {"clock": "2026-11-25T00:00:00Z"}), tmp_path / "later")
    assert b"Soon" in later.files["en/announcements/feed.xml"]


def test_the_recipe_builds_when_something_came_due_and_only_then(tmp_path: Path) -> None:
    """Its script is run as it is, with commands in place of the site's and the host's."""
    recipe = yaml.safe_load(RECIPE.read_text(encoding="utf-8"))
    assert recipe[True]["schedule"], "YAML 1.1 reads 'on' as true"
    (script,) = [
        step["run"]
        for step in recipe["jobs"]["build"]["steps"]
        if "upcoming" in step.get("run", "")
    ]
    config = project(tmp_path, FILES)
    bin_folder, called = tmp_path / "bin", tmp_path / "called"
    bin_folder.mkdir()
    run = f'exec "{sys.executable}" -m mkdocs_help_center "$@" -f "{config}"\n'
    for name, text in {
        "help-center": run,
        "date": 'echo "$SINCE"\n',
        "curl": f'echo "$@" >> "{called}"\n',
    }.items():
        (bin_folder / name).write_text(f"#!/bin/sh\n{text}")
        (bin_folder / name).chmod(0o755)
    path = f"{bin_folder}:{os.environ['PATH']}"
    # Announcements of November 1 came due since October, and none since the day after.
    for since, code, calls in (("2026-11-02", 0, 0), ("2026-10-31", 0, 1), ("nonsense", 2, 1)):
        env = {**os.environ, "PATH": path, "SINCE": since, "HOOK": "https://hook.example/"}
        result = subprocess.run(
            ["bash", "-e", "-c", script], env=env, capture_output=True, check=False
        )
        assert result.returncode == code, result.stderr.decode()
        assert len(called.read_text().splitlines() if called.exists() else []) == calls
