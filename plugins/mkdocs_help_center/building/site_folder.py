"""The folder that a site is built into: it keeps what is right already, and loses what is not the site's.

MkDocs empties the folder at the start of each build. What an earlier build of ours wrote is put aside
before and taken back after, so that only files that are different are written; everything else in the
folder goes, as MkDocs has it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs_help_center.building.listing import SiteFiles, list_others, sign_paths
from mkdocs_help_center.content.cache import bytes_digest

#: Where files are put aside, in the site's folder: MkDocs leaves hidden names alone.
_ASIDE = ".help-center-previous"
#: By how much a copy's time may be another: what restores a cache at Netlify (npm's ``copy-file``) keeps
#: milliseconds.
_COPIED_NS = 1_000_000


class Written(NamedTuple):
    """A file that we wrote.

    ``key`` is a digest of all that it shows, ``inputs`` one of what it was made from where that was
    known, ``content`` one of its bytes.
    """

    key: bytes
    content: bytes
    size: int
    mtime_ns: int
    inputs: bytes = b""


class SiteFolder:
    """The folder and what is known to be in it.

    Args:
        root: the folder.
        known: what earlier builds wrote, by path below it.
    """

    def __init__(self, root: Path, known: Mapping[str, Written]) -> None:
        self.root = root
        self.known = known
        #: What this build wrote or kept; a worker's part is merged by :meth:`take_over`.
        self.written: dict[str, Written] = {}
        #: How many files got new bytes.
        self.changed = 0
        self._base = f"{os.fspath(root)}/"
        self._is_back = False
        self._others: SiteFiles = {}

    def put_aside(self) -> None:
        """Hide what is there from MkDocs, which is about to empty the folder."""
        aside = self.root / _ASIDE
        shutil.rmtree(aside, ignore_errors=True)
        if not self.known or not self.root.is_dir():
            return
        paths = [path for path in self.root.iterdir() if not path.name.startswith(".")]
        aside.mkdir()
        for path in paths:
            path.rename(aside / path.name)

    def take_back(self) -> None:
        """Undo :meth:`put_aside`."""
        aside = self.root / _ASIDE
        if not aside.is_dir():
            return
        for path in list(aside.iterdir()):
            with contextlib.suppress(OSError):
                # Where another plugin has written already, its file stays.
                if not (self.root / path.name).exists():
                    path.rename(self.root / path.name)
        shutil.rmtree(aside, ignore_errors=True)
        self._is_back = True

    def find_others(self) -> None:
        """Look what is there from before and not ours: what MkDocs, which writes next, does not write
        again goes in the end.
        """
        if self._is_back:
            self._others = sign_paths(self.root, list_others(self.root, self.known))

    def holds(self, dest: str, key: bytes, inputs: bytes = b"") -> bool:
        """Whether ``dest`` was made from what ``key`` names and is still as it was; then it is kept, and
        from now on as made from ``inputs``.
        """
        known = self.known.get(dest)
        if known is None or known.key != key:
            return False
        return self._keep(dest, known._replace(inputs=inputs))

    def holds_made_from(self, dest: str, inputs: bytes) -> bool:
        """The same by what it was made from, which may be known (not empty) where the key is not."""
        known = self.known.get(dest)
        return (
            bool(inputs)
            and known is not None
            and known.inputs == inputs
            and self._keep(dest, known)
        )

    def made_from(self, inputs: bytes) -> Sequence[str]:
        """The files that were made from ``inputs``."""
        return [dest for dest, one in self.known.items() if one.inputs == inputs]

    def _keep(self, dest: str, known: Written) -> bool:
        path = f"{self._base}{dest}"
        try:
            status = os.stat(path)  # noqa: PTH116
            if status.st_size != known.size:
                return False
            # Another time: copied there by whoever restored the folder, or written by someone else.
            is_near = abs(status.st_mtime_ns - known.mtime_ns) <= _COPIED_NS
            if not is_near and bytes_digest(Path(path).read_bytes()) != known.content:
                return False
            if status.st_mtime_ns != known.mtime_ns:
                known = known._replace(mtime_ns=status.st_mtime_ns)
        except OSError:
            return False
        self.written[dest] = known
        return True

    def write(self, dest: str, data: bytes, key: bytes = b"", inputs: bytes = b"") -> None:
        """Have ``data`` in ``dest``; a file that has these bytes is not touched."""
        content = bytes_digest(data)
        known = self.known.get(dest)
        if known is not None and known.content == content:
            kept = self._keep(dest, known._replace(key=key, inputs=inputs))
            if kept:
                return
        status = _write_file(f"{self._base}{dest}", data)
        self.changed += 1
        self.written[dest] = Written(key, content, len(data), status.st_mtime_ns, inputs)

    def _is_still(self, dest: str, known: Written) -> bool:
        return self._state(dest) == (known.size, known.mtime_ns)

    def _state(self, dest: str) -> tuple[int, int] | None:
        try:
            status = os.lstat(f"{self._base}{dest}")
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def take_over(self, other: Mapping[str, Written], changed: int) -> None:
        """Add what a worker wrote."""
        self.written.update(other)
        self.changed += changed

    def drop_stale(self) -> int:
        """Remove what was there before and nobody wrote now; counts the files.

        What MkDocs or another plugin wrote in its place has another time.
        """
        stale = [
            dest
            for dest in self.known.keys() - self.written.keys()
            if self._is_still(dest, self.known[dest])
        ]
        stale += [
            dest
            for dest, state in self._others.items()
            if dest not in self.written and self._state(dest) == state
        ]
        for dest in sorted(stale):
            path = self.root / dest
            with contextlib.suppress(OSError):
                path.unlink()
                parent = path.parent
                while parent != self.root:
                    parent.rmdir()  # Fails, and ends this, where something is left in it.
                    parent = parent.parent
        return len(stale)


def _write_file(path: str, data: bytes) -> os.stat_result:
    """Write a file, its folder made where there is none; 40,000 times, so with few calls of the system."""
    try:
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115
    except FileNotFoundError:
        _make_folder(path.rpartition("/")[0])
        file = open(path, "wb", buffering=0)  # noqa: PTH123, SIM115
    with file:
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]
        return os.fstat(file.fileno())


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)  # noqa: PTH102
    except OSError:  # The one above is not there either, or another worker was faster.
        os.makedirs(path, exist_ok=True)  # noqa: PTH103
