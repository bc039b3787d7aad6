"""Values kept between runs, in one SQLite file that may be deleted at any time.

A value is kept with the version of what it was made by and with a key of what it was made from; it is
only given back where both are the same. Whatever goes wrong with the file costs time, never an answer.
Values are pickled: the file is as trustworthy as the project's own configuration, which runs code too.
"""

from __future__ import annotations

import atexit
import collections
import contextlib
import copyreg
import dataclasses
import functools
import gc
import hashlib
import itertools
import operator
import os
import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import mkdocs_help_center
from mkdocs_help_center.content.walking import Folder, is_folder

#: Where caches are, beside mkdocs.yml.
CACHE_FOLDER = ".cache"

_SCHEMA = "CREATE TABLE IF NOT EXISTS entry (name TEXT PRIMARY KEY, key TEXT, value BLOB)"
#: Packages whose release changes what a text becomes.
_MAKERS = (
    "markdown-it-py",
    "mdit-py-plugins",
    "nh3",
    "PyYAML",
    "anyascii",
    "Babel",
)
#: A file changed within this time of being read may change again without a sign of it, since file
#: systems count time in steps (as in git's "racy" index entries).
_RACY_NS = 20_000_000


class Cache:
    """A file of values by name. ``version`` names what makes them: another one finds nothing.

    ``patience`` are the seconds that another process may keep it busy.
    """

    def __init__(self, path: Path, version: str, patience: float = 2.0) -> None:
        self.path = path
        self._patience = patience
        try:
            self._connection = self._open(path, version)
        except sqlite3.DatabaseError:
            # Damaged. One that is only locked stays: another command is using it.
            self._connection = self._reopen(path, version)

    def _open(self, path: Path, version: str) -> sqlite3.Connection | None:
        """The file; None where there can be none, or not now.

        Raises:
            sqlite3.DatabaseError: it is no database, or damaged.
        """
        connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _ignore(path.parent)
            connection = sqlite3.connect(path, timeout=self._patience, isolation_level=None)
            # Values are some 10 kB: in few pages, and read without a copy.
            connection.execute("PRAGMA page_size=16384")
            connection.execute("PRAGMA mmap_size=1073741824")
            connection.execute("PRAGMA journal_mode=TRUNCATE")
            connection.execute("PRAGMA synchronous=OFF")  # Lost values are made again.
            connection.execute(_SCHEMA)
            row = connection.execute("SELECT key FROM entry WHERE name = ''").fetchone()
            if row is None or row[0] != version:
                connection.execute("DELETE FROM entry")
                connection.execute("INSERT INTO entry VALUES ('', ?, NULL)", (version,))
        except (OSError, sqlite3.OperationalError):
            if connection is not None:
                connection.close()
            return None
        except sqlite3.DatabaseError:
            if connection is not None:
                connection.close()
            raise
        return connection

    def _reopen(self, path: Path, version: str) -> sqlite3.Connection | None:
        """Once more without the file; None where it cannot be taken away."""
        with contextlib.suppress(OSError, sqlite3.DatabaseError):
            path.unlink()
            return self._open(path, version)
        return None

    @property
    def usable(self) -> bool:
        """Whether anything can be kept."""
        return self._connection is not None

    def get(self, name: str, key: str) -> Any:
        """The value of ``name``, None where none was put under this ``key``."""
        for _, value in self._read(
            "SELECT name, value FROM entry WHERE name = ? AND key = ?", (name, key)
        ):
            return value
        return None

    def get_with_key(self, name: str) -> tuple[str, Any]:
        """Key and value of ``name``, whatever the key; an empty key and None where there is nothing."""
        for key, data in self._rows("SELECT key, value FROM entry WHERE name = ?", (name,)):
            with without_gc():
                value = _load(data)
            return (key, value) if value is not None else ("", None)
        return "", None

    def get_all(self, prefix: str) -> dict[str, tuple[str, Any]]:
        """Key and value of every name that starts with ``prefix``, by the rest of the name."""
        query = "SELECT name, key, value FROM entry WHERE name >= ? AND name < ?"
        rows = self._rows(query, (prefix, prefix + "\U0010ffff"))
        with without_gc():
            return {
                name[len(prefix) :]: (key, value)
                for name, key, data in rows
                if (value := _load(data)) is not None
            }

    def put(self, values: Iterable[tuple[str, str, Any]]) -> None:
        """Keep values as (name, key, value)."""
        if self._connection is None:
            return
        with without_gc():
            rows = [(name, key, pickle.dumps(value, 5)) for name, key, value in values]
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", rows)
            self._connection.execute("COMMIT")

    def forget(self, names: Iterable[str]) -> None:
        """Drop values by name."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("BEGIN")
                self._connection.executemany(
                    "DELETE FROM entry WHERE name = ?", ((n,) for n in names)
                )
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _rows(self, query: str, values: tuple[str, ...]) -> list[tuple[Any, ...]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error:
            return []

    def _read(self, query: str, values: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for name, data in self._rows(query, values):
            with without_gc():
                value = _load(data)
            if value is not None:
                yield name, value


def _load(data: bytes | None) -> Any:
    try:
        return pickle.loads(data) if data else None
    except Exception:  # pickle raises whatever a damaged value leads to
        return None


# A process that ends need not look for garbage among the million objects that a large site is: the system
# takes all at once (0.8 s for 12,000 articles).
atexit.register(gc.freeze)


@contextlib.contextmanager
def without_gc() -> Iterator[None]:
    """Run without the collector, which would walk a hundred thousand new objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ignore(folder: Path) -> None:
    """Keep the folder out of version control."""
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


@functools.cache
def code_version() -> str:
    """A digest of this package's source and of the packages whose release changes a result.

    By the files' bytes: every deploy installs them anew, with new times. Once a process, which goes on with
    the code that it has.
    """
    root = Path(mkdocs_help_center.__file__).parent
    parts = [sys.version]
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            data = Path(folder, name).read_bytes()
            parts.append(f"{name}:{bytes_digest(data).hex()}")
    for package in _MAKERS:
        with contextlib.suppress(metadata.PackageNotFoundError):
            parts.append(f"{package}=={metadata.version(package)}")
    return digest(*parts)


_SETTERS: dict[type[Any], tuple[Callable[[Any, Any], None], ...]] = {}


def pickle_by_fields(kind: type[Any]) -> None:
    """Have a frozen dataclass with slots pickled as its fields' values and loaded straight into its
    slots: the way that Python gives it takes five times as long to load, its ``__init__`` twice.
    """
    names = tuple(one.name for one in dataclasses.fields(kind))
    values = operator.attrgetter(*names)
    copyreg.pickle(kind, lambda one: (_from_fields, (kind, *values(one))))


def _from_fields(kind: type[Any], *values: Any) -> Any:
    one = object.__new__(kind)
    setters = _SETTERS.get(kind)
    if setters is None:
        # Whoever loads it need not have imported the module that asked for this way of pickling.
        names = (field.name for field in dataclasses.fields(kind))
        setters = _SETTERS[kind] = tuple(getattr(kind, name).__set__ for name in names)
    # A loop without a line of Python in it, as there are hundreds of thousands of fields.
    collections.deque(map(operator.call, setters, itertools.repeat(one), values), maxlen=0)
    return one


def bytes_digest(data: bytes | memoryview) -> bytes:
    """16 bytes of SHA-256, for which most processors have instructions: half the time of BLAKE2 there."""
    return hashlib.sha256(data).digest()[:16]


def digest(*parts: object) -> str:
    """A short name for values that have a stable ``repr``."""
    sha = hashlib.sha256()
    for part in parts:
        sha.update(str(part).encode("utf-8", "surrogateescape"))
        sha.update(b"\0")
    return sha.hexdigest()[:32]


def sign_files(root: Path, now_ns: int) -> dict[str, str]:
    """For every file below ``root``, by URI: a text that changes when the file does.

    It holds size, times and inode, not the content. A file that was changed a moment before ``now_ns``
    gets the empty text, which is never to be taken for unchanged.
    """
    signatures: dict[str, str] = {}
    pending = [Folder.top(root)]
    while pending:
        folder = pending.pop()
        base = folder.base
        with contextlib.suppress(OSError), os.scandir(folder.path) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith("."):
                    continue
                if is_folder(entry):
                    if (below := folder.below(entry)) is not None:
                        pending.append(below)
                    continue
                try:
                    status = entry.stat()
                except OSError:
                    continue
                signatures[base + name] = _sign(status, now_ns)
    return signatures


def sign_file(path: Path, now_ns: int) -> str:
    """The signature of one file, as :func:`sign_files` has it; empty where there is none."""
    try:
        return _sign(path.stat(), now_ns)
    except OSError:
        return ""


def _sign(status: os.stat_result, now_ns: int) -> str:
    latest = now_ns - _RACY_NS
    if status.st_mtime_ns >= latest or status.st_ctime_ns >= latest:
        return ""
    return f"{status.st_size}.{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_ino}"


def unchanged(old: Mapping[str, str], new: Mapping[str, str], name: str) -> bool:
    """Whether a file is certainly the one that was signed before."""
    return bool(new.get(name)) and old.get(name) == new.get(name)


def changed_files(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Names of files that came, went, or may have changed, sorted."""
    known = old.get
    found = [name for name, signature in new.items() if not signature or known(name) != signature]
    found += [name for name in old if name not in new]
    return sorted(found)
