"""What is in a site's folder: names first, size and time only of those that are asked for."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Iterable, Sequence
from pathlib import Path

#: Size and time of files by their paths.
SiteFiles = dict[str, tuple[int, int]]


def list_site(root: Path) -> SiteFiles:
    """Size and time of every file below ``root``; hidden ones at the top, which MkDocs leaves alone, are
    left out.
    """
    return sign_paths(root, list_others(root, ()))


def list_others(root: Path, known: Container[str]) -> Sequence[str]:
    """The paths of files below ``root`` that are not ``known``, of which nothing is asked."""
    found: list[str] = []
    pending = [("", os.fspath(root))]
    while pending:
        prefix, folder = pending.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + entry.name
                if path in known or path.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((f"{path}/", entry.path))
                else:
                    found.append(path)
    return found


def sign_paths(root: Path, paths: Iterable[str]) -> SiteFiles:
    """Size and time of those of ``paths`` below ``root`` that are there."""
    found: SiteFiles = {}
    for path in paths:
        with contextlib.suppress(OSError):
            status = os.lstat(f"{root}/{path}")
            found[path] = status.st_size, status.st_mtime_ns
    return found
