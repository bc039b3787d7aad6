"""The guides hold to the letter: their commands work in a clone, one after the other."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

#: Words that people read in a minute.
PACE = 200


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*-guide.md")), ids=lambda p: p.stem)
def test_a_guide_is_read_in_less_than_ten_minutes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").split()) < 10 * PACE


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("git"), reason="needs git and sh")
def test_every_command_of_the_writers_guide_works_in_a_clone(tmp_path: Path) -> None:
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    git = ["git", "-c", "user.name=n", "-c", "user.email=n@example.com"]
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "git"
    shim.write_text(f'#!/bin/sh\nexec {shutil.which("git")} {" ".join(git[1:])} "$@"\n')
    shim.chmod(0o755)
    path = f"{tmp_path / 'bin'}:{Path(sys.executable).parent}:/usr/bin:/bin"
    for command in ("git init -q", "git add content docs mkdocs.yml", "git commit -qm start"):
        subprocess.run(command, shell=True, cwd=tmp_path, env={"PATH": path}, check=True)
    text = (tmp_path / "docs/writers-guide.md").read_text(encoding="utf-8")
    done = 0
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line == "help-center serve":
                continue  # It ends when its user says so; tests/preview tries it.
            result = subprocess.run(
                line, shell=True, cwd=tmp_path, env={"PATH": path}, capture_output=True, text=True
            )
            assert result.returncode == 0, f"{line}\n{result.stderr}"
            done += 1
    assert done > 7
    moved = tmp_path / "content/en/faq/store-operations/why-is-an-order-pending.md"
    assert moved.is_file()
    marked = tmp_path / "content/pt/faq/store-operations/why-is-my-order-pending.md"
    assert "sourceHash: " in marked.read_text(encoding="utf-8")
