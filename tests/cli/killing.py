"""Runs a command again and again, ended at each moment at which it touches the disk.

    python tests/cli/killing.py TEMPLATE WORK ARGUMENTS...

For every moment TEMPLATE is copied into WORK and the command is run there until its n-th system call
that changes the disk, where it is killed. Prints what it left, and what the next command makes of it, a
JSON object a line, and at last one of a run that came to its end.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs_help_center.cli import main
from mkdocs_help_center.cli.project import open_project

CALLS = ("fsync", "replace", "rename", "unlink", "link", "mkdir", "open")


def dying(call: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """``call``, which ends the program when ``left`` has run out."""

    def wrapped(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **named)

    return wrapped


def run(folder: Path, arguments: list[str], moment: int) -> bool:
    """Whether the command came to its end."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        left = [moment]
        for name in CALLS:
            setattr(os, name, dying(getattr(os, name), left))
        try:
            main(arguments, standalone_mode=False)
        except SystemExit:
            pass
        except BaseException:
            os._exit(70)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status):
        raise RuntimeError(f"{arguments} failed")
    return True


def files(folder: Path) -> dict[str, str]:
    """The content as a writer sees it: what the program keeps for itself starts with a dot."""
    return {
        path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode()
        for path in sorted((folder / "content").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def every_moment(template: Path, work: Path, arguments: list[str]) -> None:
    """Print what each moment leaves."""
    for moment in range(1, 1000):
        folder = work / str(moment)
        shutil.copytree(template, folder)
        ended = run(folder, arguments, moment)
        left = files(folder)
        open_project(folder / "mkdocs.yml")  # as every next command does
        print(json.dumps({"ended": ended, "left": left, "then": files(folder)}), flush=True)
        shutil.rmtree(folder)
        if ended:
            return


if __name__ == "__main__":
    every_moment(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
