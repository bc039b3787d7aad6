"""Work shared over the machine's cores by forked processes.

A forked worker has the whole site in memory at once; one that is spawned would have to read it again,
which costs more than it saves below some 20,000 articles. Where processes cannot be forked (Windows) or
must not be (macOS; a process with threads), the work is done in this process, with the same results.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

from mkdocs_help_center.building.processes import Later, WorkerError, fork, hear, may_fork

T = TypeVar("T")
R = TypeVar("R")

#: Below this many items a worker costs more than it does.
WORTH_SHARING = 200
#: Items that stay together.
BLOCK = 50
#: Seconds in which a worker that is stopped cleans up.
_GRACE = 10
#: Seconds between two looks whether a worker has ended.
_STEP = 0.002
#: Seconds between two looks whether there is room for one more worker.
_LOOK_AGAIN = 0.1


def worker_count() -> int:
    """Workers to start: one a core that this process may use; ``HELP_CENTER_WORKERS`` decides otherwise."""
    wanted = os.environ.get("HELP_CENTER_WORKERS", "")
    if wanted.isdigit():
        return max(1, int(wanted))
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Running(Generic[R]):
    """Work that is under way; its results come as they are made."""

    def __init__(
        self,
        children: Sequence[tuple[Any, Connection]] = (),
        here: Iterable[R] = (),
        shared: _Shared | None = None,
    ) -> None:
        self._waiting = {connection: process for process, connection in children}
        self._here = here
        self._shared = shared

    def results(self) -> Iterator[R]:
        """What the function gave, in no particular order.

        Raises:
            WorkerError: a worker raised or died; what the others made comes first.
        """
        yield from self._here
        failures: list[str] = []
        while self._has_more(failures):
            for ready in wait(list(self._waiting), self._patience):
                connection = cast("Connection", ready)
                is_result, found = hear(connection)
                if is_result:
                    yield found
                    continue
                self._waiting.pop(connection).join()
                connection.close()
                if found:
                    failures.append(found)
        if failures:
            raise WorkerError(failures[0])

    def _has_more(self, failures: Sequence[str]) -> bool:
        """Whether there is something to wait for; begins what there is room for."""
        if self._shared is not None and not failures:
            for process, connection in self._shared.more(self._waiting):
                self._waiting[connection] = process
        return bool(self._waiting)

    @property
    def _patience(self) -> float | None:
        """Seconds after which to look again whether there is room for more."""
        is_full = self._shared is None or len(self._waiting) >= self._shared.most
        return None if is_full else _LOOK_AGAIN

    def has_result(self) -> bool:
        """Whether a worker waits to be heard; one whose result fits into no pipe keeps all that it has."""
        return bool(wait(list(self._waiting), timeout=0))

    def stop(self) -> None:
        """Give up what is not done; there are no more results."""
        self._here = ()
        self._shared = None
        for process in self._waiting.values():
            process.terminate()
        end = time.monotonic() + _GRACE
        for connection, process in self._waiting.items():
            # One that became a program cannot be joined for a while: it has closed what is waited for then.
            while process.exitcode is None and time.monotonic() < end:
                time.sleep(_STEP)
            # Python loses what is raised where nobody can catch it, as when an object is let go of.
            process.kill()
            process.join()
            connection.close()
        self._waiting.clear()


def start(
    function: Callable[[Sequence[T]], R],
    items: Sequence[T],
    workers: int | None = None,
    *,
    block: int = BLOCK,
    worth_sharing: int = WORTH_SHARING,
    waiting: int = 0,
    room: Callable[[], int] | None = None,
) -> Running[R]:
    """Have ``function`` called with all of ``items``, block by block, in several processes.

    Args:
        function: what it changes in a worker is lost, what it returns must be picklable.
        items: what to share. A worker takes the next block whenever it has none.
        workers: how many; by default as :func:`worker_count` says.
        block: items that stay together: neighbours in a list are neighbours in memory, which is copied
            where a worker touches it.
        worth_sharing: below this many items the work is done here, as its results are asked for.
        waiting: how much it gives way to other processes (nice), 0 to 19.
        room: how many workers there may be just now, at least one; asked whenever there is a result.
    """
    count = worker_count() if workers is None else workers
    blocks = [items[at : at + block] for at in range(0, len(items), block)]
    if count < 2 or len(items) < worth_sharing or not may_fork():
        return Running(here=map(function, blocks))
    shared = _Shared(function, blocks, waiting, room or (lambda: count), count)
    return Running(list(shared.more(())), shared=shared)


def aside(function: Callable[[], R | Later[R]]) -> Running[R]:
    """Have ``function`` called in a process of its own, or, where there can be none, when its result is
    asked for.
    """

    def result() -> Iterator[R]:
        found = function()
        yield found.result() if isinstance(found, Later) else found

    return Running([fork(lambda: [function()])]) if may_fork() else Running(here=result())


class _Shared:
    """Work that workers take block by block, as many of them as there is room for.

    One that there is no room for any more ends, and what it had in memory with it.
    """

    def __init__(
        self,
        function: Callable[[Any], object],
        blocks: Sequence[object],
        waiting: int,
        room: Callable[[], int],
        most: int,
    ) -> None:
        self._function = function
        self._blocks = blocks
        self._waiting = waiting
        self._room = room
        self.most = most
        context = multiprocessing.get_context("fork")
        #: The first block that nobody has taken.
        self._next = context.Value("q", 0)
        #: Workers below this number are to end.
        self._first = context.RawValue("q", 0)
        #: Who answers for each number.
        self._workers: dict[int, Connection] = {}
        self._numbers = itertools.count()

    def more(self, heard: Container[Connection]) -> Iterator[tuple[Any, Connection]]:
        """Have those end that there is no room for any more, and start those that there is.

        Args:
            heard: the workers that have not ended.
        """
        room = min(self.most, max(1, self._room()))
        working = {number: one for number, one in self._workers.items() if one in heard}
        if (surplus := len(working) - room) > 0:
            # A new worker has all of its memory in common with this process: a last one is made anew.
            kept = sorted(working)[surplus:] if room > 1 else []
            self._first.value = kept[0] if kept else max(working) + 1
            working = {number: working[number] for number in kept}
        for _ in range(room - len(working)):
            if self._next.value < len(self._blocks):
                number = next(self._numbers)
                take = lambda number=number: map(self._function, self._taken(number))  # noqa: E731
                process, connection = fork(take, self._waiting)
                working[number] = connection
                yield process, connection
        self._workers = working

    def _taken(self, worker: int) -> Iterator[object]:
        """Blocks until none is left or the worker of that number is to end."""
        while worker >= self._first.value:
            with self._next.get_lock():
                number = self._next.value
                self._next.value = number + 1
            if number >= len(self._blocks):
                return
            yield self._blocks[number]
