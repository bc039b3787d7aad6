"""Running Pagefind's indexer over a folder of documents in memory.

The folder has to be one that lists its entries in the order in which they were made, or the other way
round: Pagefind numbers pages as it meets them, and the same site has the same index on every machine.
Linux has such a one in memory, which costs 0.1 s for 4,065 documents. On ext4, which lists by a hash, files
cost up to 2 s, and those that are deleted again slow down the writing of the site's.
"""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mkdocs_help_center.search.pagefind_program import Pagefind
from mkdocs_help_center.stopping import hold_back_stop

#: Linux's folder in memory (tmpfs), which everybody may write to.
MEMORY = Path("/dev/shm")
PREFIX = "help-center-index-"
_PAGE = 4096
#: Files that are compressed with gzip.
_COMPRESSED = (".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pagefind")
#: Names that no folder which lists by a hash has in order.
_PROBES = 16


class _Process(Protocol):
    @property
    def pid(self) -> int: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def kill(self) -> None: ...


@dataclass(frozen=True)
class FolderIndex:
    """An index that Pagefind is making of documents in a folder.

    Attributes:
        folder: with the documents in ``in``, and at last the index in ``out``.
        urls: of the documents (no leading slash), in the order of their numbers.
        seconds: after which Pagefind is taken for one that will never end.
        lock: a descriptor that says that the folder is in use.
        process: Pagefind.
    """

    folder: Path
    urls: Sequence[str]
    seconds: float
    lock: int
    process: _Process

    def files(self) -> Mapping[str, bytes] | None:
        """Wait for the index; its files by their path, or None where Pagefind failed or complained, or
        what it made is not whole: of a file that found no room it says nothing.
        """
        try:
            if self.process.wait(timeout=self.seconds) or (self.folder / "said").stat().st_size:
                return None
            found = _read(self.folder / "out")
            _ = found["pagefind-entry.json"]
            for name, data in found.items():
                if name.endswith(_COMPRESSED):
                    gzip.decompress(data)
            return found if _pages_free() else None
        except (OSError, EOFError, subprocess.TimeoutExpired, KeyError, zlib.error):
            return None

    def documents(self) -> Iterator[tuple[str, str]]:
        """What is indexed: URL and HTML.

        Raises:
            OSError: somebody has taken it away.
        """
        for url in self.urls:
            yield url, Path(_path(self.folder, url)).read_bytes().decode()

    def close(self) -> None:
        """End what is going on, and remove the folder."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self.lock)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled for the program that this process becomes, to which Pagefind is a child too."""
        process = _Child(self.process.pid)
        return FolderIndex, (self.folder, self.urls, self.seconds, self.lock, process)


def start_in_folder(pagefind: Pagefind, documents: Sequence[tuple[str, str]]) -> FolderIndex | None:
    """Have ``documents`` indexed (URL without leading slash, HTML; in the order of a walk), or None where
    that cannot be done so. What is under way is its receiver's: the signal to stop waits until then.
    """
    if not documents or any(not _names_folder(url) for url, _ in documents):
        return None
    # A name that the file system cannot write is no OSError.
    with contextlib.suppress(OSError, ValueError), contextlib.ExitStack() as stack:
        encoded = [(url, html.encode("utf-8", "replace")) for url, html in documents]
        folder, lock = _folder_in_memory(sum(len(html) // _PAGE + 1 for _, html in encoded), stack)
        if step := _listing_step(folder):
            for url, html in encoded[::step]:
                _write(_path(folder, url), html)
            hold_back_stop()
            process = _run(pagefind, folder)
            stack.pop_all()
            return FolderIndex(folder, [url for url, _ in encoded], pagefind.seconds, lock, process)
    return None


def _names_folder(url: str) -> bool:
    """Whether Pagefind makes just this URL of the path to an index.html."""
    *folders, name = url.split("/")
    is_path = not name and "\0" not in url and not {"", ".", ".."}.intersection(folders)
    # Pagefind reads folders of such names as documents.
    return is_path and not any(one.lower().endswith(".html") for one in folders)


def _path(folder: Path, url: str) -> str:
    return f"{folder}/in/{url}index.html"


def _folder_in_memory(pages: int, stack: contextlib.ExitStack) -> tuple[Path, int]:
    """A new folder with room for documents of so many ``pages`` of memory and their index, and its lock;
    ``stack`` lets go of both.

    Raises:
        OSError: there is no such folder here, or no room.
    """
    if sys.platform != "linux":
        raise OSError("no folder in memory is known here")
    import fcntl

    # Twice what they take, and what Pagefind brings with it.
    if _pages_free() < 2 * pages + 1500:
        raise OSError(f"no room in {MEMORY}")
    for left in MEMORY.glob(f"{PREFIX}*"):
        _remove_left(left)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=MEMORY))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    lock = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, lock)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return folder, lock


def _pages_free() -> int:
    """How many pages of memory there is room for, each of which may be a file or a folder."""
    space = os.statvfs(MEMORY)
    pages = space.f_bavail * space.f_frsize // _PAGE
    # Where there is no limit on their number, none is told.
    return min(pages, space.f_favail // 2) if space.f_files else pages


def _remove_left(folder: Path) -> None:
    """Remove what a process that was killed has left; one that lives holds its lock."""
    import fcntl

    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(descriptor).st_uid == os.geteuid():
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)


def _listing_step(folder: Path) -> int:
    """1 where ``folder`` lists what is made in it in that order, -1 the other way round, else 0."""
    probe = folder / "probe"
    probe.mkdir()
    names = [f"{number * 7919 % 1009:x}" for number in range(_PROBES)]
    for name in names:
        (probe / name).mkdir()
    listed = [entry.name for entry in probe.iterdir()]
    shutil.rmtree(probe)
    return 1 if listed == names else -1 if listed == names[::-1] else 0


def _write(path: str, data: bytes) -> None:
    os.makedirs(path.rpartition("/")[0], exist_ok=True)  # noqa: PTH103
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(data)


def _run(pagefind: Pagefind, folder: Path) -> subprocess.Popen[bytes]:
    """Begin to index.

    Raises:
        OSError: it cannot be run.
    """
    options = ["--site", "in", "--output-path", "out", "--glob", "**/*.html", "--silent"]
    with (folder / "said").open("wb") as said:
        return subprocess.Popen(
            [pagefind.path, *options, f"--include-characters={pagefind.word_characters}"],
            cwd=folder,  # where no pagefind.yml of the project is read
            env=pagefind.environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )


def _read(root: Path) -> Mapping[str, bytes]:
    """All files below ``root`` by their path in it."""
    found: dict[str, bytes] = {}
    for folder, _, names in os.walk(root):
        inside = os.path.relpath(folder, root)
        for name in names:
            path = name if inside == "." else f"{inside}/{name}"
            found[path] = Path(folder, name).read_bytes()
    return found


class _Child:
    """A child of this process that it has from the program it was before."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def wait(self, timeout: float | None = None) -> int:
        if self._code is None:
            timer = threading.Timer(timeout or threading.TIMEOUT_MAX, self.kill)
            timer.daemon = True
            timer.start()
            try:
                self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            except ChildProcessError:  # Somebody else was told how it ended.
                self._code = -1
            finally:
                timer.cancel()
        return self._code

    def kill(self) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
