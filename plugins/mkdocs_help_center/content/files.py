"""Writing files so that whoever looks, or whatever ends the program, finds the old or the new, whole.

One file is written beside its place, flushed to the disk and renamed over it (POSIX rename is atomic).
Several files that belong together go through a journal: it is written whole first, and from then on
the changes count as made; a program that is ended on the way leaves the journal, and the next command
finishes its work.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

#: Beside mkdocs.yml while several files are being changed.
JOURNAL = ".help-center-journal"
_TEMPORARY = ".help-center-new-"


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file in one step; it keeps its permissions, and a link stays one.

    Raises:
        OSError: it cannot be written; then it is as it was. The error names the file.
    """
    try:
        _write(path.resolve() if path.is_symlink() else path, data)
    except OSError as error:
        error.filename = os.fspath(path)  # and not the temporary one, or none
        raise


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _drop_leftovers(path.parent)
    descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _drop_leftovers(folder: Path) -> None:
    """Delete what a program that was ended while writing left beside its file an hour ago or before."""
    for path in folder.glob(f"{_TEMPORARY}*"):
        with contextlib.suppress(OSError):
            if path.name != JOURNAL and path.stat().st_mtime < time.time() - 3600:
                path.unlink()


def _umask() -> int:
    value = os.umask(0o022)
    os.umask(value)
    return value


def _sync_folder(folder: Path) -> None:
    """Have the renaming itself on the disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _digest(path: Path) -> str:
    """What a file holds, in short; empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


class ConflictError(Exception):
    """A file is not what it was when its change was decided; nothing of it was touched."""


@dataclass
class FileChanges:
    """Changes of several files under ``folder`` that are made together or not at all.

    ``writes`` are new contents by path relative to the folder, None for a file that goes; ``before`` is
    what each file held when it was read, so that nobody's later edit is lost.
    """

    folder: Path
    writes: dict[str, bytes | None] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def read(self, path: str) -> bytes:
        """A file's content with the changes so far.

        Raises:
            OSError: it cannot be read.
        """
        changed = self.writes.get(path)
        if changed is not None:
            return changed
        data = (self.folder / path).read_bytes()
        self.before.setdefault(path, hashlib.sha256(data).hexdigest())
        return data

    def write(self, path: str, data: bytes) -> None:
        """Give a file a new content when the changes are made."""
        self.before.setdefault(path, _digest(self.folder / path))
        self.writes[path] = data

    def remove(self, path: str) -> None:
        """Take a file away when the changes are made."""
        self.before.setdefault(path, _digest(self.folder / path))
        self.writes[path] = None

    def make(self) -> None:
        """Make all changes.

        Raises:
            ConflictError: a file was changed by someone else meanwhile, or another command is making
                its changes.
            OSError: the journal cannot be written.
        """
        changes = {path: data for path, data in self.writes.items() if self._differs(path, data)}
        for path in changes:
            if _digest(self.folder / path) != self.before[path]:
                raise ConflictError(f"{path} was changed meanwhile")
        if len(changes) == 1:
            ((path, data),) = changes.items()
            _apply(self.folder / path, data)
        elif changes:
            _start_journal(self.folder, self._journal(changes))
            finish_journal(self.folder)

    def _differs(self, path: str, data: bytes | None) -> bool:
        return self.before[path] != ("" if data is None else hashlib.sha256(data).hexdigest())

    def _journal(self, changes: dict[str, bytes | None]) -> bytes:
        rows = [
            {
                "path": path,
                "before": self.before[path],
                "data": None if data is None else base64.b64encode(data).decode("ascii"),
            }
            for path, data in sorted(changes.items(), key=lambda item: (item[1] is None, item[0]))
        ]
        return json.dumps({"version": 1, "changes": rows}).encode("ascii")


def _start_journal(folder: Path, text: bytes) -> None:
    """Put the journal in its place, whole, unless there is one: two commands do not mix."""
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=folder)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _link(temporary, folder / JOURNAL)
    except FileExistsError as error:
        raise ConflictError("another command is changing files; try again") from error
    except OSError as error:
        error.filename, error.filename2 = os.fspath(folder / JOURNAL), None
        raise
    finally:
        with contextlib.suppress(OSError):
            if temporary is not None:
                temporary.unlink()
    _sync_folder(folder)


def _link(source: Path, target: Path) -> None:
    """Have a file in another place too, where nothing is yet."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # A disk that knows no links.
        if target.exists():
            raise FileExistsError(target) from None
        source.replace(target)


def finish_journal(folder: Path) -> list[str]:
    """Make the changes that a journal still holds; without one there is nothing to do.

    Returns:
        Paths that someone else changed since the journal was written: they were left alone.

    Raises:
        ValueError: the journal is none of ours, or names files outside of ``folder``.
    """
    journal = folder / JOURNAL
    try:
        text = journal.read_bytes()
    except FileNotFoundError:
        return []
    left: list[str] = []
    for path, before, data in _rows(folder, text):
        now = _digest(folder / path)
        after = "" if data is None else hashlib.sha256(data).hexdigest()
        if now == after:
            continue
        if now != before:
            left.append(path)
            continue
        _apply(folder / path, data)
    journal.unlink(missing_ok=True)  # Two commands may finish it at once, to the same end.
    _sync_folder(folder)
    return left


def _rows(folder: Path, text: bytes) -> list[tuple[str, str, bytes | None]]:
    try:
        rows = [
            (
                str(row["path"]),
                str(row["before"]),
                None if row["data"] is None else base64.b64decode(row["data"], validate=True),
            )
            for row in json.loads(text)["changes"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{folder / JOURNAL} is damaged: {error}") from error
    for path, _, _ in rows:
        parts = PurePosixPath(path).parts
        # By its name: the content folder may be a link to elsewhere.
        if Path(path).is_absolute() or not parts or {"..", ".git"} & set(parts):
            raise ValueError(f"{folder / JOURNAL} names '{path}', which is not below {folder}")
    return rows


def _apply(path: Path, data: bytes | None) -> None:
    if data is not None:
        write_atomically(path, data)
        return
    path.unlink(missing_ok=True)
    _sync_folder(path.parent)


def dirty_paths(folder: Path, paths: Iterable[str]) -> list[str]:
    """Those of ``paths`` (relative to ``folder``) that hold work which git has not: changed ones, new
    ones, and all of them where git cannot be asked.

    Empty outside of a git work tree, and for files that git is told to ignore.
    """
    wanted = sorted(set(paths))
    if not wanted or not _in_work_tree(folder):
        return []
    command = [
        "git",
        "-c",
        "core.quotePath=false",
        "status",
        "--porcelain=v1",
        "-z",
        "--untracked-files=all",
    ]
    try:
        # All changed files, then ours among them: thousands of arguments would not fit.
        result = subprocess.run(
            [*command, "--", "."], cwd=folder, capture_output=True, check=True, timeout=60
        )
        top = subprocess.run(
            ["git", "rev-parse", "--show-prefix"],
            cwd=folder,
            capture_output=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return wanted
    prefix = os.fsdecode(top.stdout).rstrip("\n")
    entries = os.fsdecode(result.stdout).split("\0")
    changed = {entry[3:].removeprefix(prefix) for entry in entries if len(entry) > 3}
    return [path for path in wanted if path in changed]


def _in_work_tree(folder: Path) -> bool:
    whole = folder.absolute()
    return any((parent / ".git").exists() for parent in (whole, *whole.parents))
