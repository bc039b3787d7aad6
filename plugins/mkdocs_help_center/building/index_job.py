"""The end of the making of an index, for a process that has nothing of the site in memory but this."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from mkdocs_help_center.building.processes import Later, WorkerError
from mkdocs_help_center.building.site_folder import SiteFolder, Written
from mkdocs_help_center.building.turn import Turn
from mkdocs_help_center.search.indexing import Indexing, SearchFiles

#: The files of an index, how many of them are different now, and why there is no index.
Made = tuple[dict[str, Written], int, str]


@dataclass(frozen=True)
class IndexJob:
    """What is left to do.

    Attributes:
        indexing: the index under way.
        turn: the one in which it is made; a descriptor to whom it was passed on.
        root: the site's folder.
        known: what is known of the index's files that are there.
        key: what the index is made of.
        taken: paths of files that others write, or the descriptor of the connection that will say so.
        build: the process that waits for it, or this one.
    """

    indexing: Indexing
    turn: int
    root: Path
    known: Mapping[str, Written]
    key: bytes
    taken: Collection[str] | int
    build: int

    def rest(self) -> Made | Later[Made]:
        """What is made of it; later, where a process is at work that another program can wait for."""
        lock = self.indexing.lock
        if lock is None:
            return self.finish()
        line = (self.taken,) if isinstance(self.taken, int) else ()
        return Later(IndexJob.finish, self, (lock, self.turn, *line))

    def finish(self) -> Made:
        """Wait for the index and write it into the site.

        Raises:
            WorkerError: the build is gone; the site's folder may be another's by now.
        """
        try:
            found = self.indexing.files()
        finally:
            self.indexing.close()
            Turn.leave(self.turn)
        see_to_build(self.build)
        taken = self.taken
        if isinstance(taken, int):
            taken = Connection(taken).recv()
        return write_index(self.root, self.known, found, self.key, taken)


def see_to_build(build: int) -> None:
    """Do nothing while ``build``, the process that this one works for or is, goes on.

    Raises:
        WorkerError: it is gone.
    """
    if build not in (os.getpid(), os.getppid()):
        raise WorkerError("the build has ended")


def write_index(
    root: Path, known: Mapping[str, Written], found: SearchFiles, key: bytes, taken: Collection[str]
) -> Made:
    """Write what was ``found`` into the site.

    Args:
        root: the site's folder.
        known: what is known to be in it.
        found: the files.
        key: what they are made of.
        taken: paths of files that others write.
    """
    own = SiteFolder(root, known)
    for dest, data in found.files.items():
        if dest not in taken:
            own.write(dest, data, key)
    return own.written, own.changed, found.failure
