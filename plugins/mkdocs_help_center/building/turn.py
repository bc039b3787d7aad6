"""Whose turn it is among the processes of a build."""

from __future__ import annotations

import contextlib
import os
import tempfile

try:
    import fcntl
except ImportError:  # Windows, where no build has several processes
    fcntl = None  # type: ignore[assignment]


class Turn:
    """A turn that one process has at a time; one that ends gives it back, however it ended.

    A record lock (POSIX ``fcntl``): unlike other locks it is still there when the process becomes another
    program, and it is no lock within one. Made in the process that all others belong to.
    """

    def __init__(self) -> None:
        self.build = os.getpid()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115

    def take(self) -> int:
        """Wait for it; what to give it back with, in this process or what becomes of it."""
        # Some file systems have no locks: then all work at once, and need more memory.
        with contextlib.suppress(OSError):
            if fcntl:
                fcntl.lockf(self._file, fcntl.LOCK_EX)
        return self._file.fileno()

    @staticmethod
    def leave(taken: int) -> None:
        """Let the next one have it."""
        with contextlib.suppress(OSError):
            if fcntl:
                fcntl.lockf(taken, fcntl.LOCK_UN)

    def close(self) -> None:
        """Nobody here wants it any more."""
        self._file.close()
