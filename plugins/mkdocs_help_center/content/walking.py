"""Going through a content folder: every file once, however links lead."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Folder(NamedTuple):
    """A folder on the way: ``base`` is its URI with a slash, or empty; ``reals`` where it really is, and
    before that where each link on the way to it was.
    """

    path: str
    base: str
    reals: tuple[str, ...]

    @classmethod
    def top(cls, root: Path) -> Folder:
        """Where to begin."""
        return cls(os.fspath(root), "", (os.path.realpath(root),))

    def below(self, entry: os.DirEntry[str]) -> Folder | None:
        """The folder at an entry of this one; None where a link leads back to a folder around it."""
        if not entry.is_symlink():
            reals = (*self.reals[:-1], os.path.join(self.reals[-1], entry.name))  # noqa: PTH118
        else:
            real = os.path.realpath(entry.path)
            if any(one == real or one.startswith(real + os.sep) for one in self.reals):
                return None
            reals = (*self.reals, real)
        return Folder(entry.path, f"{self.base}{entry.name}/", reals)


class FoundFile(NamedTuple):
    """A file, or what is not one: ``refusal`` says why it cannot be read, and is empty where it can."""

    path: Path
    uri: str
    refusal: str = ""


def walk(root: Path, without: str) -> Iterator[FoundFile]:
    """Files below ``root``, sorted, a folder's files before its folders; hidden ones left out, and all in
    the folder ``without``.
    """
    pending = [Folder.top(root)]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder.path) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            yield FoundFile(Path(folder.path), folder.base.rstrip("/"), message)
            continue
        inner: list[Folder] = []
        for entry in found:
            if entry.name.startswith(".") or (not folder.base and entry.name == without):
                continue
            if not is_folder(entry):
                plain = not entry.is_symlink() and entry.is_file()
                refusal = "" if plain else refusal_of(Path(entry.path))
                yield FoundFile(Path(entry.path), folder.base + entry.name, refusal)
            elif (next_folder := folder.below(entry)) is not None:
                inner.append(next_folder)
            else:
                message = "this link leads back to a folder around it"
                yield FoundFile(Path(entry.path), folder.base + entry.name, message)
        pending += reversed(inner)


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether there is a folder at an entry; a link to itself is none, where its own method raises."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def refusal_of(path: Path) -> str:
    """Why ``path`` is not read; empty where it is a file. Opening a pipe would wait for ever."""
    if path.is_file():
        return ""
    if path.is_symlink():
        return "this link leads to no file"
    return "this is no file but a pipe, a socket or a device"
